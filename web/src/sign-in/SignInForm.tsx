import { LoaderCircleIcon } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/problem';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SecretInput } from '@/components/ui/secret-input';
import { useSignIn, type SignInMethod } from './signIn';
import { SignInProblem } from './SignInProblem';
import { useCountdown } from './useCountdown';

interface SignInFormProps {
  method: SignInMethod;
  returnTo: string | undefined;
}

export function SignInForm({ method, returnTo }: SignInFormProps) {
  const { t } = useTranslation();
  const signIn = useSignIn(method, returnTo);
  const [missing, setMissing] = useState<{ username?: boolean; secret?: boolean }>({});
  const throttled = signIn.error instanceof ApiProblem && signIn.error.status === 429 ? signIn.error : null;
  const wait = useCountdown(throttled);
  const odoo = method === 'odoo';

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const username = (form.get('username') as string).trim();
    const secret = form.get('secret') as string;
    setMissing({ username: !username, secret: !secret });
    if (username && secret && !signIn.isPending) signIn.mutate({ username, secret });
  };

  return (
    <form noValidate onSubmit={submit} className="grid gap-4" data-testid={`sign-in-${method}`}>
      <Field
        label={odoo ? t('signIn.odooLogin') : t('signIn.username')}
        error={missing.username ? t('signIn.required') : undefined}
      >
        {(control) => (
          <Input
            {...control}
            name="username"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            autoFocus
          />
        )}
      </Field>
      <Field
        label={odoo ? t('signIn.odooKey') : t('signIn.password')}
        hint={odoo ? t('signIn.odooKeyHint') : undefined}
        error={missing.secret ? t('signIn.required') : undefined}
      >
        {(control) => <SecretInput {...control} name="secret" autoComplete="current-password" />}
      </Field>
      {signIn.error && <SignInProblem method={method} error={signIn.error} wait={wait} />}
      <Button type="submit" size="lg" disabled={signIn.isPending || wait > 0}>
        {signIn.isPending && <LoaderCircleIcon aria-hidden className="animate-spin" />}
        {signIn.isPending ? t('signIn.busy') : odoo ? t('signIn.submitOdoo') : t('signIn.submit')}
      </Button>
    </form>
  );
}
