import { useState } from 'react';
import type { BoardColumn } from './kanban';

/** Odoo's own folding, until the person folds or unfolds a column here. */
export function useFolded() {
  const [chosen, setChosen] = useState<ReadonlyMap<number, boolean>>(new Map());
  const set = (id: number, folded: boolean) => setChosen((old) => new Map(old).set(id, folded));
  return {
    isFolded: (column: BoardColumn) => chosen.get(column.stage_id) ?? column.folded,
    fold: (id: number) => set(id, true),
    unfold: (id: number) => set(id, false),
  };
}
