import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { beginMicrosoft, microsoftQuery } from './microsoft';

/** Only where an administrator has set it up, and where Microsoft would send people back to: https, or this machine. */
export function MicrosoftSignIn({ returnTo }: { returnTo: string | undefined }) {
  const { t } = useTranslation();
  const { data: config } = useQuery({ ...microsoftQuery, enabled: window.isSecureContext });
  if (!config?.client_id) return null;

  return (
    <>
      <div className="my-4 flex items-center gap-3 text-xs text-muted-foreground">
        <span aria-hidden className="h-px flex-1 bg-border" />
        {t('signIn.microsoft.or')}
        <span aria-hidden className="h-px flex-1 bg-border" />
      </div>
      <Button
        variant="outline"
        size="lg"
        className="w-full"
        onClick={() => void beginMicrosoft(config, returnTo)}
      >
        <MicrosoftLogo />
        {t('signIn.microsoft.submit')}
      </Button>
    </>
  );
}

function MicrosoftLogo() {
  return (
    <svg aria-hidden viewBox="0 0 21 21">
      <path fill="#f25022" d="M1 1h9v9H1z" />
      <path fill="#7fba00" d="M11 1h9v9h-9z" />
      <path fill="#00a4ef" d="M1 11h9v9H1z" />
      <path fill="#ffb900" d="M11 11h9v9h-9z" />
    </svg>
  );
}
