import type { Modifier } from '@dnd-kit/core';

/** From the finger up to the card's top edge, and from the card to the window's sides. */
const grip = 20;
const margin = 8;

/** A finger holds the card by its top, so that the stages' names stay in sight above it; the mouse where it took it. */
export const heldByItsTop: Modifier = ({ transform, active, activatorEvent, windowRect }) => {
  const start = active?.rect.current.initial;
  const finger = activatorEvent && 'touches' in activatorEvent && (activatorEvent as TouchEvent).touches[0];
  if (!start || !finger || !windowRect) return transform;
  const toLeft = windowRect.left + margin - start.left;
  const toRight = windowRect.right - margin - start.right;
  return {
    ...transform,
    x: Math.max(toLeft, Math.min(toRight, transform.x)),
    y: transform.y + finger.clientY - start.top - grip,
  };
};
