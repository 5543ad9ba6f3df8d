import type { ListDefinition, ListQuery, Plain, Sort } from './list';

/** What the address says about a list: filters by the API's names, `sort=-name`, `columns=name,stage`. */
export type ListSearch = Record<string, Plain | undefined>;

export function listSearch(search: Record<string, unknown>): ListSearch {
  return Object.fromEntries(
    Object.entries(search).filter((entry): entry is [string, Plain] => isPlain(entry[1])),
  );
}

function isPlain(value: unknown): value is Plain {
  return (
    typeof value === 'boolean' || typeof value === 'number' || (typeof value === 'string' && value !== '')
  );
}

/** The router writes text that reads as a number in quotes; the number itself it writes as it is. */
export function plain(text: string): Plain | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  if (trimmed === 'true' || trimmed === 'false') return trimmed === 'true';
  const number = Number(trimmed);
  return Number.isFinite(number) && String(number) === trimmed ? number : trimmed;
}

export function filtersOf(search: ListSearch, names: readonly string[]): ListQuery {
  return Object.fromEntries(
    names.flatMap((name) => (search[name] === undefined ? [] : [[name, search[name]] as const])),
  );
}

export function sortOf(search: ListSearch, sortable: readonly string[], otherwise: Sort): Sort {
  const text = typeof search.sort === 'string' ? search.sort : '';
  const by = text.replace(/^-/, '');
  return sortable.includes(by) ? { by, order: text.startsWith('-') ? 'desc' : 'asc' } : otherwise;
}

/** The route's name for what the page sorts by; null where it has none. */
export function routeSortOf<Row>({ routeSort = {} }: Pick<ListDefinition<Row>, 'routeSort'>, by: string) {
  return routeSort[by] === undefined ? by : routeSort[by];
}

export function sortText({ by, order }: Sort) {
  return order === 'desc' ? `-${by}` : by;
}

/** Ids of the columns to show; those that the list does not know are left out. */
export function columnsOf(search: ListSearch, known: readonly string[], otherwise: readonly string[]) {
  const asked = typeof search.columns === 'string' ? search.columns.split(',') : [];
  const found = known.filter((id) => asked.includes(id));
  return found.length > 0 ? found : otherwise;
}
