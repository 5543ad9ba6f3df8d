import { useQueries, useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { ListDefinition, ListPage, ListQuery, Sort } from './list';
import { pageQuery, pageSize } from './listQueries';

/** A flight through the list asks for no page that it only passes. */
const settleMs = 60;
const lookahead = 25;

/** The rows around what is in view, of a list of any length. */
export function useWindow<Row>(list: ListDefinition<Row>, filters: ListQuery, sort: Sort) {
  const [wanted, setWanted] = useState<readonly number[]>([]);
  const head = useQuery(pageQuery(list, filters, sort, 0));
  const total = head.data?.total ?? 0;
  const last = Math.max(0, Math.ceil(total / pageSize) - 1);
  const behind = wanted.filter((page) => page > 0 && page <= last);
  const pages = useQueries({ queries: behind.map((page) => pageQuery(list, filters, sort, page)) });

  const read: (ListPage<Row> | undefined)[] = pages.map(({ data }) => data);
  const loaded = new Map<number, ListPage<Row>>();
  if (head.data) loaded.set(0, head.data);
  behind.forEach((page, index) => read[index] && loaded.set(page, read[index]));

  const failed = pages.find(({ isError }) => isError);
  return {
    head,
    total,
    rowAt: (index: number) => loaded.get(Math.floor(index / pageSize))?.rows[index % pageSize],
    /** A page in view that could not be read. */
    failure: failed?.error ?? null,
    retry: () => pages.forEach((page) => page.isError && void page.refetch()),
    show: useShow(setWanted),
  };
}

function useShow(setWanted: (pages: readonly number[]) => void) {
  const [range, setRange] = useState('0-0');
  const [first = 0, last = 0] = useMemo(() => range.split('-').map(Number), [range]);

  useEffect(() => {
    const timer = setTimeout(
      () => setWanted(Array.from({ length: last - first + 1 }, (_, step) => first + step)),
      settleMs,
    );
    return () => clearTimeout(timer);
  }, [first, last, setWanted]);

  return useCallback((from: number, to: number) => {
    const pageOf = (index: number) => Math.floor(Math.max(0, index) / pageSize);
    setRange(`${pageOf(from - lookahead)}-${pageOf(to + lookahead)}`);
  }, []);
}
