import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ComboBox } from './ComboBox';
import { sameValue, type FieldKind } from './field';
import type { EditorProps } from './editorProps';

const typingPauseMs = 200;

export function SearchEditor(props: EditorProps<Extract<FieldKind, { type: 'search' }>>) {
  const { kind, label, value, error, errorId, onSave, onCancel } = props;
  const [text, setText] = useState('');
  const sought = usePaused(text.trim());
  const found = useQuery({
    queryKey: ['find', label, sought],
    queryFn: ({ signal }) => kind.find(sought, signal),
    placeholderData: keepPreviousData,
  });
  return (
    <ComboBox
      label={label}
      text={text}
      onText={setText}
      choices={found.data ?? []}
      chosen={typeof value === 'number' ? [value] : []}
      clearable
      busy={found.isPending}
      invalid={Boolean(error)}
      describedBy={errorId}
      onChoose={(chosen) => (sameValue(chosen, value) ? onCancel() : onSave(chosen))}
      onCancel={onCancel}
    />
  );
}

function usePaused(text: string) {
  const [paused, setPaused] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text), typingPauseMs);
    return () => clearTimeout(timer);
  }, [text]);
  return paused;
}
