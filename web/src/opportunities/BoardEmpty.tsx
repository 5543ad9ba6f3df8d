import { Link, useNavigate } from '@tanstack/react-router';
import { CloudOffIcon, KanbanIcon, SearchXIcon, TriangleAlertIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/problem';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/shell/EmptyState';
import { useUser } from '@/sign-in/session';

/** Nothing was mirrored yet. */
export function BoardStart() {
  const { t } = useTranslation();
  const admin = useUser().role === 'admin';
  return (
    <EmptyState
      icon={KanbanIcon}
      title={t('board.empty.title')}
      action={
        admin && (
          <Button asChild>
            <Link to="/connection">{t('board.empty.adminAction')}</Link>
          </Button>
        )
      }
    >
      {admin ? t('board.empty.admin') : t('board.empty.text')}
    </EmptyState>
  );
}

export function NothingMatches({ q }: { q: string | undefined }) {
  const { t } = useTranslation();
  const navigate = useNavigate({ from: '/opportunities' });
  return (
    <EmptyState
      icon={SearchXIcon}
      title={t('board.noMatch.title')}
      action={
        <Button variant="outline" onClick={() => void navigate({ search: {} })}>
          {t('board.noMatch.action')}
        </Button>
      }
    >
      {q ? t('board.noMatch.text', { q }) : t('board.noMatch.mine')}
    </EmptyState>
  );
}

export function BoardFailed({ error, retry }: { error: Error | null; retry: () => void }) {
  const { t } = useTranslation();
  const problem = error instanceof ApiProblem ? error : null;
  return (
    <EmptyState
      role="alert"
      icon={problem?.isUnreachable ? CloudOffIcon : TriangleAlertIcon}
      title={t('board.failed.title')}
      action={<Button onClick={retry}>{t('board.failed.action')}</Button>}
    >
      <p>{problem?.isUnreachable ? t('board.failed.offline') : error?.message}</p>
      {problem?.traceId && (
        <p className="mt-2 font-mono text-xs">{t('common.traceId', { id: problem.traceId })}</p>
      )}
    </EmptyState>
  );
}
