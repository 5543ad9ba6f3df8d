import { useTranslation } from 'react-i18next';
import type { ModelStanding } from '@/api/types';
import { useNow } from '@/changes/useNow';
import { Badge } from '@/components/ui/badge';
import { cn } from '@/components/ui/cn';
import { Progress } from '@/components/ui/progress';
import { useModelName } from '@/connections/names';
import { useFormats } from '@/formats/useFormats';

const columns = ['model', 'held', 'lag', 'proof', 'found', 'scrub', 'repairs'] as const;

/** Ten intervals of the usual schedule: by then somebody should look. */
const lateSeconds = 50 * 60;

export function ProofTable({ models }: { models: ModelStanding[] }) {
  const { t } = useTranslation();
  useNow(15_000);
  return (
    <div
      role="region"
      aria-label={t('administration.proofs.title')}
      tabIndex={0}
      className="overflow-x-auto rounded-lg border bg-card shadow-card"
    >
      <table className="w-full border-collapse whitespace-nowrap tabular-nums" data-testid="proofs">
        <thead>
          <tr className="border-b text-xs text-muted-foreground">
            {columns.map((column) => (
              <th
                key={column}
                scope="col"
                className={cn('px-3 py-2 font-medium', isNumber(column) ? 'text-end' : 'text-start')}
              >
                {t(`administration.proofs.columns.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y">
          {models.map((model) => (
            <ModelRow key={model.model} standing={model} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function isNumber(column: (typeof columns)[number]) {
  return column === 'found' || column === 'repairs' || column === 'held';
}

function ModelRow({ standing }: { standing: ModelStanding }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const modelName = useModelName();
  const none = t('common.none');
  const late = standing.lag_seconds !== null && standing.lag_seconds > lateSeconds;
  return (
    <tr>
      <th scope="row" className="px-3 py-1.5 text-start font-medium">
        {modelName(standing.model)}{' '}
        <code className="text-xs font-normal text-muted-foreground max-md:hidden">{standing.model}</code>
        {standing.phase !== 'live' && (
          <Badge className="ms-2" tone={standing.phase === 'absent' ? 'neutral' : 'accent'}>
            {t(`administration.proofs.phase.${standing.phase as 'absent' | 'backfill'}`)}
          </Badge>
        )}
        {standing.lives_by === 'list' && <Badge className="ms-2">{t('administration.proofs.byList')}</Badge>}
      </th>
      <Count value={standing.held} alarming />
      <td className={cn('px-3 py-1.5', late && 'font-semibold text-warning')}>
        {standing.lag_seconds === null ? none : formats.duration(standing.lag_seconds)}
      </td>
      <td className="px-3 py-1.5">{standing.last_proof ? formats.ago(standing.last_proof) : none}</td>
      <Count value={standing.found} />
      <td className="px-3 py-1.5">
        <Scrub standing={standing} />
      </td>
      <Count value={standing.silent_repairs} />
    </tr>
  );
}

function Count({ value, alarming = false }: { value: number; alarming?: boolean }) {
  const formats = useFormats();
  return (
    <td
      className={cn(
        'px-3 py-1.5 text-end',
        value === 0 && 'text-muted-foreground',
        value > 0 && alarming && 'font-semibold text-destructive',
      )}
    >
      {formats.count(value)}
    </td>
  );
}

/** When the last round ended, and how far the present one is once it has begun. */
function Scrub({ standing }: { standing: ModelStanding }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const percent = Math.round(standing.scrub_progress * 100);
  return (
    <span className="flex items-center gap-2">
      <span className="text-muted-foreground">
        {standing.scrubbed_at ? formats.ago(standing.scrubbed_at) : t('administration.proofs.neverScrubbed')}
      </span>
      {percent > 0 && (
        <Progress
          className="w-16"
          aria-label={t('administration.proofs.scrubbing', { percent })}
          value={percent}
        />
      )}
    </span>
  );
}
