import { useTranslation } from 'react-i18next';
import type { Opportunity } from '@/api/types';
import { Checkbox } from '@/components/ui/checkbox';
import { cn } from '@/components/ui/cn';
import { useBoard } from './BoardContext';

/** All the cards of a column that are loaded, at one press. */
export function ChooseColumn({ stage, cards }: { stage: string; cards: readonly Opportunity[] }) {
  const { t } = useTranslation();
  const { selection } = useBoard();
  const ids = new Set(cards.map(({ id }) => String(id)));
  const chosen = [...ids].filter((id) => selection.rows.has(id)).length;
  const all = chosen > 0 && chosen === ids.size;
  if (ids.size === 0) return null;

  const press = () =>
    all
      ? selection.keep(new Set([...selection.rows.keys()].filter((id) => !ids.has(id))))
      : selection.choose(0, cards.length - 1, (index) => cards[index]);

  return (
    <Checkbox
      aria-label={t(all ? 'board.select.noColumn' : 'board.select.column', { stage, count: ids.size })}
      checked={all || (chosen > 0 && 'indeterminate')}
      onCheckedChange={press}
      className={cn(
        'relative me-1 after:absolute after:-inset-1',
        selection.rows.size === 0 &&
          'opacity-0 group-hover/head:opacity-100 focus-visible:opacity-100 pointer-coarse:hidden',
      )}
    />
  );
}
