import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  type InfiniteData,
} from '@tanstack/react-query';
import { api, answerOf, bodyOf } from '@/api/client';
import type { Kanban, OpportunityList } from '@/api/types';
import { freshnessOf, type Fresh } from '@/changes/freshness';

export interface BoardFilter {
  q?: string;
  salesperson_id?: number;
}

export type Board = Kanban & Fresh;

/** Names on the cards are resolved when read, so a renamed customer or stage changes the board too. */
const models = ['crm.lead', 'crm.stage', 'crm.tag', 'res.partner', 'res.users'];

export const boardQuery = (filter: BoardFilter) =>
  queryOptions({
    queryKey: ['opportunities', 'kanban', filter],
    queryFn: async ({ signal }): Promise<Board> => {
      const { body, headers } = await answerOf(
        api.GET('/api/opportunities/kanban', { params: { query: filter }, signal }),
      );
      return { ...body, ...freshnessOf(headers) };
    },
    placeholderData: keepPreviousData,
    meta: { models },
  });

/** The cards of one column behind those that the board itself brings. */
export const moreCardsQuery = (stageId: number, filter: BoardFilter, firstCursor: string | null) =>
  infiniteQueryOptions({
    // Without the cursor, which moves whenever a card before it does: the cards on screen must not vanish then.
    queryKey: ['opportunities', 'more', stageId, filter],
    queryFn: ({ pageParam, signal }) =>
      bodyOf(
        api.GET('/api/opportunities', {
          params: {
            query: {
              ...filter,
              stage_id: stageId,
              cursor: pageParam ?? undefined,
              per_page: 50,
              count: 'none',
            },
          },
          signal,
        }),
      ),
    initialPageParam: firstCursor,
    getNextPageParam: (page) => page.pagination.next_cursor,
    enabled: false,
  });

export type MoreCards = InfiniteData<OpportunityList, string | null>;

export function withoutCard(more: MoreCards, id: number): MoreCards {
  const pages = more.pages.map((page) => ({
    ...page,
    opportunities: page.opportunities.filter((card) => card.id !== id),
  }));
  return { ...more, pages };
}
