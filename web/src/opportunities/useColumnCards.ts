import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import type { Opportunity } from '@/api/types';
import { moreCardsQuery, noStage, type BoardColumn } from './kanban';
import { useBoard } from './BoardContext';

/** The cards that the board brought, followed by those that were loaded behind them. */
export function useColumnCards(column: BoardColumn) {
  const { filter, order, moves, readAt } = useBoard();
  const more = useInfiniteQuery(moreCardsQuery(column.stage_id, filter, order, column.next_cursor));
  const { data, refetch, fetchNextPage } = more;
  const loaded = data !== undefined;
  useReadAgain(readAt, loaded, refetch);

  const cards = useMemo(() => {
    const behind = (data?.pages ?? []).flatMap((page) => page.opportunities);
    const stays = (card: Opportunity) => (moves.get(card.id)?.to ?? column.stage_id) === column.stage_id;
    return distinct([...column.opportunities, ...behind.filter(stays)]);
  }, [column, data, moves]);

  return {
    cards,
    // Nothing filters by "no stage", so what is behind the first ones there cannot be asked for.
    hasMore: column.stage_id === noStage ? false : loaded ? more.hasNextPage : column.next_cursor !== null,
    isLoading: more.isFetching && (!loaded || more.isFetchingNextPage),
    failed: more.isError,
    loadMore: () => void (loaded ? fetchNextPage() : refetch()),
  };
}

/** The board was read again, so the pages behind it are read again too. */
function useReadAgain(readAt: number, loaded: boolean, refetch: () => unknown) {
  const seen = useRef(readAt);
  useEffect(() => {
    if (seen.current === readAt) return;
    seen.current = readAt;
    if (loaded) void refetch();
  }, [readAt, loaded, refetch]);
}

/** A card that moved between two reads may stand in both; the board's own is the younger. */
function distinct(cards: Opportunity[]) {
  const seen = new Set<number>();
  return cards.filter(({ id }) => !seen.has(id) && seen.add(id));
}

export type ColumnCards = ReturnType<typeof useColumnCards>;
