import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, bodyOf } from '@/api/client';
import type { OdooConfiguration } from '@/api/types';

export const odooQuery = queryOptions({
  queryKey: ['integrations', 'odoo'],
  queryFn: async ({ signal }) => {
    const { integrations } = await bodyOf(api.GET('/api/integrations/', { signal }));
    return integrations.find(({ integration_type }) => integration_type === 'odoo') ?? null;
  },
});

/** Without a body the saved connection is tested, whose key never leaves the server. */
export function useTestConnection() {
  return useMutation({
    mutationFn: (body: OdooConfiguration | null) =>
      bodyOf(api.POST('/api/integrations/odoo/test', { body: body ?? {} })),
  });
}

interface Save {
  body: OdooConfiguration;
  /** Save although the test failed: the Odoo may be down just now. */
  force: boolean;
}

export function useSaveConnection() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ body, force }: Save) =>
      bodyOf(
        api.POST('/api/integrations/odoo/configure', {
          params: { query: force ? { force: true } : {} },
          body,
        }),
      ),
    // Another Odoo means another board, another sync history, another everything.
    onSuccess: () =>
      queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' }),
  });
}
