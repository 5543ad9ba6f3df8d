import { useDraggable } from '@dnd-kit/core';
import { LoaderCircleIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Opportunity } from '@/api/types';
import { cn } from '@/components/ui/cn';
import { useBoard } from './BoardContext';
import { CardFace } from './CardFace';
import { CardMenu } from './CardMenu';
import type { DraggedCard } from './useBoardDrag';

interface CardProps {
  card: Opportunity;
  /** Just made on this board. */
  isNew: boolean;
}

/** One opportunity: lifted by its whole face, which is one button; the menu stands above it. */
export function Card({ card, isNew }: CardProps) {
  const { t } = useTranslation();
  const { moves } = useBoard();
  const pending = moves.has(card.id);
  const { setNodeRef, setActivatorNodeRef, attributes, listeners, isDragging } = useDraggable({
    id: card.id,
    data: { card } satisfies DraggedCard,
    disabled: pending,
    attributes: { roleDescription: t('board.drag.role') },
  });

  return (
    <article
      ref={setNodeRef}
      data-card={card.id}
      data-testid="board-card"
      data-pending={pending || undefined}
      aria-busy={pending}
      className={cn('group/card relative select-none', isDragging && 'opacity-35')}
    >
      <CardFace
        card={card}
        className={cn(pending && 'border-dashed border-ring/70 shadow-none', isNew && 'border-ring')}
      />
      <button
        ref={setActivatorNodeRef}
        type="button"
        data-lift
        className="absolute inset-0 touch-manipulation rounded-lg [-webkit-touch-callout:none] not-aria-disabled:cursor-grab"
        {...attributes}
        {...listeners}
      >
        <span className="sr-only">{card.name}</span>
      </button>
      {pending ? (
        <span role="status" className="absolute end-2 top-2 text-primary">
          <LoaderCircleIcon aria-hidden className="size-4 animate-spin" />
          <span className="sr-only">{t('board.card.pending')}</span>
        </span>
      ) : (
        <CardMenu card={card} />
      )}
    </article>
  );
}
