import { useQuery } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/problem';
import type { Integration, MicrosoftSettings } from '@/api/types';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SecretInput } from '@/components/ui/secret-input';
import { Switch } from '@/components/ui/switch';
import { Loaded } from '@/shell/Loaded';
import { Section, Surface } from '@/shell/Section';
import { microsoftQuery, useMicrosoft } from './microsoftApplication';

/** People may sign in with the accounts that they have at Microsoft. */
export function Microsoft() {
  const { t } = useTranslation();
  const query = useQuery(microsoftQuery);
  return (
    <Section
      title={t('administration.users.microsoft.title')}
      text={t('administration.users.microsoft.text')}
      testId="microsoft"
    >
      <Surface className="p-4">
        <Loaded query={query}>
          {(saved) =>
            saved?.config.source === 'settings' ? (
              <p>{t('administration.users.microsoft.bySettings')}</p>
            ) : (
              <MicrosoftForm key={saved?.updated_at ?? 'new'} saved={saved} />
            )
          }
        </Loaded>
      </Surface>
    </Section>
  );
}

function MicrosoftForm({ saved }: { saved: Integration | null }) {
  const { t } = useTranslation();
  const enabledId = useId();
  const { test, save } = useMicrosoft();
  const [enabled, setEnabled] = useState(saved?.config.client_id ? saved.enabled : true);
  const busy = test.isPending || save.isPending;
  const error = save.error ?? test.error;
  const refused = error instanceof ApiProblem ? error.fields : {};

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => (form.get(name) as string).trim();
    const secret = text('client_secret');
    const body: MicrosoftSettings = {
      client_id: text('client_id'),
      tenant_id: text('tenant_id'),
      ...(secret && { client_secret: secret }),
      enabled,
    };
    const tried = (event.nativeEvent as SubmitEvent).submitter?.dataset.act === 'test';
    (tried ? save : test).reset();
    if (tried) test.mutate(body);
    else save.mutate(body);
  };

  return (
    <form noValidate onSubmit={submit} className="grid gap-4 sm:grid-cols-2">
      <Field label={t('administration.users.microsoft.client')} error={refused.client_id?.[0]}>
        {(control) => (
          <Input {...control} name="client_id" dir="ltr" defaultValue={saved?.config.client_id ?? ''} />
        )}
      </Field>
      <Field label={t('administration.users.microsoft.tenant')} error={refused.tenant_id?.[0]}>
        {(control) => (
          <Input {...control} name="tenant_id" dir="ltr" defaultValue={saved?.config.tenant_id ?? ''} />
        )}
      </Field>
      <Field label={t('administration.users.microsoft.secret')} error={refused.client_secret?.[0]}>
        {(control) => (
          <SecretInput
            {...control}
            name="client_secret"
            autoComplete="off"
            placeholder={saved?.config.client_secret ? t('connection.form.keySaved') : undefined}
          />
        )}
      </Field>
      <div className="flex items-center gap-3 sm:pt-5">
        <Switch id={enabledId} checked={enabled} onCheckedChange={setEnabled} />
        <label htmlFor={enabledId}>{t('administration.users.microsoft.enabled')}</label>
      </div>
      <div className="flex gap-2 sm:col-span-2">
        <Button type="submit" disabled={busy}>
          {t('common.save')}
        </Button>
        <Button type="submit" variant="outline" data-act="test" disabled={busy}>
          {t('connection.form.test')}
        </Button>
      </div>
      <div aria-live="polite" className="empty:hidden sm:col-span-2">
        {error && Object.keys(refused).length === 0 && <Alert variant="error" title={error.message} />}
        {test.data && <Alert variant={test.data.success ? 'success' : 'warning'} title={test.data.message} />}
      </div>
    </form>
  );
}
