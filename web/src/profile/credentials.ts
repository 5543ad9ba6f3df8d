import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { api, bodyOf } from '@/api/client';
import type { CredentialsBody, SavedCredentials } from '@/api/types';
import { sessionQuery } from '@/sign-in/session';

/** What is saved, without its secret; null where nothing is. */
export const credentialsQuery = queryOptions({
  queryKey: ['profile', 'odoo-credentials'],
  queryFn: async ({ signal }): Promise<SavedCredentials | null> => {
    // Asked for what is not there, a browser would complain of it on its console.
    const { has_odoo_credentials } = await bodyOf(api.GET('/api/auth/session', { signal }));
    return has_odoo_credentials ? bodyOf(api.GET('/api/profile/odoo-credentials', { signal })) : null;
  },
});

export function useTestCredentials() {
  return useMutation({
    mutationFn: (body: CredentialsBody | null) =>
      bodyOf(api.POST('/api/profile/odoo-credentials/test', body ? { body } : {})),
  });
}

/** Another Odoo of one's own means other records on every page. */
function useReadEverythingAgain() {
  const queryClient = useQueryClient();
  return () =>
    queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0] });
}

export function useSaveCredentials() {
  const { t } = useTranslation();
  const readAgain = useReadEverythingAgain();
  return useMutation({
    mutationFn: (body: CredentialsBody) => bodyOf(api.POST('/api/profile/odoo-credentials', { body })),
    onSuccess: async () => {
      toast.success(t('profile.odoo.saved'));
      await readAgain();
    },
  });
}

export function useDeleteCredentials() {
  const readAgain = useReadEverythingAgain();
  return async () => {
    await bodyOf(api.DELETE('/api/profile/odoo-credentials'));
    await readAgain();
  };
}
