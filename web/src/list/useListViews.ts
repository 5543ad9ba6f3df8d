import { useLocation } from '@tanstack/react-router';
import { useMemo } from 'react';
import { asPlain, type ViewedPage } from '@/views/viewAddress';
import type { ListDefinition, Plain } from './list';
import { filtersOf, routeSortOf, sortOf, sortText, type ListSearch } from './listAddress';

/** What views keep of a list: its address, and as much of that as its route takes. */
export function useListViews<Row>(list: ListDefinition<Row>): ViewedPage {
  const path = useLocation({ select: ({ pathname }) => pathname });
  return useMemo(() => ({ path, resource: list.name, ...viewsOf(list) }), [path, list]);
}

function viewsOf<Row>(list: ListDefinition<Row>): Pick<ViewedPage, 'forRoute' | 'fromRoute'> {
  const names = ['q', ...list.filters.map(({ name }) => name)];
  const sortable = list.columns.flatMap(({ sortBy }) => sortBy ?? []);
  const known = list.columns.map(({ id }) => id);
  const routeNames = names.filter((name) => !list.routeLacks?.includes(name));
  return {
    forRoute(search) {
      const sort = sortOf(search, sortable, list.sort);
      const by = routeSortOf(list, sort.by);
      return {
        filters: filtersOf(search, routeNames),
        sort: search.sort === undefined || by === null ? null : { ...sort, by },
      };
    },
    fromRoute({ filters, sort, columns }) {
      const asked = Object.entries(filters as Record<string, Plain>);
      if (asked.some(([name]) => !routeNames.includes(name))) return null;
      const kept: ListSearch = Object.fromEntries(asked.map(([name, value]) => [name, asPlain(value)]));
      const by = sort && sortable.find((each) => routeSortOf(list, each) === sort.by);
      const shown = columns.filter((id) => known.includes(id));
      return {
        ...kept,
        ...(by && { sort: sortText({ by, order: sort.order === 'desc' ? 'desc' : 'asc' }) }),
        ...(shown.length > 0 && { columns: shown.join(',') }),
      };
    },
  };
}
