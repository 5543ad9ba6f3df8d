import type { KeyboardEvent } from 'react';

const handle = '[data-lift]';

/** The arrows lead from card to card, within a column and across; a card that is lifted takes them for itself. */
export function walkCards(event: KeyboardEvent<HTMLElement>) {
  if (event.defaultPrevented || !(event.target instanceof Element) || !event.target.matches(handle)) return;
  const next = neighbourOf(event.target, event.key, getComputedStyle(event.target).direction === 'rtl');
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function neighbourOf(card: Element, key: string, rtl: boolean) {
  switch (key) {
    case 'ArrowDown':
      return inColumn(card, 1);
    case 'ArrowUp':
      return inColumn(card, -1);
    case 'ArrowRight':
      return acrossColumns(card, rtl ? -1 : 1);
    case 'ArrowLeft':
      return acrossColumns(card, rtl ? 1 : -1);
    default:
      return null;
  }
}

function inColumn(card: Element, step: number) {
  const place = Number(card.closest('li')?.getAttribute('aria-posinset')) + step;
  return card.closest('ul')?.querySelector<HTMLElement>(`li[aria-posinset="${place}"] ${handle}`) ?? null;
}

/** The card beside it: of the next column that has any, the one at the nearest height. */
function acrossColumns(card: Element, step: number) {
  const columns = [...document.querySelectorAll('[data-stage]')];
  const top = card.getBoundingClientRect().top;
  const distance = (other: Element) => Math.abs(other.getBoundingClientRect().top - top);
  const from = columns.findIndex((column) => column.contains(card));
  for (let at = from + step; at >= 0 && at < columns.length; at += step) {
    const cards = [...columns[at]!.querySelectorAll<HTMLElement>(handle)];
    const nearest = cards.sort((a, b) => distance(a) - distance(b))[0];
    if (nearest) return nearest;
  }
  return null;
}
