import { useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Input } from '@/components/ui/input';
import { cn } from '@/components/ui/cn';
import { ChoiceEditor } from './ChoiceEditor';
import type { EditorProps } from './editorProps';
import { parseText, sameValue } from './field';
import { ManyEditor } from './ManyEditor';
import { SearchEditor } from './SearchEditor';

/** The one editor of a value, in a list's cell or on a record's page. Enter and leaving save, Escape does not. */
export function FieldEditor(given: EditorProps) {
  const props = { ...given, ...useOnce(given) };
  const { kind } = props;
  switch (kind.type) {
    case 'choice':
      return <ChoiceEditor {...props} kind={kind} />;
    case 'search':
      return <SearchEditor {...props} kind={kind} />;
    case 'many':
      return <ManyEditor {...props} kind={kind} />;
    default:
      return <TextEditor {...props} />;
  }
}

/** An editor that goes away loses the focus, which is no second answer. */
function useOnce({ onSave, onCancel }: EditorProps): Pick<EditorProps, 'onSave' | 'onCancel'> {
  const ended = useRef(false);
  const once =
    <Args extends unknown[]>(answer: (...args: Args) => void) =>
    (...args: Args) => {
      if (ended.current) return;
      ended.current = true;
      answer(...args);
    };
  return { onSave: once(onSave), onCancel: once(onCancel) };
}

const inputTypes = { number: 'number', date: 'date', moment: 'datetime-local' } as const;

function TextEditor({ kind, label, value, error, errorId, onSave, onCancel }: EditorProps) {
  const { t } = useTranslation();
  const [text, setText] = useState(value === null ? '' : String(value));
  const [problem, setProblem] = useState<'required' | 'number' | null>(null);
  const multiline = kind.type === 'text' && kind.multiline;

  const commit = () => {
    const parsed = parseText(kind, text);
    if ('problem' in parsed) setProblem(parsed.problem);
    else if (sameValue(parsed.value, value) && !error) onCancel();
    else onSave(parsed.value);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onCancel();
    else if (event.key === 'Enter' && (!multiline || event.ctrlKey || event.metaKey)) commit();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const shared = {
    autoFocus: true,
    'aria-label': label,
    'aria-invalid': Boolean(error ?? problem),
    'aria-describedby': errorId,
    value: text,
    onKeyDown,
    onBlur: commit,
  };

  return (
    <>
      {multiline ? (
        <textarea
          {...shared}
          rows={5}
          onChange={(event) => setText(event.target.value)}
          className="w-full rounded-md border border-input bg-card px-3 py-2 text-sm shadow-card outline-none focus-visible:border-ring focus-visible:ring-[3px] focus-visible:ring-ring/30 max-md:text-base"
        />
      ) : (
        <Input
          {...shared}
          type={
            inputTypes[kind.type as keyof typeof inputTypes] ??
            (kind.type === 'text' ? kind.input : undefined) ??
            'text'
          }
          {...(kind.type === 'number' && { step: kind.whole ? 1 : 'any', min: kind.min, max: kind.max })}
          onChange={(event) => setText(event.target.value)}
          className={cn('h-8 text-sm', kind.type === 'number' && 'tabular-nums')}
        />
      )}
      {problem && !error && <p className="mt-1 text-xs text-destructive">{t(`fields.problem.${problem}`)}</p>}
    </>
  );
}
