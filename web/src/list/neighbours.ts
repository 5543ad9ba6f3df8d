import { useQueries } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { ListDefinition } from './list';
import { filtersOf, sortOf, type ListSearch } from './listAddress';
import { pageQuery, pageSize } from './listQueries';

/** The name by which a record's address says where in its list it stood. */
export const placeName = 'at';

/** The list's own address, carried by the links to its records: they know their neighbours even after a reload. */
export function useRecordHref<Row>(list: ListDefinition<Row>) {
  const search: ListSearch = useSearch({ strict: false });
  const { stringifySearch } = useRouter().options;
  const kept = stringifySearch(search as Record<string, unknown>);
  return useCallback(
    (row: Row, index: number) => {
      const href = list.hrefOf(row);
      return href && `${href}${kept || '?'}${kept ? '&' : ''}${placeName}=${index}`;
    },
    [list, kept],
  );
}

interface Place<Row> {
  row: Row;
  index: number;
}

/** The records before and after this one in the list from which it was opened; none for a record that was opened by itself. */
export function useNeighbours<Row>(list: ListDefinition<Row>, id: string) {
  const search: ListSearch = useSearch({ strict: false });
  const at = typeof search[placeName] === 'number' ? search[placeName] : null;
  const names = ['q', ...list.filters.map(({ name }) => name)];
  const sortable = list.columns.flatMap(({ sortBy }) => sortBy ?? []);
  const filters = filtersOf(search, names);
  const sort = sortOf(search, sortable, list.sort);
  const pages =
    at === null
      ? []
      : [...new Set([at - 1, at, at + 1].map((index) => Math.floor(Math.max(0, index) / pageSize)))];
  const read = useQueries({ queries: pages.map((page) => pageQuery(list, filters, sort, page)) });

  const rowAt = (index: number): Row | undefined => {
    const page = pages.indexOf(Math.floor(index / pageSize));
    return read[page]?.data?.rows[index % pageSize];
  };
  const place = (index: number): Place<Row> | null => {
    const row = index < 0 ? undefined : rowAt(index);
    return row === undefined ? null : { row, index };
  };
  if (at === null) return { before: null, after: null, at: null };
  const here = [at, at - 1, at + 1].find((index) => {
    const row = index < 0 ? undefined : rowAt(index);
    return row !== undefined && list.idOf(row) === id;
  });
  // It left the list, a filter's sake: what stands in its place now is what comes after it.
  if (here === undefined) return { before: place(at - 1), after: place(at), at };
  return { before: place(here - 1), after: place(here + 1), at: here };
}
