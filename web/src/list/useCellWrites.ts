import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { ApiProblem } from '@/api/problem';
import type { FieldValue } from '@/fields/field';
import { refusalOf } from '@/fields/refusal';
import type { ListColumn, ListDefinition } from './list';
import { keepRow } from './listQueries';

/** A cell's new value: on its way to Odoo, or sent back by it. */
export interface CellWrite {
  value: FieldValue;
  refusal: string | undefined;
}

export function cellKey<Row>(list: ListDefinition<Row>, row: Row, column: ListColumn<Row>) {
  return `${list.idOf(row)}/${column.id}`;
}

/** One for the whole grid: it scrolls by hundreds of cells a second, which must be light. */
export function useCellWrites<Row>(list: ListDefinition<Row>, openAgain: (cell: string) => void) {
  const queryClient = useQueryClient();
  const [writes, setWrites] = useState<ReadonlyMap<string, CellWrite>>(new Map());

  const set = useCallback((key: string, write: CellWrite | null) => {
    setWrites((old) => {
      const next = new Map(old);
      if (write) next.set(key, write);
      else next.delete(key);
      return next;
    });
  }, []);

  const send = async (row: Row, column: ListColumn<Row>, value: FieldValue) => {
    const key = cellKey(list, row, column);
    set(key, { value, refusal: undefined });
    try {
      const written = await list.save!(row, column.edit!.body(value));
      // A read that began before the write would put the old value back for a moment.
      await queryClient.cancelQueries({ queryKey: ['list', list.name] });
      keepRow(queryClient, list, written);
      set(key, null);
    } catch (problem) {
      set(key, { value, refusal: refusalOf(problem as Error, column.id) });
      openAgain(key);
      if (problem instanceof ApiProblem && problem.status === 412)
        void queryClient.invalidateQueries({ queryKey: ['list', list.name] });
    }
  };

  return { writes, send, forget: (key: string) => set(key, null) };
}
