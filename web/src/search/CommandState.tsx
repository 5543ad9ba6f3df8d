import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/problem';
import { Button } from '@/components/ui/button';

interface CommandStateProps {
  q: string;
  waiting: boolean;
  error: Error | null;
  retry: () => void;
  found: boolean;
}

/** What there is to say besides what was found. */
export function CommandState({ q, waiting, error, retry, found }: CommandStateProps) {
  const { t } = useTranslation();
  if (error && !waiting && q.length > 1)
    return (
      <div role="alert" className="flex items-center gap-3 border-t px-4 py-2.5 text-muted-foreground">
        <p className="min-w-0 flex-1">
          {t('search.failed')} {reasonOf(error, t('errors.offlineText'))}
        </p>
        <Button variant="outline" size="sm" onClick={retry}>
          {t('common.retry')}
        </Button>
      </div>
    );
  return (
    <p role="status" className="border-t px-4 py-2.5 text-xs text-muted-foreground">
      {waiting ? t('search.searching') : !found ? t('search.nothing', { q }) : t('search.hint')}
    </p>
  );
}

function reasonOf(error: Error, offline: string) {
  return error instanceof ApiProblem && error.isUnreachable ? offline : error.message;
}
