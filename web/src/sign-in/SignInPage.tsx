import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Logo } from '@/shell/Logo';
import { CausewayDrawing } from './CausewayDrawing';
import { NewPasswordForm } from './NewPasswordForm';
import { PendingApproval } from './PendingApproval';
import { sessionQuery } from './session';
import { SignInForms } from './SignInForms';

export function SignInPage() {
  const { t } = useTranslation();
  const { data: user } = useQuery(sessionQuery);
  const search = useSearch({ from: '/sign-in' });

  useEffect(() => {
    document.title = `${t('signIn.documentTitle')} · Causeway`;
  }, [t]);

  return (
    <div className="relative grid min-h-dvh grid-rows-[1fr_auto] overflow-hidden">
      <main className="relative z-10 m-auto w-full max-w-[23rem] px-5 py-10">
        <div className="mb-7 flex items-center gap-3">
          <Logo className="size-10" />
          <div>
            <p className="text-lg leading-6 font-semibold tracking-tight">Causeway</p>
            <p className="text-muted-foreground">{t('signIn.subtitle')}</p>
          </div>
        </div>
        {user?.must_change_password ? (
          <NewPasswordForm returnTo={search.return} />
        ) : user?.approval_status === 'pending' ? (
          <PendingApproval user={user} returnTo={search.return} />
        ) : (
          <SignInForms returnTo={search.return} />
        )}
      </main>
      <CausewayDrawing />
    </div>
  );
}
