import { infiniteQueryOptions, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { BookOpenCheckIcon, ExternalLinkIcon, LoaderCircleIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { api, bodyOf } from '@/api/client';
import type { QuarantinedRecord } from '@/api/types';
import { Button } from '@/components/ui/button';
import { useModelName } from '@/connections/names';
import { onConnection } from '@/connections/onConnection';
import { useFormats } from '@/formats/useFormats';
import { EmptyState } from '@/shell/EmptyState';
import { Section, Surface } from '@/shell/Section';
import { Loaded } from '@/shell/Loaded';
import { MoreButton } from '../MoreButton';

const quarantineQuery = (connection: number | undefined) =>
  infiniteQueryOptions({
    queryKey: ['administration', 'quarantine', connection],
    queryFn: ({ pageParam, signal }) =>
      bodyOf(
        api.GET('/api/integrations/quarantine', {
          params: { query: { ...onConnection(connection), page: pageParam, per_page: 50 } },
          signal,
        }),
      ),
    initialPageParam: 1,
    getNextPageParam: ({ pagination }) => (pagination.has_next ? (pagination.page ?? 0) + 1 : undefined),
  });

export function Quarantine() {
  const { t } = useTranslation();
  const { connection } = useSearch({ from: '/shell/administration/held' });
  const query = useInfiniteQuery(quarantineQuery(connection));
  return (
    <Section
      title={t('administration.held.quarantine')}
      text={t('administration.held.quarantineText')}
      testId="quarantine"
    >
      <Surface>
        <Loaded query={query}>
          {({ pages }) => {
            const records = pages.flatMap((page) => page.quarantine);
            if (records.length === 0)
              return (
                <EmptyState
                  icon={BookOpenCheckIcon}
                  title={t('administration.held.noQuarantine')}
                  className="py-8"
                >
                  {t('administration.held.noQuarantineText')}
                </EmptyState>
              );
            return (
              <ul className="divide-y">
                {records.map((record) => (
                  <RecordRow key={record.id} record={record} connection={connection} />
                ))}
              </ul>
            );
          }}
        </Loaded>
      </Surface>
      <MoreButton query={query} />
    </Section>
  );
}

function RecordRow({ record, connection }: { record: QuarantinedRecord; connection: number | undefined }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const modelName = useModelName();
  const queryClient = useQueryClient();
  const retry = useMutation({
    mutationFn: () =>
      bodyOf(
        api.POST('/api/integrations/quarantine/{id}/retry', {
          params: { path: { id: record.id }, query: onConnection(connection) },
        }),
      ),
    onSuccess: async ({ released }) => {
      if (released) toast.success(t('administration.held.released'));
      else toast.warning(t('administration.held.still'));
      await queryClient.invalidateQueries({ queryKey: ['administration'] });
    },
    onError: (problem) => toast.error(problem.message),
  });
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 px-4 py-3" data-testid="quarantined">
      <div className="min-w-56 flex-1">
        <p className="font-medium">
          {t('administration.held.record', { model: modelName(record.model), id: record.record_id })}
        </p>
        <p className="break-words">{record.message}</p>
        <p className="text-xs text-muted-foreground">
          {t('administration.held.tries', {
            since: formats.ago(record.since),
            count: record.tries,
            last: formats.ago(record.last_tried_at),
          })}
        </p>
      </div>
      <div className="flex gap-2">
        {record.odoo_url && (
          <Button asChild variant="ghost" size="sm" className="max-sm:-ms-2.5">
            <a href={record.odoo_url} target="_blank" rel="noreferrer">
              {t('common.openInOdoo')}
              <ExternalLinkIcon aria-hidden />
            </a>
          </Button>
        )}
        <Button variant="outline" size="sm" disabled={retry.isPending} onClick={() => retry.mutate()}>
          {retry.isPending && <LoaderCircleIcon aria-hidden className="animate-spin" />}
          {t('administration.held.readNow')}
        </Button>
      </div>
    </li>
  );
}
