import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState, type RefObject } from 'react';
import type { FieldValue } from '@/fields/field';
import type { ListColumn, ListDefinition } from './list';
import { useCellWrites } from './useCellWrites';
import { useLatest } from './useLatest';

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
  const save = useLatest((row: Row, column: ListColumn<Row>, value: FieldValue) => {
    close();
    void send(row, column, value);
  });
  const cancel = useLatest((cell: string) => {
    forget(cell);
    close();
  });
  const open = useLatest((href: string) => void navigate({ href }));
  // Every cell reads it: a new one would draw them all again with each pixel that is scrolled.
  return useMemo(
    () => ({ editing, setEditing, writes, save, cancel, open }),
    [editing, writes, save, cancel, open],
  );
}
