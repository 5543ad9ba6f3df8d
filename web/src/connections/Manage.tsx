import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { api, bodyOf } from '@/api/client';
import type { Connection } from '@/api/types';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { ConfirmButton } from '@/shell/ConfirmButton';
import { Section, Surface } from '@/shell/Section';
import { useChangeConnection } from './connection';

/** Its name, whether requests act on it by themselves, and its end. */
export function Manage({ connection }: { connection: Connection }) {
  const { t } = useTranslation();
  const navigate = useNavigate({ from: '/connection' });
  const queryClient = useQueryClient();
  const change = useChangeConnection(connection);
  const params = { path: { id: connection.id } };
  const rename = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = (new FormData(event.currentTarget).get('name') as string).trim();
    change.mutate({ name }, { onError: (problem) => toast.error(problem.message) });
  };
  const makeDefault = async () => {
    await bodyOf(api.POST('/api/connections/{id}/default', { params }));
    await queryClient.invalidateQueries();
  };
  const remove = async () => {
    await bodyOf(api.DELETE('/api/connections/{id}', { params }));
    await navigate({ search: {} });
    await queryClient.invalidateQueries();
  };

  return (
    <Section title={t('connection.manage.title')} testId="manage">
      <Surface className="flex flex-wrap items-end gap-x-6 gap-y-4 p-4">
        <form onSubmit={rename} className="flex min-w-56 flex-1 items-end gap-2">
          <Field label={t('connection.manage.name')} className="max-w-72 flex-1">
            {(control) => <Input {...control} name="name" defaultValue={connection.name} required />}
          </Field>
          <Button type="submit" variant="outline" className="h-9" disabled={change.isPending}>
            {t('connection.manage.rename')}
          </Button>
        </form>
        <div className="flex flex-wrap gap-2">
          {!connection.is_default && !connection.private && (
            <ConfirmButton
              label={t('connection.manage.makeDefault')}
              title={t('connection.manage.makeDefaultTitle')}
              text={t('connection.manage.makeDefaultText')}
              action={t('connection.manage.makeDefault')}
              run={makeDefault}
            />
          )}
          <ConfirmButton
            variant="destructive"
            label={t('connection.manage.remove')}
            title={t('connection.manage.removeTitle', { name: connection.name })}
            text={t('connection.manage.removeText')}
            action={t('connection.manage.remove')}
            run={remove}
          />
        </div>
      </Surface>
    </Section>
  );
}
