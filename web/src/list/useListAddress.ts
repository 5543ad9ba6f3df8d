import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import type { ListDefinition, Plain, Sort } from './list';
import { columnsOf, filtersOf, sortOf, sortText, type ListSearch } from './listAddress';

/** The list as the address has it: a link, a reload and the back button show the same. */
export function useListAddress<Row>(list: Pick<ListDefinition<Row>, 'filters' | 'columns' | 'sort'>) {
  const search: ListSearch = useSearch({ strict: false });
  const navigate = useNavigate();

  const change = useCallback(
    (changed: ListSearch, replace = false) => {
      void navigate({
        to: '.',
        search: ((old: ListSearch) => ({ ...old, ...changed })) as never,
        replace,
      });
    },
    [navigate],
  );

  const names = useMemo(() => ['q', ...list.filters.map(({ name }) => name)], [list.filters]);
  const known = useMemo(() => list.columns.map(({ id }) => id), [list.columns]);
  const first = useMemo(
    () => list.columns.filter(({ hidden }) => !hidden).map(({ id }) => id),
    [list.columns],
  );
  const sortable = list.columns.flatMap(({ sortBy }) => sortBy ?? []);

  return {
    filters: useMemo(() => filtersOf(search, names), [search, names]),
    sort: sortOf(search, sortable, list.sort),
    columns: useMemo(() => columnsOf(search, known, first), [search, known, first]),
    setFilter: useCallback(
      (name: string, value: Plain | undefined, replace = false) => change({ [name]: value }, replace),
      [change],
    ),
    setSort: (sort: Sort) => change({ sort: sortText(sort) }, true),
    setColumns: (ids: readonly string[]) =>
      change(
        {
          columns:
            ids.length === first.length && ids.every((id) => first.includes(id)) ? undefined : ids.join(','),
        },
        true,
      ),
    clear: () => change(Object.fromEntries(names.map((name) => [name, undefined]))),
  };
}

export type ListAddress = ReturnType<typeof useListAddress>;
