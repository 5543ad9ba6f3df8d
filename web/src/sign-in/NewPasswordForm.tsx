import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api, bodyOf } from '@/api/client';
import { ApiProblem } from '@/api/problem';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { SecretInput } from '@/components/ui/secret-input';
import { checkNewPassword, type NewPassword } from './newPassword';
import { useEnter } from './signIn';

/** The first sign-in with a generated password ends here, and nowhere else, until there is a new one. */
export function NewPasswordForm({ returnTo }: { returnTo: string | undefined }) {
  const { t } = useTranslation();
  const [faults, setFaults] = useState<ReturnType<typeof checkNewPassword>>({});
  const change = useMutation({
    mutationFn: ({ current, next }: NewPassword) =>
      bodyOf(api.POST('/api/auth/me/password', { body: { old_password: current, new_password: next } })),
    onSuccess: useEnter(returnTo),
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
  const errorOf = (name: keyof NewPassword) => (faults[name] ? t(faults[name]) : errors[name]);

  return (
    <form noValidate onSubmit={submit} className="grid gap-4" data-testid="new-password">
      <div>
        <h1 className="text-lg font-semibold tracking-tight">{t('signIn.newPassword.title')}</h1>
        <p className="mt-1 text-pretty text-muted-foreground">{t('signIn.newPassword.text')}</p>
      </div>
      <Field label={t('signIn.newPassword.current')} error={errorOf('current')}>
        {(control) => <SecretInput {...control} name="current" autoComplete="current-password" autoFocus />}
      </Field>
      <Field label={t('signIn.newPassword.next')} hint={t('signIn.newPassword.hint')} error={errorOf('next')}>
        {(control) => <SecretInput {...control} name="next" autoComplete="new-password" />}
      </Field>
      <Field label={t('signIn.newPassword.repeat')} error={errorOf('repeat')}>
        {(control) => <SecretInput {...control} name="repeat" autoComplete="new-password" />}
      </Field>
      {change.error && Object.keys(refused).length === 0 && (
        <Alert variant="error" title={t('signIn.newPassword.failed')}>
          {change.error.message}
        </Alert>
      )}
      <Button type="submit" size="lg" disabled={change.isPending}>
        {t('signIn.newPassword.submit')}
      </Button>
    </form>
  );
}
