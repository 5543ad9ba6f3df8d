import { keepPreviousData, queryOptions, skipToken } from '@tanstack/react-query';
import { api, bodyOf } from '@/api/client';
import type { SearchAnswer } from '@/api/types';

export type Group = SearchAnswer['groups'][number];
export type Hit = Group['hits'][number];

/** One letter finds everything, which is nothing. */
const shortest = 2;

export const searchQuery = (q: string) =>
  queryOptions({
    queryKey: ['search', q],
    queryFn:
      q.length < shortest
        ? skipToken
        : ({ signal }) => bodyOf(api.GET('/api/search', { params: { query: { q, limit: 5 } }, signal })),
    // While one types on, the last answer is better than none.
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });

/** Each group's records have their page at the group's own address. */
export function pageOf({ type, id }: Hit) {
  return `/${type}/${id}`;
}

/** By what the command menu tells entries apart. */
export function valueOf({ type, id }: Hit) {
  return `${type} ${id}`;
}

export function listOf({ type }: Group, q: string) {
  return `/${type}?${new URLSearchParams({ q }).toString()}`;
}
