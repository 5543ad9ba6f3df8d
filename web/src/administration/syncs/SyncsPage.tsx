import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { HistoryIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { api, bodyOf } from '@/api/client';
import { Select } from '@/components/ui/select';
import { onConnection } from '@/connections/onConnection';
import { EmptyState } from '@/shell/EmptyState';
import { Surface } from '@/shell/Section';
import { AdminPage } from '@/shell/AdminPage';
import { ConnectionSelect } from '@/connections/ConnectionSelect';
import { Loaded } from '@/shell/Loaded';
import { MoreButton } from '../MoreButton';
import { RunRow } from './RunRow';
import { statuses, type Status } from './syncsSearch';

const perPage = 20;

const logsQuery = (connection: number | undefined, status: Status | undefined) =>
  infiniteQueryOptions({
    queryKey: ['integrations', 'sync', 'logs', connection, status],
    queryFn: ({ pageParam, signal }) =>
      bodyOf(
        api.GET('/api/integrations/sync/logs', {
          params: {
            query: {
              ...onConnection(connection),
              ...(status && { status }),
              limit: perPage,
              page: pageParam,
            },
          },
          signal,
        }),
      ),
    initialPageParam: 1,
    getNextPageParam: ({ pagination }) => (pagination.has_next ? (pagination.page ?? 0) + 1 : undefined),
    refetchInterval: 5_000,
  });

/** Every run, the newest first, with what it did to each entity. */
export function SyncsPage() {
  const { t } = useTranslation();
  return (
    <AdminPage
      title={t('administration.syncs.title')}
      className="max-w-4xl"
      tools={
        <>
          <ConnectionSelect />
          <StatusFilter />
        </>
      }
    >
      <Runs />
    </AdminPage>
  );
}

function StatusFilter() {
  const { t } = useTranslation();
  const { status } = useSearch({ from: '/shell/administration/syncs' });
  const navigate = useNavigate({ from: '/administration/syncs' });
  const choose = (value: string) =>
    void navigate({ search: (old) => ({ ...old, status: statuses.find((known) => known === value) }) });
  return (
    <Select
      aria-label={t('administration.syncs.status')}
      className="max-w-44"
      value={status ?? ''}
      onChange={(event) => choose(event.target.value)}
    >
      <option value="">{t('administration.syncs.all')}</option>
      {statuses.map((value) => (
        <option key={value} value={value}>
          {t(`administration.syncs.of.${value}`)}
        </option>
      ))}
    </Select>
  );
}

function Runs() {
  const { t } = useTranslation();
  const { connection, status, run: open } = useSearch({ from: '/shell/administration/syncs' });
  const query = useInfiniteQuery(logsQuery(connection, status));
  return (
    <Loaded query={query}>
      {({ pages }) => {
        const logs = pages.flatMap((page) => page.logs);
        if (logs.length === 0)
          return (
            <EmptyState icon={HistoryIcon} title={t('administration.syncs.none')}>
              {t('administration.syncs.noneText')}
            </EmptyState>
          );
        return (
          <div>
            <Surface>
              <ul className="divide-y" data-testid="runs">
                {logs.map((run) => (
                  <RunRow key={run.id} run={run} open={run.id === open} connection={connection} />
                ))}
              </ul>
            </Surface>
            <MoreButton query={query} />
          </div>
        );
      }}
    </Loaded>
  );
}
