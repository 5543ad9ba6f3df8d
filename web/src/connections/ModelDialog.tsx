import { queryOptions, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, bodyOf } from '@/api/client';
import type { Connection, ModelChoice, OdooField } from '@/api/types';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Dialog, DialogClose, DialogContent } from '@/components/ui/dialog';
import { Input } from '@/components/ui/input';
import { Switch } from '@/components/ui/switch';
import { matches } from '@/search/matches';
import { Loaded } from '@/shell/Loaded';
import { onConnection } from './onConnection';

const fieldsQuery = (connection: number, model: string) =>
  queryOptions({
    queryKey: ['integrations', 'fields', connection, model],
    queryFn: async ({ signal }) => {
      const { fields } = await bodyOf(
        api.GET('/api/integrations/odoo/fields/{model}', {
          params: { path: { model }, query: onConnection(connection) },
          signal,
        }),
      );
      return fields.filter(mayBeChosen);
    },
    retry: false,
  });

/** Every row has these; files and the far side of a many2one are never copied. */
const always = ['id', 'create_date', 'write_date'];
const never = ['binary', 'one2many'];

function mayBeChosen({ name, type, stored, mirrored }: OdooField) {
  return stored && !mirrored && !always.includes(name) && !never.includes(type);
}

interface ModelDialogProps {
  connection: Connection;
  model: string;
  choice: ModelChoice | undefined;
  onChoose: (choice: ModelChoice) => void;
  onClose: () => void;
}

/** Which fields of a model are copied, as the instance has them now. */
export function ModelDialog(props: ModelDialogProps) {
  const { connection, model, choice, onChoose, onClose } = props;
  const { t } = useTranslation();
  const members = useId();
  const query = useQuery(fieldsQuery(connection.id, model));
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(choice?.fields));
  const [open, setOpen] = useState(choice?.open_to_members ?? false);
  const toggle = (name: string) => {
    const next = new Set(chosen);
    if (!next.delete(name)) next.add(name);
    setChosen(next);
  };
  const save = () =>
    onChoose({ model, fields: chosen.size > 0 ? [...chosen].toSorted() : null, open_to_members: open });

  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent
        title={t('connection.mirrored.fieldsOf', { model })}
        description={t('connection.mirrored.fieldsText')}
        className="md:max-w-lg"
        data-testid="model-dialog"
      >
        <Loaded query={query}>
          {(fields) => (
            <div className="grid gap-4">
              <FieldList fields={fields} chosen={chosen} onToggle={toggle} />
              <div className="flex items-start gap-3">
                <div className="min-w-0 flex-1">
                  <label htmlFor={members} className="font-medium">
                    {t('connection.mirrored.members')}
                  </label>
                  <p className="text-pretty text-muted-foreground">{t('connection.mirrored.membersText')}</p>
                </div>
                <Switch id={members} checked={open} onCheckedChange={setOpen} />
              </div>
              <div className="flex justify-end gap-2">
                <DialogClose asChild>
                  <Button variant="outline">{t('common.cancel')}</Button>
                </DialogClose>
                <Button onClick={save}>{t('common.save')}</Button>
              </div>
            </div>
          )}
        </Loaded>
      </DialogContent>
    </Dialog>
  );
}

interface FieldListProps {
  fields: OdooField[];
  chosen: ReadonlySet<string>;
  onToggle: (name: string) => void;
}

function FieldList({ fields, chosen, onToggle }: FieldListProps) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const typed = useDeferredValue(text);
  const found = fields.filter(({ name, label }) => matches(`${name} ${label ?? ''}`, typed));
  return (
    <div className="grid gap-2">
      <Input
        aria-label={t('connection.mirrored.searchFields')}
        placeholder={t('shell.searchShort')}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <ul
        tabIndex={0}
        aria-label={t('connection.mirrored.fields')}
        className="max-h-64 overflow-y-auto rounded-md border bg-card p-1"
      >
        {found.map(({ name, label, type }) => (
          <li key={name}>
            <label className="flex items-center gap-2.5 rounded-sm px-2 py-1 hover:bg-accent">
              <Checkbox checked={chosen.has(name)} onCheckedChange={() => onToggle(name)} />
              <span className="min-w-0 flex-1 truncate">
                {label ?? name} <code className="text-xs text-muted-foreground">{name}</code>
              </span>
              <span className="text-xs text-muted-foreground">{type}</span>
            </label>
          </li>
        ))}
      </ul>
      <p role="status" className="text-xs text-muted-foreground">
        {chosen.size === 0
          ? t('connection.mirrored.noneChosen')
          : t('connection.mirrored.chosen', { count: chosen.size })}
      </p>
    </div>
  );
}
