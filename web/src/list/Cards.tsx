import { useVirtualizer } from '@tanstack/react-virtual';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, type MouseEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Checkbox } from '@/components/ui/checkbox';
import { cn } from '@/components/ui/cn';
import { Skeleton } from '@/components/ui/skeleton';
import { useRecordHref } from './neighbours';
import type { ShownList } from './shownList';
import { useTopAgain } from './useTopAgain';

/** Every card is as high as any other, so that a hundred thousand of them need not be measured. */
const cardHeight = 92;

/** The list on a phone. */
export function Cards<Row>({ list, address, rows, selection }: ShownList<Row>) {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: rows.total,
    getScrollElement: () => scroller.current,
    estimateSize: () => cardHeight,
    gap: 8,
    overscan: 6,
    paddingEnd: 12,
  });
  const visible = virtualizer.getVirtualItems();
  const [first, last] = [visible[0]?.index ?? 0, visible.at(-1)?.index ?? 0];
  const hrefOf = useRecordHref(list);
  const { show } = rows;
  useEffect(() => show(first, last), [show, first, last]);
  useTopAgain(scroller, JSON.stringify([address.filters, address.sort]));

  return (
    <div ref={scroller} data-testid="list-cards" className="min-h-0 flex-1 overflow-y-auto px-4 pt-1">
      <ul className="relative" style={{ height: virtualizer.getTotalSize() }} aria-label={list.title}>
        {visible.map(({ index, start }) => {
          const row = rows.rowAt(index);
          const href = row ? hrefOf(row, index) : null;
          const selected = row !== undefined && selection.rows.has(list.idOf(row));
          return (
            <li
              key={index}
              data-testid="list-card"
              aria-setsize={rows.total}
              aria-posinset={index + 1}
              className={cn(
                'absolute inset-x-0 top-0 flex overflow-hidden rounded-lg border bg-card shadow-card',
                selected && 'border-ring bg-accent',
              )}
              style={{ transform: `translateY(${start}px)`, height: cardHeight }}
            >
              {list.Bulk && row && (
                <label className="flex w-11 shrink-0 items-start justify-center pt-3.5">
                  <Checkbox
                    aria-label={t('list.choose', { name: list.titleOf(row) })}
                    checked={selected}
                    onCheckedChange={() => selection.toggle(index, rows.rowAt)}
                  />
                </label>
              )}
              <div className={cn('relative min-w-0 flex-1 py-2.5 pe-3', list.Bulk && row ? '' : 'ps-3')}>
                {!row ? (
                  <Skeleton className="h-full animate-none" />
                ) : (
                  <>
                    {href && (
                      <CardLink href={href}>
                        <span className="sr-only">{list.titleOf(row)}</span>
                      </CardLink>
                    )}
                    <list.Card row={row} />
                  </>
                )}
              </div>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function CardLink({ href, children }: { href: string; children: ReactNode }) {
  const navigate = useNavigate();
  const follow = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    void navigate({ href });
  };
  return (
    <a href={href} onClick={follow} className="absolute inset-0">
      {children}
    </a>
  );
}
