import { LoaderCircleIcon } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/problem';
import type { CredentialsBody, SavedCredentials } from '@/api/types';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SecretInput } from '@/components/ui/secret-input';
import { useFormats } from '@/formats/useFormats';
import { useSaveCredentials, useTestCredentials } from './credentials';

const names = ['odoo_url', 'odoo_database', 'odoo_username', 'odoo_password'] as const;
type Name = (typeof names)[number];

export function CredentialsForm({ saved }: { saved: SavedCredentials | null }) {
  const { t } = useTranslation();
  const stored: Record<Name, string> = {
    odoo_url: saved?.odoo_url ?? '',
    odoo_database: saved?.odoo_database ?? '',
    odoo_username: saved?.odoo_username ?? '',
    odoo_password: '',
  };
  const [fields, setFields] = useState(stored);
  const test = useTestCredentials();
  const save = useSaveCredentials();
  const busy = test.isPending || save.isPending;
  const untouched = saved !== null && names.every((name) => fields[name] === stored[name]);
  const error = save.error ?? test.error;
  const refused = error instanceof ApiProblem ? error.fields : {};

  const change = (name: Name, value: string) => {
    setFields({ ...fields, [name]: value });
    test.reset();
    save.reset();
  };
  const runTest = () => {
    save.reset();
    test.mutate(untouched ? null : bodyOfForm(fields));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    test.reset();
    if (!busy) save.mutate(bodyOfForm(fields));
  };

  return (
    <form noValidate onSubmit={submit} className="grid gap-4 sm:grid-cols-2">
      {names.map((name) => (
        <Field
          key={name}
          label={t(`profile.odoo.${name}`)}
          hint={name === 'odoo_url' ? t('profile.odoo.urlHint') : undefined}
          error={refused[name]?.[0]}
          className="content-start"
        >
          {(control) => {
            const props = {
              ...control,
              name,
              value: fields[name],
              spellCheck: false,
              autoComplete: 'off',
              onChange: (event: React.ChangeEvent<HTMLInputElement>) => change(name, event.target.value),
            };
            return name === 'odoo_password' ? (
              <SecretInput {...props} placeholder={saved ? t('connection.form.keySaved') : undefined} />
            ) : (
              <Input {...props} />
            );
          }}
        </Field>
      ))}
      <div className="flex gap-2 sm:col-span-2">
        <Button type="submit" disabled={busy || untouched}>
          {save.isPending && <LoaderCircleIcon aria-hidden className="animate-spin" />}
          {save.isPending ? t('connection.form.saving') : t('common.save')}
        </Button>
        <Button variant="outline" onClick={runTest} disabled={busy}>
          {test.isPending && <LoaderCircleIcon aria-hidden className="animate-spin" />}
          {test.isPending ? t('connection.form.testing') : t('connection.form.test')}
        </Button>
      </div>
      <div className="empty:hidden sm:col-span-2" aria-live="polite">
        {error && Object.keys(refused).length === 0 && <Alert variant="error" title={error.message} />}
        {test.data && <Tested found={test.data} />}
      </div>
    </form>
  );
}

function Tested({
  found,
}: {
  found: { odoo_uid: number; contact_count: number | null; product_count: number | null };
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const count = (value: number | null) => (value === null ? t('common.none') : formats.count(value));
  return (
    <Alert variant="success" title={t('profile.odoo.works')}>
      {t('profile.odoo.counts', {
        uid: found.odoo_uid,
        contacts: count(found.contact_count),
        products: count(found.product_count),
      })}
    </Alert>
  );
}

/** What is left empty is left out: the address is then the shared connection's, the secret the saved one. */
function bodyOfForm(fields: Record<Name, string>): CredentialsBody {
  return Object.fromEntries(
    names.map((name) => [name, fields[name].trim()]).filter(([, value]) => value),
  ) as CredentialsBody;
}
