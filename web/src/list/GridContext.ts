import { createContext, useContext } from 'react';
import type { FieldValue } from '@/fields/field';
import type { ListColumn } from './list';
import type { CellWrite } from './useCellWrites';

export interface GridEditing {
  /** The cell that is its own editor now, as `id/column`. */
  editing: string | null;
  setEditing: (cell: string) => void;
  writes: ReadonlyMap<string, CellWrite>;
  save: <Row>(row: Row, column: ListColumn<Row>, value: FieldValue) => void;
  /** Closes the editor as if it had never been opened. */
  cancel: (cell: string) => void;
  open: (href: string) => void;
}

export const GridContext = createContext<GridEditing | null>(null);

export function useGrid() {
  const grid = useContext(GridContext);
  if (!grid) throw new Error('useGrid needs a Grid above it');
  return grid;
}
