import { queryOptions, useQuery } from '@tanstack/react-query';
import { PauseIcon, PlayIcon } from 'lucide-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { api, bodyOf } from '@/api/client';
import type { Connection } from '@/api/types';
import { useNow } from '@/changes/useNow';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Label } from '@/components/ui/label';
import { Select } from '@/components/ui/select';
import { useFormats } from '@/formats/useFormats';
import { ConfirmButton } from '@/shell/ConfirmButton';
import { Section, Surface } from '@/shell/Section';
import { useChangeConnection } from './connection';
import { onConnection } from './onConnection';
import { useStartSync } from './syncRun';

const scheduleQuery = (connection: number) =>
  queryOptions({
    queryKey: ['integrations', 'schedule', connection],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/integrations/background-sync/status', {
          params: { query: onConnection(connection) },
          signal,
        }),
      ),
    refetchInterval: 10_000,
  });

const usualMinutes = [1, 5, 15, 30, 60, 240, 1440];

/** How often the connection is looked at, and whether at all. */
export function Schedule({ connection }: { connection: Connection }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const interval = useId();
  const { data: schedule } = useQuery(scheduleQuery(connection.id));
  const change = useChangeConnection(connection);
  const start = useStartSync(connection.id);
  useNow(10_000);
  const { paused, interval_minutes } = connection;
  const minutes = [...new Set([...usualMinutes, interval_minutes])].toSorted((a, b) => a - b);

  return (
    <Section title={t('connection.schedule.title')} text={t('connection.schedule.text')} testId="schedule">
      <Surface className="flex flex-wrap items-end gap-x-6 gap-y-4 p-4">
        <div className="grid w-48 gap-1.5">
          <Label htmlFor={interval}>{t('connection.schedule.interval')}</Label>
          <Select
            id={interval}
            value={interval_minutes}
            disabled={change.isPending}
            onChange={(event) => change.mutate({ interval_minutes: Number(event.target.value) })}
          >
            {minutes.map((value) => (
              <option key={value} value={value}>
                {formats.duration(value * 60)}
              </option>
            ))}
          </Select>
        </div>
        <p className="flex min-h-9 min-w-40 flex-1 items-center" role="status">
          {paused
            ? t('connection.schedule.paused')
            : schedule?.next_run
              ? t('connection.schedule.next', { time: formats.ago(schedule.next_run) })
              : t('connection.schedule.on')}
        </p>
        <div className="flex min-h-9 flex-wrap items-center gap-2">
          <Button
            variant="outline"
            disabled={change.isPending}
            onClick={() => change.mutate({ paused: !paused })}
          >
            {paused ? <PlayIcon aria-hidden /> : <PauseIcon aria-hidden />}
            {t(paused ? 'connection.schedule.resume' : 'connection.schedule.pause')}
          </Button>
          <ConfirmButton
            label={t('connection.schedule.full')}
            title={t('connection.schedule.fullTitle')}
            text={t('connection.schedule.fullText')}
            action={t('connection.schedule.full')}
            run={() => start.mutateAsync(true)}
          />
        </div>
      </Surface>
      {change.error && (
        <Alert variant="error" className="mt-3" title={t('connection.notSaved')}>
          {change.error.message}
        </Alert>
      )}
    </Section>
  );
}
