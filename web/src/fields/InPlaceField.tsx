import { useMutation } from '@tanstack/react-query';
import { LoaderCircleIcon, PencilIcon } from 'lucide-react';
import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { cn } from '@/components/ui/cn';
import { FieldEditor } from './FieldEditor';
import type { FieldKind, FieldValue } from './field';
import { refusalOf } from './refusal';

interface InPlaceFieldProps {
  /** The API's name, by which it names what it refuses. */
  name: string;
  label: string;
  kind: FieldKind;
  value: FieldValue;
  /** How the value is shown; nothing where it is empty. */
  children: ReactNode;
  save: (value: FieldValue) => Promise<unknown>;
  readOnly?: boolean;
  className?: string;
}

/** A value that becomes its own editor; what Odoo says against a new one stands below it. */
export function InPlaceField(props: InPlaceFieldProps) {
  const { name, label, kind, value, children, save, readOnly = false, className } = props;
  const { t } = useTranslation();
  const id = useId();
  const [editing, setEditing] = useState(false);
  const [draft, setDraft] = useState<{ value: FieldValue } | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const back = useRef(false);
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: save,
    onSuccess: () => setDraft(null),
    onError: () => setEditing(true),
  });
  const refusal = error ? refusalOf(error, name) : undefined;

  // The keyboard goes on where it was.
  useEffect(() => {
    if (editing || !back.current) return;
    back.current = false;
    button.current?.focus();
  }, [editing]);

  const close = () => {
    back.current = true;
    setEditing(false);
  };
  const cancel = () => {
    setDraft(null);
    reset();
    close();
  };
  const send = (next: FieldValue) => {
    setDraft({ value: next });
    close();
    mutate(next);
  };

  return (
    <div className={cn('min-w-0', className)} data-field={name}>
      <dt id={id} className="text-xs text-muted-foreground">
        {label}
      </dt>
      <dd className="mt-0.5 min-h-8">
        {editing ? (
          <FieldEditor
            kind={kind}
            label={label}
            value={draft ? draft.value : value}
            error={refusal}
            errorId={`${id}-error`}
            onSave={send}
            onCancel={cancel}
          />
        ) : readOnly ? (
          <div className="min-h-8 py-1.5">{children || <Empty />}</div>
        ) : (
          <button
            ref={button}
            type="button"
            aria-busy={isPending}
            onClick={() => !isPending && setEditing(true)}
            className="group/edit relative -mx-2 flex min-h-8 w-[calc(100%+1rem)] items-center gap-2 rounded-md px-2 py-1.5 text-start hover:bg-accent aria-busy:opacity-60"
          >
            <span className="min-w-0 flex-1 wrap-anywhere">{children || <Empty />}</span>
            <span className="sr-only">{t('fields.edit', { label })}</span>
            {isPending ? (
              <LoaderCircleIcon aria-hidden className="size-3.5 shrink-0 animate-spin text-primary" />
            ) : (
              <PencilIcon
                aria-hidden
                className="absolute end-1 top-1.5 size-5 rounded bg-accent p-[3px] text-muted-foreground opacity-0 group-hover/edit:opacity-100 group-focus-visible/edit:opacity-100"
              />
            )}
          </button>
        )}
        <p id={`${id}-error`} role={refusal ? 'alert' : undefined} className="text-xs text-destructive">
          {refusal}
        </p>
      </dd>
    </div>
  );
}

function Empty() {
  const { t } = useTranslation();
  return <span className="text-muted-foreground">{t('fields.empty')}</span>;
}
