import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import { toast } from 'sonner';
import { api, bodyOf } from '@/api/client';
import type { UserChange } from '@/api/types';
import type { UsersSearch } from './usersSearch';

const everyUser = ['administration', 'users'] as const;

export const usersQuery = ({ q, status }: UsersSearch) =>
  infiniteQueryOptions({
    queryKey: [...everyUser, 'list', q, status],
    queryFn: ({ pageParam, signal }) =>
      bodyOf(
        api.GET('/api/auth/users', {
          params: {
            query: {
              ...(q && { q }),
              ...(status && { approval_status: status }),
              page: pageParam,
              per_page: 50,
            },
          },
          signal,
        }),
      ),
    initialPageParam: 1,
    getNextPageParam: ({ pagination }) => (pagination.has_next ? (pagination.page ?? 0) + 1 : undefined),
    placeholderData: keepPreviousData,
  });

export const proposalsQuery = queryOptions({
  queryKey: [...everyUser, 'proposals'],
  queryFn: async ({ signal }) =>
    (
      await bodyOf(
        api.GET('/api/auth/odoo-proposals', {
          params: { query: { status: 'waiting', per_page: 100 } },
          signal,
        }),
      )
    ).proposals,
});

/** The server refuses what would leave nobody in charge; its words are shown. */
export function useChangeUser(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: UserChange) =>
      bodyOf(api.PATCH('/api/auth/users/{id}', { params: { path: { id } }, body })),
    onError: (problem) => toast.error(problem.message),
    onSettled: () => queryClient.invalidateQueries({ queryKey: everyUser }),
  });
}

export function useDecideProposal(id: string) {
  const queryClient = useQueryClient();
  const params = { path: { id } };
  return useMutation({
    mutationFn: async (same: boolean) => {
      if (same) await bodyOf(api.POST('/api/auth/odoo-proposals/{id}/confirm', { params }));
      else await bodyOf(api.POST('/api/auth/odoo-proposals/{id}/refuse', { params }));
    },
    onError: (problem) => toast.error(problem.message),
    onSettled: () => queryClient.invalidateQueries({ queryKey: everyUser }),
  });
}
