import { plain, type ListSearch } from '@/list/listAddress';

/** What narrows the board, by the API's names. */
const numbers = ['salesperson_id', 'team_id', 'tag_id', 'min_value', 'max_value'] as const;
const days = ['closing_from', 'closing_to'] as const;
export const boardFilterNames = [...numbers, ...days] as const;

/** What a column can be sorted by besides the order of Odoo's own board, by the API's names; `-` from the greatest down. */
export const boardSorts = [
  '-value',
  'value',
  'expected_close_date',
  'name',
  '-write_date',
  'write_date',
] as const;
export type BoardSort = (typeof boardSorts)[number];

export interface BoardSearch
  extends Partial<Record<(typeof numbers)[number], number>>, Partial<Record<(typeof days)[number], string>> {
  q?: string;
  whose?: 'mine';
  sort?: BoardSort;
  /** A new opportunity is being typed. */
  add?: true;
  /** The view that it was opened by. */
  saved?: string;
}

/** What the address says about the board: a link carries the whole view. */
export function boardSearch(search: Record<string, unknown>): BoardSearch {
  // The router reads ?q=2026 as a number.
  const q = typeof search.q === 'string' || typeof search.q === 'number' ? String(search.q).trim() : '';
  return {
    ...(q && { q }),
    ...(search.whose === 'mine' && { whose: 'mine' as const }),
    ...pick(search, numbers, (value) => typeof value === 'number'),
    ...pick(search, days, (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)),
    ...(isSort(search.sort) && { sort: search.sort }),
    ...(search.add === true && { add: true as const }),
    ...(typeof search.saved === 'string' && { saved: search.saved }),
  };
}

function isSort(value: unknown): value is BoardSort {
  return (boardSorts as readonly unknown[]).includes(value);
}

function pick(search: Record<string, unknown>, names: readonly string[], fits: (value: unknown) => boolean) {
  const found = names.map((name) => [name, read(search[name])] as const);
  return Object.fromEntries(found.filter(([, value]) => fits(value)));
}

/** Whoever writes an address by hand puts no quotes around a number. */
function read(value: unknown) {
  return typeof value === 'string' ? plain(value) : value;
}

/** The same on the list of opportunities, which knows nobody's own. */
export function onList(search: BoardSearch, me: number | null): ListSearch {
  const { q, whose } = search;
  return {
    ...(q && { q }),
    ...(whose === 'mine' && me !== null && { salesperson_id: me }),
    ...filtersIn(search),
  };
}

export function filtersIn(search: BoardSearch): Omit<BoardSearch, 'q' | 'whose' | 'sort' | 'add' | 'saved'> {
  return Object.fromEntries(
    boardFilterNames.flatMap((name) => (search[name] === undefined ? [] : [[name, search[name]] as const])),
  );
}
