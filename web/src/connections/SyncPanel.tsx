import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { RefreshCwIcon, UnplugIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Connection } from '@/api/types';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { Skeleton } from '@/components/ui/skeleton';
import { EmptyState } from '@/shell/EmptyState';
import { LoadFailed } from '@/shell/LoadFailed';
import { RunOutcome } from './RunOutcome';
import { SyncNumbers } from './SyncNumbers';
import { SyncProgress } from './SyncProgress';
import { isActive, newestRunQuery, runQuery, useStartSync } from './syncRun';

export function SyncPanel({ connection }: { connection: Connection | null }) {
  const { t } = useTranslation();
  return (
    <section
      aria-labelledby="sync-panel"
      data-testid="sync-panel"
      className={cn('min-w-0', connection && 'max-lg:order-first')}
    >
      {connection ? (
        <Sync connection={connection} />
      ) : (
        <>
          <h2 id="sync-panel" className="text-base font-semibold tracking-tight">
            {t('connection.sync.title')}
          </h2>
          <EmptyState icon={UnplugIcon} title={t('connection.sync.noneTitle')}>
            {t('connection.sync.noneText')}
          </EmptyState>
        </>
      )}
    </section>
  );
}

function Sync({ connection }: { connection: Connection }) {
  const { t } = useTranslation();
  const newest = useQuery(newestRunQuery(connection.id));
  const { data: run, error } = useQuery(runQuery(connection.id, newest.data));
  const start = useStartSync(connection.id);
  const active = isActive(run);

  return (
    <>
      <div className="flex items-start gap-3">
        <div className="min-w-0 flex-1">
          <h2 id="sync-panel" className="text-base font-semibold tracking-tight">
            {t('connection.sync.title')}
          </h2>
          <p className="mt-1 text-pretty text-muted-foreground">{t('connection.sync.text')}</p>
        </div>
        <Button variant="outline" onClick={() => start.mutate(false)} disabled={start.isPending || active}>
          <RefreshCwIcon aria-hidden className={cn(active && 'animate-spin')} />
          {active ? t('connection.sync.running') : t('connection.sync.now')}
        </Button>
      </div>
      {start.error && (
        <Alert variant="error" className="mt-4" title={t('connection.sync.notStarted')}>
          {start.error.message}
        </Alert>
      )}
      <div className="mt-5 grid gap-5">
        {run ? (
          <>
            {active ? <SyncProgress run={run} /> : <RunOutcome run={run} retry={() => start.mutate(false)} />}
            <SyncNumbers stats={run.stats} />
            <Link
              to="/administration/syncs"
              search={connection.is_default ? {} : { connection: connection.id }}
              className="justify-self-start font-medium text-primary underline-offset-4 hover:underline"
            >
              {t('connection.sync.earlier')}
            </Link>
          </>
        ) : newest.data === null ? (
          <EmptyState icon={RefreshCwIcon} title={t('connection.sync.neverTitle')} className="py-8">
            {t('connection.sync.neverText')}
          </EmptyState>
        ) : (error ?? newest.error) ? (
          <LoadFailed error={error ?? newest.error} retry={() => void newest.refetch()} />
        ) : (
          <Skeleton className="h-28" />
        )}
      </div>
    </>
  );
}
