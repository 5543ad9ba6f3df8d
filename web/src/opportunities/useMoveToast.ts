import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { ApiProblem } from '@/api/problem';
import type { Move } from './moves';

/** Long enough to see that it was the wrong stage. */
const undoMs = 6_000;

/** Long enough to read what Odoo says, which may be two sentences. */
const durationMs = 12_000;

/** A toast that is going away takes along what is told under its name: a move and its undoing are told under two. */
const toastId = (card: Move['card'], stage: number) => `move-${card.id}-${stage}`;

/** Tells where a card went, with the way back; or why it went back, in Odoo's words where it has any. */
export function useMoveToast(stageName: (id: number) => string) {
  const { t } = useTranslation();

  const tellDone = ({ card, from, to }: Move, undo: () => void) => {
    // The way back from there is no longer one.
    toast.dismiss(toastId(card, from));
    toast.success(t('board.moved.done', { name: card.name, stage: stageName(to) }), {
      id: toastId(card, to),
      duration: undoMs,
      description: null,
      action: { label: t('leads.undo'), onClick: undo },
    });
  };

  const tellWhy = (error: Error, { card, from, to }: Move) => {
    const name = card.name;
    const options = { duration: durationMs, id: toastId(card, to), action: null };
    const refused = t('board.moved.refused', { name, stage: stageName(from) });
    const problem = error instanceof ApiProblem ? error : null;

    if (problem?.status === 412)
      toast.warning(t('board.moved.changed', { name }), {
        ...options,
        description: t('board.moved.changedText'),
      });
    else if (problem?.status === 404)
      toast.error(t('board.moved.gone', { name }), { ...options, description: problem.message });
    else if (problem?.isUnreachable)
      toast.error(refused, { ...options, description: t('board.moved.offline') });
    else if (problem?.isOdooAway)
      toast.error(refused, {
        ...options,
        description: t('board.moved.odooAway', { reason: problem.message }),
      });
    else toast.error(refused, { ...options, description: error.message });
  };

  return { tellDone, tellWhy };
}
