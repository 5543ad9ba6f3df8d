import { useDraggable } from '@dnd-kit/core';
import { useNavigate } from '@tanstack/react-router';
import { LoaderCircleIcon } from 'lucide-react';
import type { MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Opportunity } from '@/api/types';
import { Checkbox } from '@/components/ui/checkbox';
import { cn } from '@/components/ui/cn';
import { useBoard } from './BoardContext';
import { CardFace } from './CardFace';
import { CardMenu } from './CardMenu';
import type { DraggedCard } from './useBoardDrag';
import { takesOthers } from './useDropCard';

interface CardProps {
  card: Opportunity;
  /** Just made on this board. */
  isNew: boolean;
  /** Chooses it, or lets it go; with `range` all up to there. */
  choose: (range: boolean) => void;
}

/** One opportunity: opened or lifted by its whole face, which is one button; its box and its menu stand above it. */
export function Card({ card, isNew, choose }: CardProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { moves, changing, selection, lifted } = useBoard();
  const pending = moves.has(card.id) || changing.has(card.id);
  const chosen = selection.rows.has(String(card.id));
  const goesAlong = chosen && lifted !== null && takesOthers(selection, lifted);
  const choosing = selection.rows.size > 0;
  const { setNodeRef, setActivatorNodeRef, attributes, listeners, isDragging } = useDraggable({
    id: card.id,
    data: { card } satisfies DraggedCard,
    disabled: pending,
    attributes: { roleDescription: t('board.drag.role') },
  });

  const press = (event: MouseEvent) => {
    if (choosing || event.shiftKey || event.ctrlKey || event.metaKey) choose(event.shiftKey);
    else void navigate({ to: '/leads/$id', params: { id: String(card.id) } });
  };

  return (
    <article
      ref={setNodeRef}
      data-card={card.id}
      data-testid="board-card"
      data-pending={pending || undefined}
      data-chosen={chosen || undefined}
      aria-busy={pending}
      className={cn('group/card relative select-none', (isDragging || goesAlong) && 'opacity-35')}
    >
      <CardFace
        card={card}
        className={cn(
          pending && 'border-dashed border-ring/70 shadow-none',
          isNew && 'border-ring',
          chosen && 'border-ring bg-accent group-hover/card:border-ring',
        )}
      />
      <button
        ref={setActivatorNodeRef}
        type="button"
        data-lift
        className="absolute inset-0 touch-manipulation rounded-lg [-webkit-touch-callout:none] not-aria-disabled:cursor-grab"
        {...attributes}
        {...listeners}
        onClick={press}
        // The space bar lifts; Firefox would press with it as well.
        onKeyUp={(event) => event.key === ' ' && event.preventDefault()}
      >
        <span className="sr-only">{card.name}</span>
      </button>
      <Checkbox
        // One stop of the tab key a card, until there is something to choose: the keyboard has `x` and the menu.
        tabIndex={choosing ? 0 : -1}
        aria-label={t('list.choose', { name: card.name })}
        checked={chosen}
        onClick={(event) => choose(event.shiftKey)}
        className={cn(
          'absolute -start-1.5 -top-1.5 after:absolute after:-inset-1 max-md:size-5',
          !choosing &&
            'opacity-0 group-focus-within/card:opacity-100 group-hover/card:opacity-100 pointer-coarse:hidden',
          // Under the card that one drags it would show through.
          !choosing && lifted !== null && 'invisible',
        )}
      />
      {pending ? (
        <span role="status" className="absolute end-2 top-2 text-primary">
          <LoaderCircleIcon aria-hidden className="size-4 animate-spin" />
          <span className="sr-only">{t('board.card.pending')}</span>
        </span>
      ) : (
        <CardMenu card={card} choose={() => choose(false)} />
      )}
    </article>
  );
}
