import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { BoardColumn } from './kanban';
import { useTopAgain } from '@/list/useTopAgain';
import { Button } from '@/components/ui/button';
import { useBoard } from './BoardContext';
import { Card } from './Card';
import type { ColumnCards } from './useColumnCards';

/** How far from the end of what is loaded the next cards are asked for. */
const lookahead = 10;

interface CardListProps {
  column: BoardColumn;
  loaded: ColumnCards;
  /** The opportunity that was made here last: Odoo's order may put it out of sight. */
  created: number | null;
}

/** Draws only the cards in view: a column may hold tens of thousands. */
export function CardList({ column, loaded, created }: CardListProps) {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const shown = useRef<number | null>(null);
  const { cards, hasMore, isLoading, failed, loadMore } = loaded;
  const { filter, order, lifted, selection } = useBoard();
  const liftedAt = cards.findIndex(({ id }) => id === lifted);
  const list = useVirtualizer({
    count: cards.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => cards[index]!.id,
    estimateSize: () => 118,
    gap: 8,
    overscan: 4,
    paddingEnd: 8,
    rangeExtractor: (range) => including(range, liftedAt),
  });
  const createdAt = cards.findIndex(({ id }) => id === created);
  const visible = list.getVirtualItems();
  const last = visible.findLast(({ index }) => index !== liftedAt)?.index ?? 0;

  useTopAgain(scroller, JSON.stringify([filter, order]));

  useEffect(() => {
    if (hasMore && !isLoading && !failed && last >= cards.length - lookahead) loadMore();
  });

  useEffect(() => {
    if (createdAt < 0 || shown.current === created) return;
    shown.current = created;
    list.scrollToIndex(createdAt, { align: 'center' });
  });

  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto overscroll-y-contain px-2 pt-1.5">
      {cards.length === 0 && (
        <p className="mx-1 rounded-lg border border-dashed border-input px-3 py-6 text-center text-xs text-muted-foreground">
          {t('board.emptyColumn')}
        </p>
      )}
      <ul className="relative" style={{ height: list.getTotalSize() }}>
        {visible.map(({ index, start, key }) => (
          <li
            key={key}
            ref={list.measureElement}
            data-index={index}
            aria-setsize={column.count}
            aria-posinset={index + 1}
            className="absolute inset-x-0 top-0"
            style={{ transform: `translateY(${start}px)` }}
          >
            <Card
              card={cards[index]!}
              isNew={index === createdAt}
              choose={(range) => selection.toggle(index, (at) => cards[at], range)}
            />
          </li>
        ))}
      </ul>
      {isLoading && (
        <p className="pb-3 text-center text-xs text-muted-foreground">{t('board.loadingMore')}</p>
      )}
      {failed && (
        <p className="pb-3 text-center text-xs text-muted-foreground">
          {t('board.moreFailed')}{' '}
          <Button variant="link" size="sm" className="h-auto p-0" onClick={loadMore}>
            {t('common.retry')}
          </Button>
        </p>
      )}
    </div>
  );
}

/** The lifted card stays drawn when it is scrolled out of sight: without it the drag would have nothing to drop. */
function including(range: Range, index: number) {
  const drawn = defaultRangeExtractor(range);
  return index < 0 || drawn.includes(index) ? drawn : [...drawn, index].sort((a, b) => a - b);
}
