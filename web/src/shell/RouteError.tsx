import type { ErrorComponentProps } from '@tanstack/react-router';
import { CloudOffIcon, TriangleAlertIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/problem';
import { Button } from '@/components/ui/button';
import { EmptyState } from './EmptyState';

/** The one error boundary of the pages. */
export function RouteError({ error }: ErrorComponentProps) {
  const { t } = useTranslation();
  const offline = error instanceof ApiProblem && error.isUnreachable;
  return (
    <main className="grid min-h-dvh">
      <EmptyState
        heading="h1"
        role="alert"
        icon={offline ? CloudOffIcon : TriangleAlertIcon}
        title={offline ? t('errors.offline') : t('shell.failed.title')}
        action={<Button onClick={() => window.location.reload()}>{t('shell.failed.action')}</Button>}
      >
        <p>{offline ? t('signIn.offline.text') : t('shell.failed.text')}</p>
        {error instanceof ApiProblem && error.traceId && (
          <p className="mt-2 font-mono text-xs">{t('common.traceId', { id: error.traceId })}</p>
        )}
      </EmptyState>
    </main>
  );
}
