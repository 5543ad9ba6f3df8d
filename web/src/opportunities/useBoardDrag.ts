import {
  closestCenter,
  KeyboardSensor,
  MeasuringStrategy,
  MouseSensor,
  pointerWithin,
  TouchSensor,
  useSensor,
  useSensors,
  type Active,
  type CollisionDetection,
  type DndContextProps,
  type DragEndEvent,
  type Over,
} from '@dnd-kit/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Opportunity } from '@/api/types';
import type { DropStage } from './DropStage';
import { focusCard } from './focusCard';
import { neighbouringColumn } from './neighbouringColumn';

export interface DraggedCard {
  card: Opportunity;
}

/** Enter opens a card, so that the space bar alone lifts one. */
const keyboardCodes = { start: ['Space'], cancel: ['Escape'], end: ['Space', 'Enter'] };

/** Mouse, touch (after a short press, so that a swipe still scrolls) and keyboard, with words for screen readers. */
export function useBoardDrag(
  stageName: (id: number) => string,
  moveCard: (card: Opportunity, to: number) => void,
) {
  const announcements = useAnnouncements(stageName);
  const { t } = useTranslation();
  const [lifted, setLifted] = useState<Opportunity | null>(null);
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 4 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 220, tolerance: 8 } }),
    useSensor(KeyboardSensor, { coordinateGetter: neighbouringColumn, keyboardCodes }),
  );

  const drop = ({ active, over, activatorEvent }: DragEndEvent) => {
    setLifted(null);
    const card = cardOf(active);
    if (card && over) moveCard(card, stageOf(over));
    if (card && activatorEvent instanceof KeyboardEvent) focusCard(card.id);
  };

  const dndProps: DndContextProps = {
    sensors,
    collisionDetection: columnUnderCard,
    autoScroll: { threshold: { x: 0.15, y: 0.15 }, acceleration: 6 },
    measuring: { droppable: { strategy: MeasuringStrategy.Always } },
    accessibility: {
      announcements,
      screenReaderInstructions: { draggable: t('board.drag.instructions') },
      restoreFocus: false,
    },
    onDragStart: ({ active }) => setLifted(cardOf(active)),
    onDragEnd: drop,
    onDragCancel: () => setLifted(null),
  };
  return { lifted, dndProps };
}

/** More than half of the gap between two columns: a card let go there belongs to the nearer one. */
const gapReach = 8;

const columnUnderCard: CollisionDetection = (args) => {
  const { pointerCoordinates: pointer } = args;
  if (!pointer) return closestCenter({ ...args, droppableContainers: columns(args) });
  const tried = [0, gapReach, -gapReach].map((shift) =>
    pointerWithin({ ...args, pointerCoordinates: { x: pointer.x + shift, y: pointer.y } }),
  );
  return tried.find((hits) => hits.length > 0) ?? [];
};

function columns({ droppableContainers }: Parameters<CollisionDetection>[0]) {
  return droppableContainers.filter(({ data }) => !(data.current as DropStage | undefined)?.chip);
}

function useAnnouncements(stageName: (id: number) => string) {
  const { t } = useTranslation();
  const of = (active: Active, over: Over | null) => ({
    name: cardOf(active)?.name ?? '',
    stage: over ? stageName(stageOf(over)) : stageName(cardOf(active)?.stage_id ?? 0),
  });
  return {
    onDragStart: ({ active }: { active: Active }) => t('board.drag.lifted', of(active, null)),
    onDragOver: ({ active, over }: { active: Active; over: Over | null }) =>
      over ? t('board.drag.over', of(active, over)) : t('board.drag.nowhere', of(active, null)),
    onDragEnd: ({ active, over }: { active: Active; over: Over | null }) =>
      over && stageOf(over) !== cardOf(active)?.stage_id
        ? t('board.drag.dropped', of(active, over))
        : t('board.drag.putBack', of(active, null)),
    onDragCancel: ({ active }: { active: Active }) => t('board.drag.putBack', of(active, null)),
  };
}

function cardOf(active: Active) {
  return (active.data.current as DraggedCard | undefined)?.card ?? null;
}

function stageOf(over: Over) {
  return (over.data.current as DropStage).stageId;
}
