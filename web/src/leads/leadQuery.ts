import { queryOptions } from '@tanstack/react-query';
import { answerOf, api, bodyOf } from '@/api/client';
import type { HistoryEntry, Lead, Note } from '@/api/types';
import { freshnessOf, type Fresh } from '@/changes/freshness';
import type { Held } from '@/record/useRecordSave';
import { leadModels } from './readLeads';

export interface HeldLead extends Lead, Held, Fresh {}

export const leadQuery = (id: number) =>
  queryOptions({
    queryKey: ['lead', id],
    queryFn: async ({ signal }): Promise<HeldLead> => {
      const { body, headers } = await answerOf(
        api.GET('/api/crm/leads/{id}', { params: { path: { id } }, signal }),
      );
      return { ...body, etag: headers.get('ETag') ?? '', ...freshnessOf(headers) };
    },
    meta: { models: leadModels },
  });

export const historyQuery = (id: number) =>
  queryOptions({
    queryKey: ['lead', id, 'history'],
    queryFn: async ({ signal }): Promise<{ history: HistoryEntry[]; position: string | null }> => {
      const { body, headers } = await answerOf(
        api.GET('/api/crm/leads/{id}/history', { params: { path: { id } }, signal }),
      );
      return { history: body.history, position: freshnessOf(headers).position };
    },
    meta: { models: ['crm.lead'] },
  });

/** Odoo's own chatter, which is asked for in Odoo itself: it may fail where the rest of the page does not. */
export const notesQuery = (id: number) =>
  queryOptions({
    queryKey: ['notes', id],
    queryFn: async ({ signal }): Promise<Note[]> =>
      (
        await bodyOf(
          api.GET('/api/crm/leads/{id}/notes', {
            params: { path: { id }, query: { per_page: 100, count: 'none' } },
            signal,
          }),
        )
      ).notes,
    retry: false,
    // A message often comes with a change of its lead.
    meta: { models: ['crm.lead'] },
  });

/** A lead's amounts are in its company's currency, which the sales shape of the same record names. */
export const leadCurrencyQuery = (id: number, type: string | null) =>
  queryOptions({
    queryKey: ['lead', id, 'currency'],
    queryFn: async ({ signal }) =>
      (await bodyOf(api.GET('/api/opportunities/{id}', { params: { path: { id } }, signal }))).currency,
    staleTime: 5 * 60_000,
    enabled: type === 'opportunity',
  });
