import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '@/api/client';
import type { Activity } from '@/api/types';
import { freshnessOf } from '@/changes/freshness';
import type { ListQuery } from '@/list/list';

export const activityModels = ['mail.activity', 'mail.activity.type', 'crm.lead', 'res.users', 'res.partner'];

export async function readActivities(query: ListQuery, signal: AbortSignal) {
  const { body, headers } = await answerOf(api.GET('/api/activities', { params: { query }, signal }));
  return { rows: body.activities, total: body.pagination.total, ...freshnessOf(headers) };
}

/** What is planned on one lead. */
export const leadActivitiesQuery = (id: number) =>
  queryOptions({
    queryKey: ['activities', 'lead', id],
    queryFn: async ({ signal }): Promise<{ activities: Activity[]; position: string | null }> => {
      const { body, headers } = await answerOf(
        api.GET('/api/activities/opportunity/{id}', {
          params: { path: { id }, query: { per_page: 100 } },
          signal,
        }),
      );
      return { activities: body.activities, position: freshnessOf(headers).position };
    },
    meta: { models: ['mail.activity'] },
  });
