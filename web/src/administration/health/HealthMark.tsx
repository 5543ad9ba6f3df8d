import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Connection } from '@/api/types';
import { connectionsQuery } from '@/connections/connections';

const askAgainMs = 60_000;

/** On every page of an administrator: something is wrong, and behind this it says what. */
export function HealthMark() {
  const { t } = useTranslation();
  const { data: connections = [] } = useQuery({ ...connectionsQuery, refetchInterval: askAgainMs });
  if (!connections.some(isInTrouble)) return null;
  return (
    <span className="ms-auto size-2 shrink-0 rounded-full bg-destructive" data-testid="health-mark">
      <span className="sr-only">{t('administration.health.trouble')}</span>
    </span>
  );
}

function isInTrouble({ credentials, sync_status }: Connection) {
  return credentials.state === 'refused' || credentials.state === 'unreachable' || sync_status === 'failed';
}
