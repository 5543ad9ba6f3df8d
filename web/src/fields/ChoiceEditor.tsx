import { useState } from 'react';
import { ComboBox } from './ComboBox';
import { sameValue, type FieldKind } from './field';
import type { EditorProps } from './editorProps';

export function ChoiceEditor(props: EditorProps<Extract<FieldKind, { type: 'choice' }>>) {
  const { kind, label, value, error, errorId, onSave, onCancel } = props;
  const [text, setText] = useState('');
  const sought = text.trim().toLocaleLowerCase();
  return (
    <ComboBox
      label={label}
      text={text}
      onText={setText}
      choices={kind.choices.filter((choice) => choice.label.toLocaleLowerCase().includes(sought))}
      chosen={typeof value === 'string' || typeof value === 'number' ? [value] : []}
      clearable={!kind.required}
      invalid={Boolean(error)}
      describedBy={errorId}
      onChoose={(chosen) => (sameValue(chosen, value) ? onCancel() : onSave(chosen))}
      onCancel={onCancel}
    />
  );
}
