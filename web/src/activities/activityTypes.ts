import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '@/api/client';
import type { Choice } from '@/fields/field';

/** Only administrators are told of them; who names none gets Odoo's own default. */
export const activityTypesQuery = (admin: boolean) =>
  queryOptions({
    queryKey: ['lookup', 'activity-types'],
    queryFn: async ({ signal }): Promise<Choice[]> => {
      const { records } = await bodyOf(
        api.GET('/api/records/{model}', {
          params: {
            path: { model: 'mail.activity.type' },
            query: { fields: 'name,res_model', per_page: 100 },
          },
          signal,
        }),
      );
      return (records as unknown as { id: number; name: string }[]).map(({ id, name }) => ({
        value: id,
        label: name,
      }));
    },
    staleTime: 5 * 60_000,
    enabled: admin,
  });
