import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Checkbox } from '@/components/ui/checkbox';
import { cn } from '@/components/ui/cn';
import { Skeleton } from '@/components/ui/skeleton';
import type { Tracks } from './Grid';
import { GridCell } from './GridCell';
import type { ListColumn, ListDefinition } from './list';

interface GridRowProps<Row> {
  index: number;
  start: number;
  /** Not there while its page is on its way. */
  row: Row | undefined;
  list: ListDefinition<Row>;
  hrefOf: (row: Row, index: number) => string | null;
  columns: readonly ListColumn<Row>[];
  tracks: Tracks;
  /** The cell that the keyboard is on; 0 is the box. */
  active: number | null;
  onActive: (row: number, column: number) => void;
  selected: boolean;
  onToggle: (row: number, range: boolean) => void;
}

/** Drawn again for what is new in it alone: a scroll past a hundred rows draws a hundred, and not forty times as many. */
export const GridRow = memo(DrawnRow) as typeof DrawnRow;

function DrawnRow<Row>(props: GridRowProps<Row>) {
  const { index, start, row, list, hrefOf, columns, tracks, active, onActive, selected, onToggle } = props;
  const { t } = useTranslation();
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={list.Bulk ? selected : undefined}
      aria-busy={row === undefined}
      data-testid="list-row"
      className={cn(
        'absolute inset-x-0 top-0 grid h-10 items-center border-b px-2 md:px-3',
        selected ? 'bg-primary/8' : 'hover:bg-card',
      )}
      style={{ ...tracks, transform: `translateY(${start}px)` }}
    >
      {list.Bulk && (
        <div
          role="gridcell"
          id={`cell-${index}-0`}
          className={cn('flex h-full items-center justify-center', active === 0 && focused)}
        >
          <Checkbox
            tabIndex={-1}
            aria-label={row ? t('list.choose', { name: list.titleOf(row) }) : t('common.loading')}
            disabled={!row}
            checked={selected}
            onClick={(event) => {
              onActive(index, 0);
              onToggle(index, event.shiftKey);
            }}
          />
        </div>
      )}
      {columns.map((column, at) => (
        <div
          key={column.id}
          role="gridcell"
          id={`cell-${index}-${at + 1}`}
          data-column={column.id}
          onMouseDown={() => onActive(index, at + 1)}
          className={cn(
            'relative flex h-full min-w-0 items-center px-2',
            column.end && 'justify-end text-end tabular-nums',
            active === at + 1 && focused,
          )}
        >
          {row ? (
            <GridCell row={row} column={column} list={list} href={at === 0 ? hrefOf(row, index) : null} />
          ) : (
            <Skeleton className="h-3.5 w-2/3" />
          )}
        </div>
      ))}
    </div>
  );
}

const focused = 'rounded-sm outline-2 -outline-offset-2 outline-ring';
