import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Alert } from '@/components/ui/alert';
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/components/ui/tabs';
import { useMicrosoftFailure } from './microsoft';
import { MicrosoftProblem } from './MicrosoftProblem';
import { MicrosoftSignIn } from './MicrosoftSignIn';
import { useSessionExpired } from './session';
import type { SignInMethod } from './signIn';
import { SignInForm } from './SignInForm';

const storageKey = 'causeway.sign-in';

/** The way used last time is offered first. */
export function SignInForms({ returnTo }: { returnTo: string | undefined }) {
  const { t } = useTranslation();
  const expired = useSessionExpired();
  const microsoftFailure = useMicrosoftFailure();
  const [method, setMethod] = useState<SignInMethod>(() =>
    localStorage.getItem(storageKey) === 'odoo' ? 'odoo' : 'local',
  );

  const choose = (value: string) => {
    localStorage.setItem(storageKey, value);
    setMethod(value as SignInMethod);
  };

  return (
    <>
      <h1 className="sr-only">{t('signIn.title')}</h1>
      {expired && <Alert variant="info" className="mb-4" title={t('signIn.expired')} />}
      {microsoftFailure && <MicrosoftProblem error={microsoftFailure} />}
      {/* The form takes the focus when it is chosen, which an arrow that only passes must not do. */}
      <Tabs activationMode="manual" value={method} onValueChange={choose}>
        <TabsList className="mb-5 flex" aria-label={t('signIn.method')}>
          <TabsTrigger value="local">{t('signIn.local')}</TabsTrigger>
          <TabsTrigger value="odoo">{t('signIn.odoo')}</TabsTrigger>
        </TabsList>
        <TabsContent value="local">
          <SignInForm method="local" returnTo={returnTo} />
        </TabsContent>
        <TabsContent value="odoo">
          <SignInForm method="odoo" returnTo={returnTo} />
        </TabsContent>
      </Tabs>
      <MicrosoftSignIn returnTo={returnTo} />
    </>
  );
}
