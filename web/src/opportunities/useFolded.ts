import { useState } from 'react';
import type { Stage } from '@/api/types';

/** Odoo's own folding, until the person folds or unfolds a column here. */
export function useFolded(stages: Stage[]) {
  const [chosen, setChosen] = useState<ReadonlyMap<number, boolean>>(new Map());
  const set = (id: number, folded: boolean) => setChosen((old) => new Map(old).set(id, folded));
  return {
    isFolded: (id: number) => chosen.get(id) ?? stages.find((stage) => stage.id === id)?.fold ?? false,
    fold: (id: number) => set(id, true),
    unfold: (id: number) => set(id, false),
  };
}
