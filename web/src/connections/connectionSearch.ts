export interface ConnectionSearch {
  connection?: number;
}

/** `?connection=2`: which of several an administrator looks at. */
export function connectionSearch(search: Record<string, unknown>): ConnectionSearch {
  const id = Number(search.connection);
  return Number.isInteger(id) && id > 0 ? { connection: id } : {};
}
