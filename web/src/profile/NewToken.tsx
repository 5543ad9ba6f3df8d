import { useRef, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/problem';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { useUser } from '@/sign-in/session';

export interface TokenDraft {
  name: string;
  scopes: string[];
  expires_in_days: number;
}

const lifetimes = [7, 30, 90, 366];
const usual = 90;

interface NewTokenProps {
  create: (draft: TokenDraft) => Promise<unknown>;
  error: Error | null;
  busy: boolean;
}

export function NewToken({ create, error, busy }: NewTokenProps) {
  const { t } = useTranslation();
  const form = useRef<HTMLFormElement>(null);
  const scopes =
    useUser().role === 'admin' ? (['read', 'write', 'admin'] as const) : (['read', 'write'] as const);
  const refused = error instanceof ApiProblem ? error.fields : {};

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const draft = {
      name: (data.get('name') as string).trim(),
      scopes: [data.get('scope') as string],
      expires_in_days: Number(data.get('days')),
    };
    // What went wrong stands below the form.
    create(draft).then(
      () => form.current?.reset(),
      () => undefined,
    );
  };

  return (
    <form
      ref={form}
      noValidate
      onSubmit={submit}
      className="grid items-start gap-3 p-4 sm:grid-cols-[minmax(0,1fr)_10rem_8rem_auto]"
    >
      <Field label={t('profile.tokens.name')} error={refused.name?.[0]}>
        {(control) => <Input {...control} name="name" placeholder={t('profile.tokens.nameExample')} />}
      </Field>
      <Field label={t('profile.tokens.scope')} error={refused.scopes?.[0]}>
        {(control) => (
          <Select {...control} name="scope" defaultValue="read">
            {scopes.map((scope) => (
              <option key={scope} value={scope}>
                {t(`profile.tokens.scopes.${scope}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label={t('profile.tokens.lifetime')} error={refused.expires_in_days?.[0]}>
        {(control) => (
          <Select {...control} name="days" defaultValue={usual}>
            {lifetimes.map((count) => (
              <option key={count} value={count}>
                {t('profile.tokens.days', { count })}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Button type="submit" disabled={busy} className="h-9 sm:mt-5">
        {t('profile.tokens.create')}
      </Button>
      {error && Object.keys(refused).length === 0 && (
        <Alert variant="error" className="sm:col-span-4" title={error.message} />
      )}
    </form>
  );
}
