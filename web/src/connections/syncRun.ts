import { queryOptions, skipToken, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, bodyOf } from '@/api/client';
import type { SyncRun } from '@/api/types';
import { onConnection } from './onConnection';

const activePollMs = 1_000;
/** Runs also start by schedule and by webhook. */
const idlePollMs = 10_000;

export function isActive(run: SyncRun | null | undefined) {
  return run?.status === 'queued' || run?.status === 'running';
}

/** The id of the newest run, or null before the first. */
export const newestRunQuery = (connection: number) =>
  queryOptions({
    queryKey: ['integrations', 'sync', 'newest', connection],
    queryFn: async ({ signal }) => {
      const { logs } = await bodyOf(
        api.GET('/api/integrations/sync/logs', {
          params: { query: { ...onConnection(connection), limit: 1 } },
          signal,
        }),
      );
      return logs[0]?.id ?? null;
    },
    refetchInterval: idlePollMs,
  });

export const runQuery = (connection: number, id: string | null | undefined) =>
  queryOptions({
    queryKey: ['integrations', 'sync', 'run', id],
    queryFn: id
      ? ({ signal }) =>
          bodyOf(
            api.GET('/api/integrations/sync/{sync_id}', {
              params: { path: { sync_id: id }, query: onConnection(connection) },
              signal,
            }),
          )
      : skipToken,
    refetchInterval: ({ state }) => (isActive(state.data) ? activePollMs : false),
  });

export function useStartSync(connection: number) {
  const queryClient = useQueryClient();
  const { queryKey } = newestRunQuery(connection);
  return useMutation({
    mutationFn: (full: boolean) =>
      bodyOf(
        api.POST('/api/integrations/odoo/sync/trigger', {
          params: { query: onConnection(connection) },
          body: { full },
        }),
      ),
    onSuccess: async ({ sync_id }) => {
      await queryClient.cancelQueries({ queryKey });
      queryClient.setQueryData(queryKey, sync_id);
    },
  });
}
