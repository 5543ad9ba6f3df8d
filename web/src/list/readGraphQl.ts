import { graphql } from '@/api/graphql';
import { freshnessOf } from '@/changes/freshness';
import type { ListPage, ListQuery } from './list';

interface GraphQlList {
  /** The noun as GraphQL has it: `invoices`, and the types `InvoiceFilter`, `InvoiceSort`. */
  noun: string;
  type: string;
  fields: string;
  filter: Record<string, unknown>;
}

/** A page of a list with filters that its REST route has not. */
export async function readGraphQl<Row>(
  { noun, type, fields, filter }: GraphQlList,
  query: ListQuery,
  signal: AbortSignal,
): Promise<ListPage<Row>> {
  const document = `query List($search: String, $filter: ${type}Filter, $sort: ${type}Sort, $order: SortOrder, $limit: Int, $skip: Int, $count: Boolean!) {
    rows: ${noun}(search: $search, filter: $filter, sort_by: $sort, sort_order: $order, limit: $limit, skip: $skip) { ${fields} }
    total: ${noun}_aggregate(search: $search, filter: $filter) @include(if: $count) { count }
  }`;
  const limit = Number(query.per_page);
  const variables = {
    search: query.q === undefined ? null : String(query.q),
    filter,
    sort: query.sort_by,
    order: query.sort_order,
    limit,
    skip: (Number(query.page) - 1) * limit,
    count: query.count === 'exact',
  };
  const { data, headers } = await graphql<{ rows: Row[]; total?: { count: number } }>(
    document,
    variables,
    signal,
  );
  return { rows: data.rows, total: data.total?.count ?? null, ...freshnessOf(headers) };
}
