import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CircleAlertIcon, CircleCheckIcon, InfoIcon, TriangleAlertIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Connection } from '@/api/types';
import { useNow } from '@/changes/useNow';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { useFormats } from '@/formats/useFormats';
import { Section, Surface } from '@/shell/Section';
import { Loaded } from '@/shell/Loaded';
import { findingsOf, type Finding } from './findings';
import { standingQuery, type Standing } from './standing';

export function ConnectionHealth({ connection }: { connection: Connection }) {
  const query = useQuery(standingQuery(connection));
  return (
    <Section
      title={connection.name}
      text={`${connection.url} · ${connection.database}`}
      testId="connection-health"
    >
      <Loaded query={query}>
        {(standing) => (
          <div className="grid gap-4">
            <Findings connection={connection} standing={standing} />
            <Figures standing={standing} />
          </div>
        )}
      </Loaded>
    </Section>
  );
}

function Findings({ connection, standing }: { connection: Connection; standing: Standing }) {
  const { t } = useTranslation();
  const findings = findingsOf(connection, standing);
  const wrong = findings.filter(({ tone }) => tone !== 'info');
  return (
    <Surface className="overflow-hidden">
      {wrong.length === 0 && (
        <p role="status" className="flex items-center gap-2.5 px-4 py-3 font-medium">
          <CircleCheckIcon aria-hidden className="size-5 shrink-0 text-success" />
          {t('administration.health.well')}
        </p>
      )}
      <ul className={cn('divide-y', wrong.length === 0 && findings.length > 0 && 'border-t')}>
        {findings.map((finding) => (
          <FindingRow key={finding.title + finding.words} finding={finding} connection={connection} />
        ))}
      </ul>
    </Surface>
  );
}

const looks = {
  bad: [CircleAlertIcon, 'text-destructive'],
  warning: [TriangleAlertIcon, 'text-warning'],
  info: [InfoIcon, 'text-primary'],
} as const;

function FindingRow({ finding, connection }: { finding: Finding; connection: Connection }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const [Icon, colour] = looks[finding.tone];
  const { count = 0 } = finding;
  return (
    <li
      className="flex flex-wrap items-start gap-x-4 gap-y-2 px-4 py-3"
      data-testid="finding"
      data-tone={finding.tone}
    >
      <Icon aria-hidden className={cn('size-5 shrink-0', colour)} />
      <div className="min-w-0 flex-1 basis-56 text-pretty">
        <p className="font-medium">{t(finding.title, { count, formatted: formats.count(count) })}</p>
        {finding.words && <p className="mt-0.5 break-words">{finding.words}</p>}
        <p className="mt-0.5 text-muted-foreground">{t(finding.advice)}</p>
      </div>
      <Button asChild variant="outline" size="sm" className="max-sm:ms-9">
        <Link to={finding.to} search={connection.is_default ? {} : { connection: connection.id }}>
          {t(finding.action)}
        </Link>
      </Button>
    </li>
  );
}

/** The figures of the last day; a dash where they could not be read. */
function Figures({ standing: { health, schedule, webhooks } }: { standing: Standing }) {
  const { t } = useTranslation();
  const formats = useFormats();
  useNow(15_000);
  const none = t('common.none');
  const metrics = health instanceof Error ? null : health.metrics;
  const lags = metrics ? Object.values(metrics.lag_seconds) : [];
  const nextRun = schedule instanceof Error || schedule.paused ? null : schedule.next_run;
  const facts = [
    ['lag', lags.length > 0 ? formats.duration(Math.max(...lags)) : none],
    [
      'runs',
      metrics
        ? t('administration.health.runsText', {
            good: formats.count(metrics.success_24h),
            bad: formats.count(metrics.failures_24h),
          })
        : none,
    ],
    ['took', metrics?.avg_duration_seconds != null ? formats.duration(metrics.avg_duration_seconds) : none],
    ['next', nextRun ? formats.ago(nextRun) : none],
    ['webhooks', webhooks instanceof Error ? none : formats.count(webhooks.received_24h)],
  ] as const;
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border bg-border shadow-card sm:grid-cols-5">
      {facts.map(([fact, value]) => (
        <div key={fact} className="bg-card px-4 py-2.5 max-sm:last:col-span-2">
          <dt className="text-xs text-muted-foreground">{t(`administration.health.figures.${fact}`)}</dt>
          <dd className="font-medium tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
