import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef } from 'react';
import { mayEdit } from './GridCell';
import { GridContext, type GridEditing } from './GridContext';
import { GridHead } from './GridHead';
import { GridRow } from './GridRow';
import type { ListColumn, ListDefinition } from './list';
import { useRecordHref } from './neighbours';
import { cellKey } from './useCellWrites';
import { useGridEditing } from './useGridEditing';
import { useGridKeys } from './useGridKeys';
import { useLatest } from './useLatest';
import type { ListAddress } from './useListAddress';
import type { Selection } from './useSelection';
import type { useWindow } from './useWindow';

export const rowHeight = 40;

/** The same for the head and for every row, which are laid out one by one. */
export interface Tracks {
  gridTemplateColumns: string;
  minWidth: string;
}

export interface ShownList<Row> {
  list: ListDefinition<Row>;
  address: ListAddress;
  rows: ReturnType<typeof useWindow<Row>>;
  selection: Selection<Row>;
}

/**
 * A grid as screen readers know it: one stop for the tab key, the arrows walk its cells, Enter opens or edits, the space
 * bar chooses. Only the rows in view exist.
 */
export function Grid<Row>({ list, address, rows, selection }: ShownList<Row>) {
  const scroller = useRef<HTMLDivElement>(null);
  const columns = useMemo(
    () => list.columns.filter(({ id }) => address.columns.includes(id)),
    [list.columns, address.columns],
  );
  const virtualizer = useVirtualizer({
    count: rows.total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    scrollPaddingStart: rowHeight,
  });
  const visible = virtualizer.getVirtualItems();
  const [first, last] = [visible[0]?.index ?? 0, visible.at(-1)?.index ?? 0];
  const { show } = rows;
  useEffect(() => show(first, last), [show, first, last]);

  const hrefOf = useRecordHref(list);
  const editing = useGridEditing(list, scroller);
  const keys = useGridKeys({
    rows: rows.total,
    columns: columns.length + 1,
    pageRows: Math.max(1, last - first - 8),
    reveal: (index) => virtualizer.scrollToIndex(index),
    onToggle: (index, range) => selection.toggle(index, rows.rowAt, range),
    onOpen(index, at) {
      const row = rows.rowAt(index);
      const column = columns[at - 1];
      if (!row) return;
      const href = hrefOf(row, index);
      if (column?.acts) pressIn(index, at);
      else if (column && at > 1 && mayEdit(list, column, row)) editing.setEditing(cellKey(list, row, column));
      else if (href) editing.open(href);
    },
    onEdit(index, at) {
      const row = rows.rowAt(index);
      const column = columns[at - 1];
      if (row && column && mayEdit(list, column, row)) editing.setEditing(cellKey(list, row, column));
    },
  });

  // A list of another filter or order begins at its top.
  const content = JSON.stringify([address.filters, address.sort]);
  const shownContent = useRef(content);
  useEffect(() => {
    if (shownContent.current === content) return;
    shownContent.current = content;
    scroller.current?.scrollTo({ top: 0 });
  }, [content]);

  const activate = useLatest((row: number, column: number) => keys.setActive({ row, column }));
  const toggle = useLatest((row: number, range: boolean) => selection.toggle(row, rows.rowAt, range));
  const tracks = useMemo(() => tracksOf(columns, Boolean(list.Bulk)), [columns, list.Bulk]);
  return (
    <GridContext value={editing as GridEditing}>
      <div
        ref={scroller}
        role="grid"
        tabIndex={0}
        aria-label={list.title}
        aria-rowcount={rows.total + 1}
        aria-colcount={columns.length + (list.Bulk ? 1 : 0)}
        aria-multiselectable={Boolean(list.Bulk)}
        aria-activedescendant={keys.active ? `cell-${keys.active.row}-${keys.active.column}` : undefined}
        data-testid="list-grid"
        className="group/grid min-h-0 flex-1 overflow-auto outline-none"
        {...keys.gridProps}
      >
        <GridHead
          list={list}
          address={address}
          columns={columns}
          tracks={tracks}
          selection={selection}
          rows={rows}
        />
        <div
          role="rowgroup"
          className="relative"
          style={{ height: virtualizer.getTotalSize(), minWidth: tracks.minWidth }}
        >
          {visible.map(({ index, start }) => (
            <GridRow
              key={index}
              index={index}
              start={start}
              row={rows.rowAt(index)}
              list={list}
              hrefOf={hrefOf}
              columns={columns}
              tracks={tracks}
              active={keys.active?.row === index ? keys.active.column : null}
              onActive={activate}
              selected={isSelected(list, selection, rows.rowAt(index))}
              onToggle={toggle}
            />
          ))}
        </div>
      </div>
    </GridContext>
  );
}

/** The button that a cell shows. */
function pressIn(row: number, column: number) {
  document.getElementById(`cell-${row}-${column}`)?.querySelector('button')?.click();
}

function isSelected<Row>(list: ListDefinition<Row>, selection: Selection<Row>, row: Row | undefined) {
  return row !== undefined && selection.rows.has(list.idOf(row));
}

const boxRem = 2.75;
const marginRem = 1.5;

function tracksOf<Row>(columns: readonly ListColumn<Row>[], box: boolean): Tracks {
  const track = ([min, grow]: ListColumn<Row>['width']) =>
    grow > 0 ? `minmax(${min}rem, ${grow}fr)` : `${min}rem`;
  const widths = columns.map(({ width }) => width);
  const rem = widths.reduce((sum, [min]) => sum + min, box ? boxRem : 0) + marginRem;
  return {
    gridTemplateColumns: [box ? `${boxRem}rem` : '', ...widths.map(track)].join(' '),
    minWidth: `${rem}rem`,
  };
}
