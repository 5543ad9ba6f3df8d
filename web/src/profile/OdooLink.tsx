import { useMutation, useQueryClient } from '@tanstack/react-query';
import { CircleCheckIcon } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api, bodyOf } from '@/api/client';
import type { User } from '@/api/types';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { SecretInput } from '@/components/ui/secret-input';
import { Section, Surface } from '@/shell/Section';
import { sessionQuery } from '@/sign-in/session';

/** Which user of Odoo one is: what is mine depends on it. An email proves nothing, a key does. */
export function OdooLink({ user }: { user: User }) {
  const { t } = useTranslation();
  return (
    <Section title={t('profile.link.title')} text={t('profile.link.text')} testId="odoo-link">
      <Surface className="p-4">
        {user.odoo_user_id === null ? (
          <Link />
        ) : (
          <p className="flex items-center gap-2.5">
            <CircleCheckIcon aria-hidden className="size-4 text-success" />
            <span>
              {t('profile.link.linked', { name: user.odoo_salesperson_name ?? `#${user.odoo_user_id}` })}
            </span>
          </p>
        )}
      </Surface>
    </Section>
  );
}

function Link() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [key, setKey] = useState('');
  const link = useMutation({
    mutationFn: (api_key: string | null) =>
      bodyOf(api.POST('/api/auth/relink-odoo', { body: api_key ? { api_key } : {} })),
    onSuccess: ({ success }) => success && queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    link.mutate(key || null);
  };
  return (
    <form noValidate onSubmit={submit} className="grid gap-4">
      <Field label={t('profile.link.key')} hint={t('profile.link.keyHint')} className="max-w-md">
        {(control) => (
          <SecretInput
            {...control}
            autoComplete="off"
            value={key}
            onChange={(event) => setKey(event.target.value)}
          />
        )}
      </Field>
      {link.error && <Alert variant="error" title={link.error.message} />}
      {link.data && !link.data.success && <Alert variant="info" title={link.data.message} />}
      <div>
        <Button type="submit" disabled={link.isPending}>
          {key ? t('profile.link.submit') : t('profile.link.ask')}
        </Button>
      </div>
    </form>
  );
}
