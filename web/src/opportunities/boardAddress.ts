export interface BoardSearch {
  q?: string;
  whose?: 'mine';
  /** A new opportunity is being typed. */
  add?: true;
}

/** What the address says about the board: a link carries the whole view. */
export function boardSearch(search: Record<string, unknown>): BoardSearch {
  // The router reads ?q=2026 as a number.
  const q = typeof search.q === 'string' || typeof search.q === 'number' ? String(search.q).trim() : '';
  return {
    ...(q && { q }),
    ...(search.whose === 'mine' && { whose: 'mine' as const }),
    ...(search.add === true && { add: true as const }),
  };
}
