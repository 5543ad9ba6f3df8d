import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '@/api/client';
import { onConnection } from '@/connections/onConnection';

export const holdsQuery = (connection: number | undefined) =>
  queryOptions({
    queryKey: ['administration', 'holds', connection],
    queryFn: async ({ signal }) =>
      (
        await bodyOf(
          api.GET('/api/integrations/holds', { params: { query: onConnection(connection) }, signal }),
        )
      ).holds,
    refetchInterval: 15_000,
  });
