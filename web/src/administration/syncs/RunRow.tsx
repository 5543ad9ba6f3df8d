import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ChevronRightIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { api, bodyOf } from '@/api/client';
import type { SyncRun } from '@/api/types';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { useFormats } from '@/formats/useFormats';
import { SyncNumbers } from '@/connections/SyncNumbers';
import { SyncProgress } from '@/connections/SyncProgress';
import { isActive } from '@/connections/syncRun';
import { onConnection } from '@/connections/onConnection';

const tones = {
  queued: 'neutral',
  running: 'accent',
  completed: 'good',
  partial: 'warning',
  failed: 'bad',
  cancelled: 'neutral',
} as const;

interface RunRowProps {
  run: SyncRun;
  open: boolean;
  connection: number | undefined;
}

export function RunRow({ run, open, connection }: RunRowProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const by = run.triggered_by
    ? t('connection.sync.by', { name: run.triggered_by })
    : t(`connection.trigger.${run.trigger}`);
  const facts = [
    by,
    run.duration_seconds !== null &&
      t('connection.sync.took', { time: formats.duration(run.duration_seconds) }),
    changesOf(run) > 0 &&
      t('administration.syncs.changes', { count: changesOf(run), formatted: formats.count(changesOf(run)) }),
  ];
  return (
    <li data-testid="run" data-status={run.status}>
      <Link
        from="/administration/syncs"
        to="."
        search={(old) => ({ ...old, run: open ? undefined : run.id })}
        aria-expanded={open}
        replace
        resetScroll={false}
        className="flex items-center gap-3 px-4 py-2.5 hover:bg-accent/60"
      >
        <ChevronRightIcon
          aria-hidden
          className={cn(
            'size-4 shrink-0 text-muted-foreground transition-transform rtl:-scale-x-100',
            open && 'rotate-90',
          )}
        />
        <div className="min-w-0 flex-1">
          <p className="font-medium tabular-nums">
            {run.started_at ? formats.moment(run.started_at) : t('connection.sync.waiting')}
          </p>
          <p className="text-xs text-pretty text-muted-foreground tabular-nums">
            {facts.filter(Boolean).join(' · ')}
          </p>
        </div>
        <Badge tone={tones[run.status]}>{t(`administration.syncs.of.${run.status}`)}</Badge>
      </Link>
      {open && <RunDetail run={run} connection={connection} />}
    </li>
  );
}

function RunDetail({ run, connection }: { run: SyncRun; connection: number | undefined }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const cancel = useMutation({
    mutationFn: () =>
      bodyOf(
        api.POST('/api/integrations/sync/{sync_id}/cancel', {
          params: { path: { sync_id: run.id }, query: onConnection(connection) },
        }),
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['integrations', 'sync'] }),
  });
  return (
    <div className="grid gap-4 border-t bg-lane/50 px-4 py-4">
      {run.error_message && !listsErrors(run) && (
        <p className="text-pretty text-destructive">{run.error_message}</p>
      )}
      {isActive(run) && (
        <div className="grid gap-3">
          <SyncProgress run={run} />
          <div>
            <Button variant="outline" size="sm" disabled={cancel.isPending} onClick={() => cancel.mutate()}>
              {t('administration.syncs.cancel')}
            </Button>
          </div>
        </div>
      )}
      {Object.keys(run.stats).length > 0 ? (
        <SyncNumbers stats={run.stats} />
      ) : (
        <p className="text-muted-foreground">{t('administration.syncs.noNumbers')}</p>
      )}
      {run.status === 'partial' && (
        <Link
          to="/administration/held"
          search={connection === undefined ? {} : { connection }}
          className="justify-self-start font-medium text-primary underline-offset-4 hover:underline"
        >
          {t('administration.syncs.held')}
        </Link>
      )}
    </div>
  );
}

/** The numbers say it, entity by entity. */
function listsErrors(run: SyncRun) {
  return Object.values(run.stats).some(({ errors }) => errors.length > 0);
}

function changesOf(run: SyncRun) {
  return Object.values(run.stats).reduce(
    (sum, { inserted, updated, soft_deleted }) => sum + inserted + updated + soft_deleted,
    0,
  );
}
