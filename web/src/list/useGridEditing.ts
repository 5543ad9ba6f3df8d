import { useNavigate } from '@tanstack/react-router';
import { useState, type RefObject } from 'react';
import type { FieldValue } from '@/fields/field';
import type { ListColumn, ListDefinition } from './list';
import { useCellWrites } from './useCellWrites';

/** Which cell is being edited, and what becomes of its new value. */
export function useGridEditing<Row>(list: ListDefinition<Row>, grid: RefObject<HTMLElement | null>) {
  const navigate = useNavigate();
  const [editing, setEditing] = useState<string | null>(null);
  const { writes, send, forget } = useCellWrites(list, setEditing);

  // The keyboard goes on where it was.
  const close = () => {
    setEditing(null);
    grid.current?.focus();
  };
  return {
    editing,
    setEditing,
    writes,
    save(row: Row, column: ListColumn<Row>, value: FieldValue) {
      close();
      void send(row, column, value);
    },
    cancel(cell: string) {
      forget(cell);
      close();
    },
    open: (href: string) => void navigate({ href }),
  };
}
