import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { api, bodyOf } from '@/api/client';
import type { Connection, ConnectionChange, OdooCredentials } from '@/api/types';
import { connectionsQuery } from './connections';
import { onConnection } from './onConnection';
import { newestRunQuery } from './syncRun';

/** Without a body the saved connection is tested, whose key never leaves the server. */
export function useTestConnection(saved: Connection | null) {
  const params = { query: onConnection(saved?.id) };
  return useMutation({
    mutationFn: (body: OdooCredentials | null) =>
      bodyOf(api.POST('/api/integrations/odoo/test', { params, ...(body && { body }) })),
  });
}

interface Save {
  body: OdooCredentials;
  /** Save although the test failed: the Odoo may be down just now. */
  force: boolean;
}

/** Changes the saved one, or makes another beside those that there are. */
export function useSaveConnection(saved: Connection | null, onAdded: (id: number) => void) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (save: Save) => (saved ? configure(saved, save) : add(save)),
    // Another Odoo means another board, another sync history, another everything.
    onSuccess: async ({ id, sync_id }) => {
      toast.success(t('connection.saved'));
      queryClient.removeQueries({ queryKey: ['opportunities'] });
      if (sync_id) queryClient.setQueryData(newestRunQuery(id).queryKey, sync_id);
      await queryClient.invalidateQueries({ queryKey: connectionsQuery.queryKey });
      void queryClient.invalidateQueries({ queryKey: ['integrations'] });
      if (!saved) onAdded(id);
    },
  });
}

async function configure(saved: Connection, { body, force }: Save) {
  const { sync_id } = await bodyOf(
    api.POST('/api/integrations/odoo/configure', {
      params: { query: { ...onConnection(saved.id), ...(force && { force }) } },
      body,
    }),
  );
  return { id: saved.id, sync_id };
}

async function add({ body, force }: Save) {
  const { connection, sync_id } = await bodyOf(
    api.POST('/api/connections', {
      params: { query: force ? { force } : {} },
      body: { ...body, api_key: body.api_key ?? '', name: new URL(body.url).hostname },
    }),
  );
  return { id: connection.id, sync_id };
}

/** Its name, its schedule, what it mirrors: all that needs no test. */
export function useChangeConnection(connection: Connection) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: ConnectionChange) =>
      bodyOf(api.PATCH('/api/connections/{id}', { params: { path: { id: connection.id } }, body })),
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: ['integrations'] });
      return queryClient.invalidateQueries({ queryKey: connectionsQuery.queryKey });
    },
  });
}
