import type { Plain, Sort } from './list';

type Values = Readonly<Record<string, Plain | readonly Plain[]>>;

/** A filter of GraphQL: by field, by operator. */
export type FieldFilter = Readonly<Record<string, Values | readonly unknown[] | undefined>>;

/**
 * The CSV of `/api/records`, whose filters are those of GraphQL, but for alternatives: null where the filter has some.
 */
export function recordsCsv(model: string, fields: readonly string[], filter: FieldFilter, sort: Sort) {
  const query = new URLSearchParams({ format: 'csv', fields: fields.join() });
  for (const [field, values] of Object.entries(filter)) {
    if (Array.isArray(values)) return null;
    for (const [operator, value] of Object.entries((values ?? {}) as Values))
      query.set(`${field}[${operator}]`, Array.isArray(value) ? value.join() : String(value));
  }
  query.set('sort_by', sort.by);
  query.set('sort_order', sort.order);
  return `/api/records/${model}?${query}`;
}
