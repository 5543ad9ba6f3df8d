import { queryOptions, skipToken, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, bodyOf } from '@/api/client';
import type { SyncRun } from '@/api/types';

const activePollMs = 1_000;
/** Runs also start by schedule and by webhook. */
const idlePollMs = 10_000;

export function isActive(run: SyncRun | null | undefined) {
  return run?.status === 'queued' || run?.status === 'running';
}

/** The id of the newest run, or null before the first. */
export const newestRunQuery = queryOptions({
  queryKey: ['integrations', 'sync', 'newest'],
  queryFn: async ({ signal }) => {
    const { logs } = await bodyOf(
      api.GET('/api/integrations/sync/logs', { params: { query: { limit: 1 } }, signal }),
    );
    return logs[0]?.id ?? null;
  },
  refetchInterval: idlePollMs,
});

export const runQuery = (id: string | null | undefined) =>
  queryOptions({
    queryKey: ['integrations', 'sync', 'run', id],
    queryFn: id
      ? ({ signal }) =>
          bodyOf(api.GET('/api/integrations/sync/{sync_id}', { params: { path: { sync_id: id } }, signal }))
      : skipToken,
    refetchInterval: ({ state }) => (isActive(state.data) ? activePollMs : false),
  });

export function useStartSync() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => bodyOf(api.POST('/api/integrations/odoo/sync/trigger', { body: { full: false } })),
    onSuccess: async ({ sync_id }) => {
      await queryClient.cancelQueries({ queryKey: newestRunQuery.queryKey });
      queryClient.setQueryData(newestRunQuery.queryKey, sync_id);
    },
  });
}
