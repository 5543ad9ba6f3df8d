import { useRef, useState } from 'react';
import type { ListDefinition } from './list';

/** The most records that one bulk write takes. */
export const mostSelected = 1_000;

/** Chosen rows, also those scrolled out of memory; another filter begins anew, since one would no longer see them. */
export function useSelection<Row>(list: ListDefinition<Row>, filters: string) {
  const [chosen, setChosen] = useState<{ filters: string; rows: ReadonlyMap<string, Row> }>({
    filters,
    rows: new Map(),
  });
  const last = useRef<number | null>(null);
  const rows = chosen.filters === filters ? chosen.rows : new Map<string, Row>();
  const set = (next: ReadonlyMap<string, Row>) => setChosen({ filters, rows: next });

  return {
    rows,
    clear: () => set(new Map()),
    choose(from: number, to: number, rowAt: (index: number) => Row | undefined) {
      const next = new Map(rows);
      for (let at = from; at <= to; at++) {
        const row = rowAt(at);
        if (row) next.set(list.idOf(row), row);
      }
      set(next);
    },
    /** With shift, all between this one and the one chosen last. */
    toggle(index: number, rowAt: (index: number) => Row | undefined, range = false) {
      const row = rowAt(index);
      if (!row) return;
      const next = new Map(rows);
      const off = next.has(list.idOf(row));
      const from = range && last.current !== null ? Math.min(last.current, index) : index;
      const to = range && last.current !== null ? Math.max(last.current, index) : index;
      for (let at = from; at <= to; at++) {
        const each = rowAt(at);
        if (!each) continue;
        if (off) next.delete(list.idOf(each));
        else if (next.size < mostSelected) next.set(list.idOf(each), each);
      }
      last.current = index;
      set(next);
    },
  };
}

export type Selection<Row> = ReturnType<typeof useSelection<Row>>;
