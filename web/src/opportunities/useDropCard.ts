import { useState } from 'react';
import type { Opportunity } from '@/api/types';
import { useChangeLeads } from '@/leads/useChangeLeads';
import type { Outcome } from '@/list/BulkOutcome';
import type { CardSelection } from './useBoardSelection';

/** A card that is dropped takes the others with it where it is one of several that are chosen. */
export function useDropCard(selection: CardSelection, moveCard: (card: Opportunity, to: number) => void) {
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const { changeLeads } = useChangeLeads({
    onAll: selection.clear,
    onPartly: (told) => {
      setOutcome(told);
      selection.keep(new Set(told.unchanged.map(({ id }) => id)));
    },
  });

  const dropCard = (card: Opportunity, to: number) => {
    if (!takesOthers(selection, card.id)) moveCard(card, to);
    else if (card.stage_id !== to)
      changeLeads({ leads: [...selection.rows.values()], change: { set: { stage_id: to } } });
  };
  return { dropCard, outcome, closeOutcome: () => setOutcome(null) };
}

export function takesOthers({ rows }: CardSelection, id: number) {
  return rows.size > 1 && rows.has(String(id));
}
