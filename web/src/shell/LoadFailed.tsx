import { CloudOffIcon, TriangleAlertIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/problem';
import { Button } from '@/components/ui/button';
import { EmptyState } from './EmptyState';

interface LoadFailedProps {
  error: unknown;
  title?: string;
  retry: () => void;
}

/** In place of what could not be read: the server's own words, a way to try again, and what support will ask for. */
export function LoadFailed({ error, title, retry }: LoadFailedProps) {
  const { t } = useTranslation();
  const problem = error instanceof ApiProblem ? error : null;
  const offline = problem?.isUnreachable ?? false;
  return (
    <EmptyState
      role="alert"
      icon={offline ? CloudOffIcon : TriangleAlertIcon}
      title={title ?? t('errors.loadFailed')}
      action={<Button onClick={retry}>{t('common.retry')}</Button>}
    >
      <p>{offline ? t('errors.offlineText') : (problem?.message ?? t('errors.generic'))}</p>
      {problem?.traceId && (
        <p className="mt-2 font-mono text-2xs">{t('common.traceId', { id: problem.traceId })}</p>
      )}
    </EmptyState>
  );
}
