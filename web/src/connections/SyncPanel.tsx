import { useQuery } from '@tanstack/react-query';
import { RefreshCwIcon, UnplugIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
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

export function SyncPanel({ connected }: { connected: boolean }) {
  const { t } = useTranslation();
  return (
    <section
      aria-labelledby="sync-panel"
      data-testid="sync-panel"
      className={cn('min-w-0', connected && 'max-lg:order-first')}
    >
      {connected ? (
        <Sync />
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

function Sync() {
  const { t } = useTranslation();
  const newest = useQuery(newestRunQuery);
  const { data: run, error } = useQuery(runQuery(newest.data));
  const start = useStartSync();
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
        <Button variant="outline" onClick={() => start.mutate()} disabled={start.isPending || active}>
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
            {active ? <SyncProgress run={run} /> : <RunOutcome run={run} retry={() => start.mutate()} />}
            <SyncNumbers stats={run.stats} />
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
