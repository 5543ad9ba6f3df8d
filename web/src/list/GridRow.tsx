import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Checkbox } from '@/components/ui/checkbox';
import { cn } from '@/components/ui/cn';
import { GridCell } from './GridCell';
import type { ListColumn, ListDefinition } from './list';
import type { Tracks } from './tracks';

interface RowProps {
  index: number;
  start: number;
  /** The cell that the keyboard is on; 0 is the box. */
  active: number | null;
}

interface FullRowProps<Row> extends RowProps {
  row: Row;
  list: ListDefinition<Row>;
  hrefOf: (row: Row, index: number) => string | null;
  columns: readonly ListColumn<Row>[];
  tracks: Tracks;
  onActive: (row: number, column: number) => void;
  selected: boolean;
  onToggle: (row: number, range: boolean) => void;
}

interface GridRowProps<Row> extends Omit<FullRowProps<Row>, 'row'> {
  /** Not there while its page is on its way. */
  row: Row | undefined;
  /** Rows go by faster than anybody reads. */
  passing: boolean;
}

/** What only passes is left to the outlines behind all rows; what has been drawn stays so. */
export function GridRow<Row>({ row, passing, ...props }: GridRowProps<Row>) {
  const [stays, setStays] = useState(!passing);
  if (!passing && !stays) setStays(true);
  return row !== undefined && stays ? (
    <FullRow row={row} {...props} />
  ) : (
    <PassingRow index={props.index} start={props.start} active={props.active} />
  );
}

const place = 'absolute inset-x-0 top-0 h-10';

/** Nothing to see, and as light as can be: a flight through the list draws a dozen in each of its frames. */
const PassingRow = memo(function PassingRow({ index, start, active }: RowProps) {
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-busy
      data-testid="list-row"
      className={place}
      style={{ transform: `translateY(${start}px)` }}
    >
      <div
        role="gridcell"
        id={active === null ? undefined : `cell-${index}-${active}`}
        data-slot="skeleton"
        className={cn('h-full', active !== null && focused)}
      />
    </div>
  );
});

/** Drawn again for what is new in it alone: a scroll past a hundred rows draws a hundred, and not forty times as many. */
const FullRow = memo(DrawnRow) as typeof DrawnRow;

function DrawnRow<Row>(props: FullRowProps<Row>) {
  const { index, start, row, list, hrefOf, columns, tracks, active, onActive, selected, onToggle } = props;
  const { t } = useTranslation();
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={list.Bulk ? selected : undefined}
      aria-busy={false}
      data-testid="list-row"
      className={cn(
        place,
        'grid items-center border-b px-2 md:px-3',
        selected
          ? 'bg-[color-mix(in_oklab,var(--primary)_8%,var(--background))]'
          : 'bg-background hover:bg-card',
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
            aria-label={t('list.choose', { name: list.titleOf(row) })}
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
          <GridCell row={row} column={column} list={list} href={at === 0 ? hrefOf(row, index) : null} />
        </div>
      ))}
    </div>
  );
}

const focused = 'rounded-sm outline-2 -outline-offset-2 outline-ring';
