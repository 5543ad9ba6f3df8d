import type { KanbanColumn } from '@/api/types';

/** The currency of a column's sums: the server's word, else the one that all its cards share, else none. */
export function currencyOf(column: KanbanColumn): string | null {
  if (column.currency) return column.currency;
  const currencies = new Set(column.opportunities.map((card) => card.currency ?? null));
  return currencies.size === 1 ? ([...currencies][0] ?? null) : null;
}
