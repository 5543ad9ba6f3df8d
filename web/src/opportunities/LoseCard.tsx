import { useState } from 'react';
import type { Opportunity } from '@/api/types';
import { LostDialog } from '@/leads/LostDialog';
import { useChangeLeads } from '@/leads/useChangeLeads';
import { BulkOutcome, type Outcome } from '@/list/BulkOutcome';
import { focusCard } from './focusCard';

/** One card marked as lost, which can be undone. */
export function LoseCard({ card, onClose }: { card: Opportunity | null; onClose: () => void }) {
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const { changeLeads } = useChangeLeads({ onAll: () => undefined, onPartly: setOutcome });
  return (
    <>
      {card && (
        <LostDialog
          count={1}
          onClose={() => {
            onClose();
            focusCard(card.id);
          }}
          onLose={(reason) => {
            onClose();
            changeLeads({
              leads: [card],
              change: { action: 'lost', ...(reason !== null && { lost_reason_id: reason }) },
            });
          }}
        />
      )}
      {outcome && <BulkOutcome outcome={outcome} onClose={() => setOutcome(null)} />}
    </>
  );
}
