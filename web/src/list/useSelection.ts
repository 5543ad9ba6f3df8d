import { useRef, useState } from 'react';
import type { ListDefinition } from './list';

/** The most records that one bulk write takes. */
export const mostSelected = 1_000;

type RowAt<Row> = (index: number) => Row | undefined;

/** Chosen rows, also those scrolled out of memory; another filter begins anew, since one would no longer see them. */
export function useSelection<Row>({ idOf }: Pick<ListDefinition<Row>, 'idOf'>, filters: string) {
  const [chosen, setChosen] = useState<{ filters: string; rows: ReadonlyMap<string, Row> }>({
    filters,
    rows: new Map(),
  });
  const last = useRef<{ index: number; id: string } | null>(null);
  const rows = chosen.filters === filters ? chosen.rows : new Map<string, Row>();
  const set = (next: ReadonlyMap<string, Row>) => setChosen({ filters, rows: next });

  /** Where the one chosen last stands, unless it stands elsewhere by now: in another column, say. */
  const anchorIn = (rowAt: RowAt<Row>) => {
    if (last.current === null) return null;
    const row = rowAt(last.current.index);
    return row && idOf(row) === last.current.id ? last.current.index : null;
  };

  return {
    rows,
    clear: () => set(new Map()),
    keep: (ids: ReadonlySet<string>) => set(new Map([...rows].filter(([id]) => ids.has(id)))),
    choose(from: number, to: number, rowAt: RowAt<Row>) {
      const next = new Map(rows);
      for (let at = from; at <= to && next.size < mostSelected; at++) {
        const row = rowAt(at);
        if (row) next.set(idOf(row), row);
      }
      set(next);
    },
    /** With shift, all between this one and the one chosen last. */
    toggle(index: number, rowAt: RowAt<Row>, range = false) {
      const row = rowAt(index);
      if (!row) return;
      const next = new Map(rows);
      const off = next.has(idOf(row));
      const anchor = (range ? anchorIn(rowAt) : null) ?? index;
      for (let at = Math.min(anchor, index); at <= Math.max(anchor, index); at++) {
        const each = rowAt(at);
        if (!each) continue;
        if (off) next.delete(idOf(each));
        else if (next.size < mostSelected) next.set(idOf(each), each);
      }
      last.current = { index, id: idOf(row) };
      set(next);
    },
  };
}

export type Selection<Row> = ReturnType<typeof useSelection<Row>>;
