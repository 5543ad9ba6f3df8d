import { queryOptions } from '@tanstack/react-query';
import { answerOf, api, bodyOf } from '@/api/client';
import type { Task } from '@/api/types';
import { freshnessOf } from '@/changes/freshness';
import type { ListQuery } from '@/list/list';

/** Tasks are Causeway's own and in no change feed: an open page reads them again by itself. */
export const taskRefreshMs = 30_000;

export async function readTasks(query: ListQuery, signal: AbortSignal) {
  const { body, headers } = await answerOf(api.GET('/api/tasks', { params: { query }, signal }));
  return { rows: body.tasks, total: body.pagination.total, ...freshnessOf(headers) };
}

/** Open tasks about one record. */
export const recordTasksQuery = (model: 'crm.lead' | 'res.partner', id: number) =>
  queryOptions({
    queryKey: ['tasks', 'record', model, id],
    queryFn: async ({ signal }): Promise<Task[]> => {
      const query = {
        odoo_model: model,
        odoo_id: id,
        status: 'open' as const,
        sort_by: 'task_time' as const,
        sort_order: 'asc' as const,
        per_page: 100,
      };
      return (await bodyOf(api.GET('/api/tasks', { params: { query }, signal }))).tasks;
    },
    refetchInterval: taskRefreshMs,
  });
