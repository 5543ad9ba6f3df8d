import { useQueries, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Connection } from '@/api/types';
import { cn } from '@/components/ui/cn';
import { connectionsQuery } from '@/connections/connections';
import { holdsQuery } from '../held/holds';

const askAgainMs = 60_000;

/** On every page of an administrator: something is wrong, and behind this it says what. */
export function HealthMark({ className }: { className?: string }) {
  const { t } = useTranslation();
  const { data: connections = [] } = useQuery({ ...connectionsQuery, refetchInterval: askAgainMs });
  const holds = useQueries({
    queries: connections.map(({ id }) => ({ ...holdsQuery(id), refetchInterval: askAgainMs })),
  });
  const waiting = holds.some(({ data }) => data?.some(({ status }) => status === 'waiting'));
  const bad = waiting || connections.some(isInTrouble);
  if (!bad && !connections.some(({ paused }) => paused)) return null;
  return (
    <span
      className={cn('ms-auto size-2 shrink-0 rounded-full', bad ? 'bg-destructive' : 'bg-warning', className)}
      data-testid="health-mark"
    >
      <span className="sr-only">{t('administration.health.trouble')}</span>
    </span>
  );
}

function isInTrouble({ credentials, sync_status }: Connection) {
  return credentials.state === 'refused' || credentials.state === 'unreachable' || sync_status === 'failed';
}
