import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, bodyOf } from '@/api/client';
import { onConnection } from '@/connections/onConnection';

export const webhooksQuery = (connection: number | undefined) =>
  queryOptions({
    queryKey: ['administration', 'webhooks', connection],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/webhooks/status', { params: { query: onConnection(connection) }, signal })),
    refetchInterval: 10_000,
  });

export function useWebhooks(connection: number | undefined) {
  const queryClient = useQueryClient();
  const params = { query: onConnection(connection) };
  const onSettled = () => queryClient.invalidateQueries({ queryKey: ['administration'] });
  return {
    install: useMutation({
      mutationFn: (base_url: string | null) =>
        bodyOf(api.POST('/api/webhooks/install', { params, body: base_url ? { base_url } : {} })),
      onSettled,
    }),
    test: useMutation({ mutationFn: () => bodyOf(api.POST('/api/webhooks/test', { params })), onSettled }),
    path: useMutation({ mutationFn: () => bodyOf(api.POST('/api/webhooks/path', { params })), onSettled }),
    secret: useMutation({
      mutationFn: () => bodyOf(api.POST('/api/webhooks/secret', { params })),
      onSettled,
    }),
    remove: async () => {
      await bodyOf(api.DELETE('/api/webhooks/install', { params }));
      await onSettled();
    },
  };
}

export type Webhooks = ReturnType<typeof useWebhooks>;
