import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { api, bodyOf } from '@/api/client';
import type { Integration, OdooCredentials } from '@/api/types';
import { newestRunQuery } from './syncRun';

/** The saved connection to Odoo, or null before there is one. */
export const odooQuery = queryOptions({
  queryKey: ['integrations', 'odoo'],
  queryFn: async ({ signal }): Promise<Integration | null> => {
    const { integrations } = await bodyOf(api.GET('/api/integrations', { signal }));
    return integrations.find(({ integration_type }) => integration_type === 'odoo') ?? null;
  },
});

/** Without a body the saved connection is tested, whose key never leaves the server. */
export function useTestConnection() {
  return useMutation({
    mutationFn: (body: OdooCredentials | null) =>
      bodyOf(api.POST('/api/integrations/odoo/test', body ? { body } : {})),
  });
}

interface Save {
  body: OdooCredentials;
  /** Save although the test failed: the Odoo may be down just now. */
  force: boolean;
}

export function useSaveConnection() {
  const { t } = useTranslation();
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
    onSuccess: async ({ integration, sync_id }) => {
      toast.success(t('connection.saved'));
      queryClient.removeQueries({ queryKey: ['opportunities'] });
      queryClient.setQueryData(newestRunQuery.queryKey, sync_id);
      queryClient.setQueryData(odooQuery.queryKey, integration);
      await queryClient.invalidateQueries({ queryKey: ['integrations'] });
    },
  });
}
