import { LoaderCircleIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';

/** While the server asks Microsoft whose answer it is. */
export function MicrosoftReturn() {
  const { t } = useTranslation();
  return (
    <main
      role="status"
      className="flex min-h-dvh items-center justify-center gap-2 text-sm text-muted-foreground"
    >
      <LoaderCircleIcon aria-hidden className="size-4 animate-spin" />
      {t('signIn.microsoft.busy')}
    </main>
  );
}
