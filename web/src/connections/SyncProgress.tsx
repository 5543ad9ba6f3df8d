import { useTranslation } from 'react-i18next';
import type { SyncRun } from '@/api/types';
import { Progress } from '@/components/ui/progress';
import { useFormats } from '@/formats/useFormats';
import { useEntityName } from './names';

export function SyncProgress({ run }: { run: SyncRun }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const entityName = useEntityName();
  const { entity, done = 0, total, rate, eta_seconds } = run.progress ?? {};
  const title = entity
    ? entityName(entity)
    : t(run.status === 'queued' ? 'connection.sync.waiting' : 'connection.sync.begun');

  return (
    <div className="rounded-lg border bg-card p-3.5 shadow-card" data-testid="sync-progress">
      <div className="flex items-baseline justify-between gap-3">
        <p className="font-medium">{title}</p>
        {total ? (
          <p className="text-muted-foreground tabular-nums">
            {t('connection.sync.done', { done: formats.count(done), total: formats.count(total) })}
          </p>
        ) : null}
      </div>
      <Progress
        className="mt-2.5"
        aria-label={title}
        value={total ? Math.min(100, Math.round((done / total) * 100)) : null}
      />
      <p className="mt-2 h-4 text-xs text-muted-foreground tabular-nums">
        {rate ? t('connection.sync.rate', { rate: formats.count(Math.round(rate)) }) : null}
        {rate && eta_seconds != null ? <span aria-hidden> · </span> : null}
        {eta_seconds != null ? t('connection.sync.eta', { time: formats.duration(eta_seconds) }) : null}
      </p>
    </div>
  );
}
