import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { api, bodyOf } from '@/api/client';
import type { MicrosoftSettings } from '@/api/types';

/** The application at Microsoft by which people sign in; its secret comes back as asterisks. */
export const microsoftQuery = queryOptions({
  queryKey: ['integrations', 'microsoft'],
  queryFn: async ({ signal }) => {
    const { integrations } = await bodyOf(api.GET('/api/integrations', { signal }));
    return integrations.find(({ integration_type }) => integration_type === 'ms365') ?? null;
  },
});

export function useMicrosoft() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  return {
    test: useMutation({
      mutationFn: (body: MicrosoftSettings | null) =>
        bodyOf(api.POST('/api/integrations/ms365/test', body ? { body } : {})),
    }),
    save: useMutation({
      mutationFn: (body: MicrosoftSettings) =>
        bodyOf(api.POST('/api/integrations/ms365/configure', { params: { query: {} }, body })),
      onSuccess: () => {
        toast.success(t('administration.users.microsoft.saved'));
        return queryClient.invalidateQueries({ queryKey: ['integrations'] });
      },
    }),
  };
}
