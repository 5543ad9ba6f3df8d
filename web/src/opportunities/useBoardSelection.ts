import type { Opportunity } from '@/api/types';
import { useSelection, type Selection } from '@/list/useSelection';
import { useShortcut } from '@/shell/shortcuts';
import type { BoardFilter } from './kanban';

export type CardSelection = Selection<Opportunity>;

const byId = { idOf: ({ id }: Opportunity) => String(id) };

/** The chosen cards; by the keyboard `x` chooses the one in focus, and Shift with it all up to there. */
export function useBoardSelection(filter: BoardFilter): CardSelection {
  const selection = useSelection(byId, JSON.stringify(filter));
  useShortcut({ keys: 'x', label: 'board.select.one', group: 'page', run: () => pressBox(false) });
  useShortcut({ keys: 'X', label: 'board.select.range', group: 'page', run: () => pressBox(true) });
  useShortcut(
    { keys: 'Escape', label: 'list.bulk.clear', group: 'page', run: selection.clear },
    selection.rows.size > 0,
  );
  return selection;
}

/** The box of the card in focus. */
function pressBox(shiftKey: boolean) {
  document.activeElement
    ?.closest('[data-card]')
    ?.querySelector('[role=checkbox]')
    ?.dispatchEvent(new MouseEvent('click', { bubbles: true, shiftKey }));
}
