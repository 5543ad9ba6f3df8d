import { useState } from 'react';
import { PlanActivity } from '@/activities/PlanDialog';
import { LostDialog } from '@/leads/LostDialog';
import { useChangeLeads } from '@/leads/useChangeLeads';
import { BulkOutcome, type Outcome } from '@/list/BulkOutcome';
import type { AboutCard } from './BoardContext';
import { focusCard } from './focusCard';

/** What a card's menu needs to ask before it can be done; being lost can be undone. */
export function CardDialogs({ about, onClose }: { about: AboutCard | null; onClose: () => void }) {
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const { changeLeads } = useChangeLeads({ onAll: () => undefined, onPartly: setOutcome });
  const close = () => {
    onClose();
    if (about) focusCard(about.card.id);
  };
  return (
    <>
      {about?.how === 'plan' && (
        <PlanActivity about={{ model: 'crm.lead', id: about.card.id }} onClose={close} />
      )}
      {about?.how === 'lose' && (
        <LostDialog
          count={1}
          onClose={close}
          onLose={(reason) => {
            close();
            changeLeads({
              leads: [about.card],
              change: { action: 'lost', ...(reason !== null && { lost_reason_id: reason }) },
            });
          }}
        />
      )}
      {outcome && <BulkOutcome outcome={outcome} onClose={() => setOutcome(null)} />}
    </>
  );
}
