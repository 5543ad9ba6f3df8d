import { answerOf, api } from '@/api/client';
import { freshnessOf } from '@/changes/freshness';
import type { ListQuery } from '@/list/list';

/** Names on the rows are resolved when read, so a renamed customer or stage changes the list too. */
export const leadModels = ['crm.lead', 'crm.stage', 'crm.tag', 'crm.team', 'res.partner', 'res.users'];

export async function readLeads(query: ListQuery, signal: AbortSignal) {
  const { body, headers } = await answerOf(api.GET('/api/crm/leads', { params: { query }, signal }));
  return { rows: body.leads, total: body.pagination.total, ...freshnessOf(headers) };
}
