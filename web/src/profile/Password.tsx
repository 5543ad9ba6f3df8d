import { useMutation } from '@tanstack/react-query';
import { useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { api, bodyOf } from '@/api/client';
import { ApiProblem } from '@/api/problem';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { SecretInput } from '@/components/ui/secret-input';
import { Section, Surface } from '@/shell/Section';
import { checkNewPassword, type NewPassword } from '@/sign-in/newPassword';

const names = ['current', 'next', 'repeat'] as const;

/** Whose password lies in Odoo or at Microsoft changes it there. */
export function Password() {
  const { t } = useTranslation();
  const form = useRef<HTMLFormElement>(null);
  const [faults, setFaults] = useState<ReturnType<typeof checkNewPassword>>({});
  const change = useMutation({
    mutationFn: ({ current, next }: NewPassword) =>
      bodyOf(api.POST('/api/auth/me/password', { body: { old_password: current, new_password: next } })),
    onSuccess: () => {
      form.current?.reset();
      toast.success(t('profile.password.changed'));
    },
  });

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const values = Object.fromEntries(new FormData(event.currentTarget)) as unknown as NewPassword;
    const found = checkNewPassword(values);
    setFaults(found);
    if (Object.keys(found).length === 0 && !change.isPending) change.mutate(values);
  };

  const refused = change.error instanceof ApiProblem ? change.error.fields : {};
  const rule = refused.new_password?.[0];
  const errors = {
    current: refused.old_password && t('signIn.newPassword.wrong'),
    next: rule && t('signIn.newPassword.rule', { rule }),
    repeat: undefined,
  };

  return (
    <Section title={t('profile.password.title')} text={t('profile.password.text')} testId="password">
      <Surface className="p-4">
        <form ref={form} noValidate onSubmit={submit} className="grid gap-4 sm:grid-cols-3">
          {names.map((name) => (
            <Field
              key={name}
              label={t(`signIn.newPassword.${name}`)}
              error={faults[name] ? t(faults[name]) : errors[name]}
              className="content-start"
            >
              {(control) => (
                <SecretInput
                  {...control}
                  name={name}
                  autoComplete={name === 'current' ? 'current-password' : 'new-password'}
                />
              )}
            </Field>
          ))}
          {change.error && Object.keys(refused).length === 0 && (
            <Alert variant="error" className="sm:col-span-3" title={t('signIn.newPassword.failed')}>
              {change.error.message}
            </Alert>
          )}
          <div>
            <Button type="submit" disabled={change.isPending}>
              {t('profile.password.submit')}
            </Button>
          </div>
        </form>
      </Surface>
    </Section>
  );
}
