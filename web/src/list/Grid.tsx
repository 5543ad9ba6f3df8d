import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef } from 'react';
import { mayEdit } from './GridCell';
import { GridContext, type GridEditing } from './GridContext';
import { GridHead } from './GridHead';
import { GridRow } from './GridRow';
import type { ListDefinition } from './list';
import { useRecordHref } from './neighbours';
import type { ShownList } from './shownList';
import { tracksOf } from './tracks';
import { cellKey } from './useCellWrites';
import { useGridEditing } from './useGridEditing';
import { useGridKeys } from './useGridKeys';
import { useLatest } from './useLatest';
import { usePassing } from './usePassing';
import type { Selection } from './useSelection';
import { useTopAgain } from './useTopAgain';

export const rowHeight = 40;

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
  const passing = usePassing(first, virtualizer.isScrolling);
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

  useTopAgain(scroller, JSON.stringify([address.filters, address.sort]));

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
          className="relative row-outlines"
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
              passing={passing}
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
