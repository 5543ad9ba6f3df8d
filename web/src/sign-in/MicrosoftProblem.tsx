import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/problem';
import { Alert } from '@/components/ui/alert';
import { MicrosoftFailure } from './microsoft';

/** Why the way to Microsoft and back led nowhere. */
export function MicrosoftProblem({ error }: { error: Error }) {
  const { t } = useTranslation();
  if (error instanceof ApiProblem && error.isUnreachable)
    return (
      <Alert variant="error" className="mb-4" title={t('signIn.offline.title')}>
        {t('signIn.offline.text')}
      </Alert>
    );
  return (
    <Alert variant="error" className="mb-4" title={t('signIn.microsoft.failed')}>
      {error instanceof MicrosoftFailure ? t(`signIn.microsoft.${error.reason}`) : error.message}
    </Alert>
  );
}
