import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/problem';
import { Alert } from '@/components/ui/alert';
import { useFormats } from '@/formats/useFormats';
import type { SignInMethod } from './signIn';

interface SignInProblemProps {
  method: SignInMethod;
  error: Error;
  /** Seconds until another attempt is allowed. */
  wait: number;
}

export function SignInProblem({ method, error, wait }: SignInProblemProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (!(error instanceof ApiProblem)) return <Alert variant="error" title={error.message} />;

  if (error.isUnreachable)
    return (
      <Alert variant="error" title={t('signIn.offline.title')}>
        {t('signIn.offline.text')}
      </Alert>
    );
  if (error.isOdooAway)
    return (
      <Alert variant="warning" title={t('signIn.odooAway.title')}>
        {t('signIn.odooAway.text', { reason: error.message })}
      </Alert>
    );
  if (error.status === 401)
    return (
      <Alert variant="error" title={t('signIn.wrong.title')}>
        {t(`signIn.wrong.${method}`)}
      </Alert>
    );
  if (error.status === 429)
    return wait > 0 ? (
      <Alert variant="warning" title={t('signIn.throttled.title')}>
        <span className="tabular-nums">{t('signIn.throttled.text', { time: formats.duration(wait) })}</span>
      </Alert>
    ) : null;
  return (
    <Alert variant="error" title={t('signIn.other.title')}>
      {error.message}
    </Alert>
  );
}
