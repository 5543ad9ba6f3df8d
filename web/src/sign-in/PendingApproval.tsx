import { useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { User } from '@/api/types';
import { Button } from '@/components/ui/button';
import { useSignOut } from './session';
import { useEnter } from './signIn';

const askAgainMs = 15_000;

/** Asks again from time to time, and opens the pages once an administrator has approved the account. */
export function PendingApproval({ user, returnTo }: { user: User; returnTo: string | undefined }) {
  const { t } = useTranslation();
  const signOut = useSignOut();
  const enter = useEnter(returnTo);
  // Without an answer nothing has changed: the next question follows.
  const ask = useEffectEvent(() => void enter().catch(() => undefined));

  useEffect(() => {
    const timer = setInterval(ask, askAgainMs);
    return () => clearInterval(timer);
  }, []);

  return (
    <div role="status">
      <h1 className="text-lg font-semibold tracking-tight">{t('signIn.pending.title')}</h1>
      <p className="mt-1 mb-5 text-pretty text-muted-foreground">
        {t('signIn.pending.text', { name: user.full_name ?? user.username })}
      </p>
      <Button variant="outline" size="lg" className="w-full" onClick={() => void signOut()}>
        {t('shell.signOut')}
      </Button>
    </div>
  );
}
