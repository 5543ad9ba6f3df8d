import { useState } from 'react';
import { ComboBox } from './ComboBox';
import { sameValue, type FieldKind } from './field';
import type { EditorProps } from './editorProps';

/** Each choice puts one in or takes it out; leaving saves them all. */
export function ManyEditor(props: EditorProps<Extract<FieldKind, { type: 'many' }>>) {
  const { kind, label, value, error, errorId, onSave, onCancel } = props;
  const [ids, setIds] = useState<readonly number[]>(Array.isArray(value) ? (value as readonly number[]) : []);
  const [text, setText] = useState('');
  const sought = text.trim().toLocaleLowerCase();
  const toggle = (id: number) =>
    setIds(ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id]);
  const leave = () => {
    if (sameValue(ids, value)) onCancel();
    else onSave(ids);
  };
  return (
    <ComboBox
      label={label}
      text={text}
      onText={setText}
      choices={kind.choices.filter((choice) => choice.label.toLocaleLowerCase().includes(sought))}
      chosen={ids}
      invalid={Boolean(error)}
      describedBy={errorId}
      onChoose={(chosen) => chosen !== null && toggle(Number(chosen))}
      onCancel={leave}
    />
  );
}
