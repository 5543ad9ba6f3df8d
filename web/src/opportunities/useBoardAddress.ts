import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { ListQuery, Plain } from '@/list/list';
import { useUser } from '@/sign-in/session';
import type { ViewedPage } from '@/views/viewAddress';
import { filtersIn, onList, type BoardSort } from './boardAddress';
import type { BoardFilter, BoardOrder } from './kanban';

/** The board as the address has it. */
export function useBoardAddress() {
  const search = useSearch({ from: '/shell/opportunities' });
  const navigate = useNavigate({ from: '/opportunities' });
  return {
    filters: filtersIn(search) as ListQuery,
    setFilter: (name: string, value: Plain | undefined, replace = false) =>
      void navigate({
        search: (old) => ({
          ...old,
          // Somebody else's and one's own at once would be nobody's.
          ...(name === 'salesperson_id' && { whose: undefined }),
          [name]: value,
        }),
        replace,
      }),
    clear: () => void navigate({ search: ({ sort }) => (sort ? { sort } : {}) }),
    sort: search.sort,
    setSort: (sort: BoardSort | undefined) =>
      void navigate({ search: (old) => ({ ...old, sort }), replace: true }),
  };
}

/** What the API is asked for. */
export function useBoardFilter(): BoardFilter {
  const search = useSearch({ from: '/shell/opportunities' });
  const { odoo_user_id } = useUser();
  return useMemo(() => onList(search, odoo_user_id) as BoardFilter, [search, odoo_user_id]);
}

/** How the cards of each column are sorted. */
export function useBoardOrder(): BoardOrder {
  const { sort } = useSearch({ from: '/shell/opportunities' });
  return useMemo(() => orderOf(sort), [sort]);
}

function orderOf(sort: string | undefined): BoardOrder {
  return sort === undefined
    ? undefined
    : { by: sort.replace(/^-/, ''), order: sort.startsWith('-') ? 'desc' : 'asc' };
}

/** What views keep of the board. */
export function useBoardViews(): ViewedPage {
  const { odoo_user_id } = useUser();
  return useMemo(
    (): ViewedPage => ({
      resource: 'opportunities',
      path: '/opportunities',
      forRoute: (search) => ({
        filters: onList(search, odoo_user_id) as ListQuery,
        sort: orderOf(search.sort as BoardSort | undefined) ?? null,
      }),
      // What no page saved is a list.
      fromRoute: () => null,
    }),
    [odoo_user_id],
  );
}
