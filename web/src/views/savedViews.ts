import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '@/api/client';
import type { NewView, SavedView } from '@/api/types';

/** The list that a view is of, by the API's name for it. */
export type ViewedList = NewView['resource'];

/** One's own, and those that others share. */
export const viewsQuery = (resource: ViewedList) =>
  queryOptions({
    queryKey: ['views', resource],
    queryFn: async ({ signal }) => {
      const views: SavedView[] = [];
      for (let cursor: string | null | undefined = undefined; cursor !== null;) {
        const query = { resource, per_page: 100, count: 'none' as const, cursor };
        const page: { views: SavedView[]; pagination: { next_cursor: string | null } } = await bodyOf(
          api.GET('/api/views', { params: { query }, signal }),
        );
        views.push(...page.views);
        cursor = page.pagination.next_cursor;
      }
      return views;
    },
  });
