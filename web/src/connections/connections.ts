import { queryOptions } from '@tanstack/react-query';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { api, bodyOf } from '@/api/client';

/** Every connection that the person may manage, the shared ones first. */
export const connectionsQuery = queryOptions({
  queryKey: ['connections'],
  queryFn: async ({ signal }) => {
    const { connections } = await bodyOf(api.GET('/api/connections', { signal }));
    return connections.toSorted((a, b) => Number(a.private) - Number(b.private) || a.id - b.id);
  },
});

/** The one that the address names; undefined for the default one. */
export function useConnectionId(): number | undefined {
  const { connection } = useSearch({ strict: false });
  return typeof connection === 'number' ? connection : undefined;
}

/** The one that the page is about; undefined while it is not known, null where there is none. */
export function useConnection() {
  const id = useConnectionId();
  const { data } = useQuery(connectionsQuery);
  if (!data) return undefined;
  return (
    data.find((connection) => (id === undefined ? connection.is_default : connection.id === id)) ??
    data[0] ??
    null
  );
}
