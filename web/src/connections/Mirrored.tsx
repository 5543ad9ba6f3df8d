import { PencilIcon, XIcon } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Connection, ModelChoice } from '@/api/types';
import { Alert } from '@/components/ui/alert';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Section, Surface } from '@/shell/Section';
import { useChangeConnection } from './connection';
import { ModelDialog } from './ModelDialog';
import { useEntityName, useModelName } from './names';

const entities = [
  'opportunities',
  'accounts',
  'contacts',
  'invoices',
  'activities',
  'products',
  'users',
] as const;

/** What is copied: the usual entities, and whatever else of the instance somebody wants. */
export function Mirrored({ connection }: { connection: Connection }) {
  const { t } = useTranslation();
  const entityName = useEntityName();
  const change = useChangeConnection(connection);
  const chosen = new Set(connection.enabled_entities);
  const toggle = (entity: string) => {
    const next = entities.filter((other) => (other === entity ? !chosen.has(other) : chosen.has(other)));
    // None would mean all.
    if (next.length > 0) change.mutate({ enabled_entities: next });
  };

  return (
    <Section title={t('connection.mirrored.title')} text={t('connection.mirrored.text')} testId="mirrored">
      <Surface>
        <fieldset
          disabled={change.isPending}
          className="grid grid-cols-2 gap-x-4 gap-y-2.5 p-4 sm:grid-cols-4"
        >
          <legend className="sr-only">{t('connection.mirrored.entities')}</legend>
          {entities.map((entity) => (
            <label key={entity} className="flex items-center gap-2.5">
              <Checkbox
                checked={chosen.has(entity)}
                disabled={chosen.size === 1 && chosen.has(entity)}
                onCheckedChange={() => toggle(entity)}
              />
              {entityName(entity)}
            </label>
          ))}
        </fieldset>
        <Models connection={connection} change={change.mutate} />
      </Surface>
      {change.error && (
        <Alert variant="error" className="mt-3" title={t('connection.notSaved')}>
          {change.error.message}
        </Alert>
      )}
    </Section>
  );
}

interface ModelsProps {
  connection: Connection;
  change: (body: { models: ModelChoice[] }) => void;
}

function Models({ connection, change }: ModelsProps) {
  const { t } = useTranslation();
  const modelName = useModelName();
  const [edited, setEdited] = useState<string | null>(null);
  const { models } = connection;
  const others = (name: string) => models.filter(({ model }) => model !== name);
  const add = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = (new FormData(event.currentTarget).get('model') as string).trim();
    if (name) setEdited(name);
    event.currentTarget.reset();
  };

  return (
    <div className="border-t">
      {models.length > 0 && (
        <ul className="divide-y border-b">
          {models.map((choice) => (
            <li key={choice.model} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2">
              <div className="min-w-40 flex-1">
                <p className="font-medium">
                  {modelName(choice.model)}{' '}
                  <code className="text-xs font-normal text-muted-foreground">{choice.model}</code>
                  {choice.open_to_members && (
                    <Badge className="ms-2" tone="accent">
                      {t('connection.mirrored.open')}
                    </Badge>
                  )}
                </p>
                <p className="truncate text-xs text-muted-foreground">
                  {choice.fields?.join(', ') ?? t('connection.mirrored.allFields')}
                </p>
              </div>
              <Button
                variant="ghost"
                size="icon"
                aria-label={t('connection.mirrored.edit', { model: choice.model })}
                onClick={() => setEdited(choice.model)}
              >
                <PencilIcon aria-hidden />
              </Button>
              <Button
                variant="ghost"
                size="icon"
                aria-label={t('connection.mirrored.remove', { model: choice.model })}
                onClick={() => change({ models: others(choice.model) })}
              >
                <XIcon aria-hidden />
              </Button>
            </li>
          ))}
        </ul>
      )}
      <form onSubmit={add} className="flex flex-wrap items-end gap-3 p-4">
        <Field label={t('connection.mirrored.model')} className="min-w-48 flex-1">
          {(control) => (
            <Input
              {...control}
              name="model"
              dir="ltr"
              spellCheck={false}
              placeholder="sale.order"
              autoCapitalize="none"
            />
          )}
        </Field>
        <Button type="submit" variant="outline" className="h-9">
          {t('connection.mirrored.choose')}
        </Button>
      </form>
      {edited && (
        <ModelDialog
          connection={connection}
          model={edited}
          choice={models.find(({ model }) => model === edited)}
          onClose={() => setEdited(null)}
          onChoose={(choice) => {
            change({ models: [...others(edited), choice] });
            setEdited(null);
          }}
        />
      )}
    </div>
  );
}
