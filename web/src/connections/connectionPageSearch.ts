import { connectionSearch, type ConnectionSearch } from './connectionSearch';

export interface ConnectionPageSearch extends ConnectionSearch {
  /** Another connection is being made. */
  add?: true;
}

export function connectionPageSearch(search: Record<string, unknown>): ConnectionPageSearch {
  return search.add === true ? { add: true } : connectionSearch(search);
}
