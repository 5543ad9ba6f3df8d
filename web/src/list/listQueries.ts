import { keepPreviousData, queryOptions, type QueryClient } from '@tanstack/react-query';
import type { ListDefinition, ListPage, ListQuery, Sort } from './list';

/** The most that the API gives at once. */
export const pageSize = 100;

/** How long a page that was scrolled away is kept: memory stays flat however far one scrolls. */
const keptMs = 10_000;

/** Counted once: the pages behind the first need no total. */
export function pageQuery<Row>(list: ListDefinition<Row>, filters: ListQuery, sort: Sort, page: number) {
  const query: ListQuery = {
    ...filters,
    sort_by: sort.by,
    sort_order: sort.order,
    per_page: pageSize,
    page: page + 1,
    count: page === 0 ? 'exact' : 'none',
  };
  return queryOptions({
    queryKey: ['list', list.name, query],
    queryFn: ({ signal }) => list.read(query, signal),
    meta: { models: list.models },
    ...(list.refreshMs && { refetchInterval: list.refreshMs }),
    ...(page === 0 ? { placeholderData: keepPreviousData } : { gcTime: keptMs }),
  });
}

/** The row as the server answered it after a write, wherever it is shown. */
export function keepRow<Row>(queryClient: QueryClient, list: ListDefinition<Row>, row: Row) {
  queryClient.setQueriesData<ListPage<Row>>({ queryKey: ['list', list.name] }, (page) => {
    const id = list.idOf(row);
    if (!page?.rows.some((other) => list.idOf(other) === id)) return page;
    return { ...page, rows: page.rows.map((other) => (list.idOf(other) === id ? row : other)) };
  });
}
