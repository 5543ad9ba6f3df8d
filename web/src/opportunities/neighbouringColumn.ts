import { KeyboardCode, type KeyboardCoordinateGetter } from '@dnd-kit/core';
import type { DropStage } from './DropStage';

/** Left and right go from column to column; the other arrows do nothing, since Odoo keeps no order within one. */
export const neighbouringColumn: KeyboardCoordinateGetter = (event, { context, currentCoordinates }) => {
  const step =
    event.code === String(KeyboardCode.Right) ? 1 : event.code === String(KeyboardCode.Left) ? -1 : 0;
  if (step === 0) return undefined;
  event.preventDefault();

  const { droppableContainers, droppableRects, collisionRect, over } = context;
  const columns = droppableContainers
    .getEnabled()
    .filter(({ data }) => !(data.current as DropStage | undefined)?.chip)
    .flatMap(({ id }) => ({ id, rect: droppableRects.get(id) }))
    .filter(({ rect }) => rect !== undefined)
    .sort((a, b) => a.rect!.left - b.rect!.left);
  const present = columns.findIndex(({ id }) => id === over?.id);
  const target = columns[present + step]?.rect;
  if (!target || !collisionRect) return undefined;

  // The card's middle on the column's middle: a folded column is narrower than a card.
  return { x: target.left + target.width / 2 - collisionRect.width / 2, y: currentCoordinates.y };
};
