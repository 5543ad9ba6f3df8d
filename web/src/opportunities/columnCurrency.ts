import type { BoardColumn } from './kanban';

/** The sums are in the currency that the cards share; where they share none, they are bare numbers. */
export function currencyOf(column: BoardColumn): string | null {
  const currencies = new Set(column.opportunities.map((card) => card.currency));
  return currencies.size === 1 ? ([...currencies][0] ?? null) : null;
}
