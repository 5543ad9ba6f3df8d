import { useState } from 'react';
import type { BoardColumn } from './kanban';

const storageKey = 'causeway.board.folded';

/** Odoo's own folding, until the person folds or unfolds a column in this browser. */
export function useFolded() {
  const [chosen, setChosen] = useState(readChosen);
  const set = (id: number, folded: boolean) => {
    const next = { ...chosen, [id]: folded };
    localStorage.setItem(storageKey, JSON.stringify(next));
    setChosen(next);
  };
  return {
    isFolded: (column: BoardColumn) => chosen[column.stage_id] ?? column.folded,
    fold: (id: number) => set(id, true),
    unfold: (id: number) => set(id, false),
  };
}

function readChosen(): Partial<Record<number, boolean>> {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '{}');
    return typeof stored === 'object' && stored !== null ? stored : {};
  } catch {
    return {};
  }
}
