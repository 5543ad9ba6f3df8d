import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  type InfiniteData,
} from '@tanstack/react-query';
import { api, answerOf, bodyOf } from '@/api/client';
import type { Kanban, KanbanColumn, OpportunityList } from '@/api/types';
import { freshnessOf, type Fresh } from '@/changes/freshness';
import { i18n } from '@/i18n';
import type { Sort } from '@/list/list';
import type { BoardSearch } from './boardAddress';

/** By the API's names. */
export type BoardFilter = Omit<BoardSearch, 'whose' | 'sort' | 'add' | 'saved'>;

/** How the cards of a column are sorted; undefined as Odoo's own board has them. */
export type BoardOrder = Sort | undefined;

/** Odoo lets an opportunity stand in no stage at all. Its own ids begin at 1. */
export const noStage = 0;

export interface BoardColumn extends Omit<KanbanColumn, 'stage' | 'stage_id'> {
  stage_id: number;
  stage: string;
  folded: boolean;
  isWon: boolean;
}

export interface Board extends Fresh {
  columns: BoardColumn[];
}

/** Names on the cards are resolved when read, so a renamed customer or stage changes the board too. */
const models = ['crm.lead', 'crm.stage', 'crm.tag', 'res.partner', 'res.users'];

export const boardQuery = (filter: BoardFilter, order: BoardOrder) =>
  queryOptions({
    queryKey: ['opportunities', 'board', filter, order],
    queryFn: async ({ signal }): Promise<Board> => {
      const { body, headers } = await answerOf(
        api.GET('/api/opportunities/kanban', { params: { query: { ...filter, ...asked(order) } }, signal }),
      );
      return { columns: columnsOf(body), ...freshnessOf(headers) };
    },
    placeholderData: keepPreviousData,
    meta: { models },
  });

function asked(order: BoardOrder) {
  return order && { sort_by: order.by as 'name', sort_order: order.order };
}

function columnsOf({ kanban, stages }: Kanban): BoardColumn[] {
  return kanban.map((column) => {
    const stage = stages.find(({ id }) => id === column.stage_id);
    return {
      ...column,
      stage_id: column.stage_id ?? noStage,
      stage: column.stage ?? i18n.t('board.noStage'),
      folded: stage?.fold ?? false,
      isWon: stage?.is_won ?? false,
    };
  });
}

export type MoreCards = InfiniteData<OpportunityList, string | null>;

/** The cards of one column behind those that the board itself brings. */
export const moreCardsQuery = (
  stageId: number,
  filter: BoardFilter,
  order: BoardOrder,
  firstCursor: string | null,
) =>
  infiniteQueryOptions({
    // Without the cursor, which moves whenever a card before it does: the cards on screen must not vanish then.
    queryKey: ['opportunities', 'more', stageId, filter, order],
    queryFn: ({ pageParam, signal }) => {
      const cursor = pageParam ?? undefined;
      const page = { stage_id: stageId, cursor, per_page: 50, count: 'none' as const };
      const query = { ...filter, ...asked(order), ...page };
      return bodyOf(api.GET('/api/opportunities', { params: { query }, signal }));
    },
    initialPageParam: firstCursor,
    getNextPageParam: (page) => page.pagination.next_cursor,
    enabled: false,
  });

export function withoutCard(more: MoreCards, id: number): MoreCards {
  const pages = more.pages.map((page) => ({
    ...page,
    opportunities: page.opportunities.filter((card) => card.id !== id),
  }));
  return { ...more, pages };
}
