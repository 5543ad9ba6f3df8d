import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { Dialog, DialogClose, DialogContent, DialogTrigger } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { parseText, type FieldKind, type FieldValue } from '@/fields/field';

export interface BulkField {
  /** The API's name. */
  name: string;
  label: string;
  kind: Extract<FieldKind, { type: 'text' | 'choice' }>;
}

interface BulkChangeProps {
  count: number;
  fields: readonly BulkField[];
  onChange: (body: Record<string, FieldValue>) => void;
}

/** One field of all the chosen rows gets the same value; what is left empty is emptied. */
export function BulkChange({ count, fields, onChange }: BulkChangeProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="outline" size="sm">
          {t('list.bulk.change')}
        </Button>
      </DialogTrigger>
      <DialogContent title={t('list.bulk.changeTitle', { count })}>
        <ChangeForm
          count={count}
          fields={fields}
          onChange={(body) => {
            setOpen(false);
            onChange(body);
          }}
        />
      </DialogContent>
    </Dialog>
  );
}

function ChangeForm({ count, fields, onChange }: BulkChangeProps) {
  const { t } = useTranslation();
  const [name, setName] = useState(fields[0]!.name);
  const [text, setText] = useState('');
  const field = fields.find((each) => each.name === name)!;
  const choose = (next: string) => {
    setName(next);
    setText('');
  };
  const send = (event: FormEvent) => {
    event.preventDefault();
    onChange({ [name]: valueOf(field.kind, text) });
  };
  return (
    <form className="grid gap-4" onSubmit={send}>
      <Field label={t('list.bulk.field')}>
        {(control) => (
          <Select {...control} value={name} onChange={(event) => choose(event.target.value)}>
            {fields.map((each) => (
              <option key={each.name} value={each.name}>
                {each.label}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label={t('list.bulk.value')} hint={t('list.bulk.emptied', { count })}>
        {(control) =>
          field.kind.type === 'choice' ? (
            <Select {...control} value={text} onChange={(event) => setText(event.target.value)}>
              <option value="" />
              {field.kind.choices.map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </Select>
          ) : (
            <Input
              {...control}
              type={field.kind.input ?? 'text'}
              autoComplete="off"
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )
        }
      </Field>
      <div className="flex flex-wrap justify-end gap-2">
        <DialogClose asChild>
          <Button variant="outline">{t('common.cancel')}</Button>
        </DialogClose>
        {text.trim() === '' ? (
          <Button type="submit" variant="destructive">
            {t('list.bulk.emptyAll', { count })}
          </Button>
        ) : (
          <Button type="submit">{t('list.bulk.changeAll', { count })}</Button>
        )}
      </div>
    </form>
  );
}

function valueOf(kind: BulkField['kind'], text: string): FieldValue {
  if (kind.type === 'choice') return kind.choices.find(({ value }) => String(value) === text)?.value ?? null;
  const parsed = parseText(kind, text);
  return 'value' in parsed ? parsed.value : null;
}
