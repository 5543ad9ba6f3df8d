import { useTranslation } from 'react-i18next';
import type { SyncRun } from '@/api/types';
import { useNow } from '@/changes/useNow';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { useFormats } from '@/formats/useFormats';

const variants = {
  queued: 'info',
  running: 'info',
  completed: 'success',
  partial: 'warning',
  failed: 'error',
  cancelled: 'warning',
} as const;

const nextSteps = ['partial', 'failed', 'cancelled'] as const;

/** How the last run ended, why, and what to do about it. */
export function RunOutcome({ run, retry }: { run: SyncRun; retry: () => void }) {
  const { t } = useTranslation();
  const next = nextSteps.find((status) => status === run.status);
  return (
    <div data-testid="sync-outcome" data-status={run.status}>
      <Alert variant={variants[run.status]} title={t(`connection.status.${run.status}`)}>
        <RunTimes run={run} />
        {run.error_message && <p className="mt-1.5 text-foreground">{run.error_message}</p>}
        {next && <p className="mt-1.5">{t(`connection.next.${next}`)}</p>}
        {(run.status === 'failed' || run.status === 'cancelled') && (
          <Button variant="outline" size="sm" className="mt-2.5" onClick={retry}>
            {t('connection.sync.again')}
          </Button>
        )}
      </Alert>
    </div>
  );
}

function RunTimes({ run }: { run: SyncRun }) {
  const { t } = useTranslation();
  const formats = useFormats();
  useNow(30_000);
  const parts = [
    run.completed_at && formats.ago(run.completed_at),
    run.duration_seconds !== null &&
      t('connection.sync.took', { time: formats.duration(run.duration_seconds) }),
    run.triggered_by
      ? t('connection.sync.by', { name: run.triggered_by })
      : t(`connection.trigger.${run.trigger}`),
  ];
  return <p className="tabular-nums">{parts.filter(Boolean).join(' · ')}</p>;
}
