import type { QueryClient } from '@tanstack/react-query';

export interface NamedLead {
  id: number;
  name: string | null;
  /** As the page showed it; without one it is written whatever became of it. */
  etag?: string | undefined;
}

/** What a list, a board and the pages behind its columns hold. */
interface Shown {
  rows?: readonly NamedLead[];
  columns?: readonly { opportunities: readonly NamedLead[] }[];
  pages?: readonly { opportunities: readonly NamedLead[] }[];
}

const shownBy = [['list', 'leads'], ['opportunities']];

/** By id, the ETag of each lead as the page shows it now: it may have been read again since it was chosen. */
export function seenVersions(queryClient: QueryClient, leads: readonly NamedLead[]): Record<string, string> {
  const etags = new Map(leads.map(({ id, etag }) => [id, etag]));
  for (const row of shownRows(queryClient)) if (row.etag && etags.has(row.id)) etags.set(row.id, row.etag);
  return Object.fromEntries([...etags].flatMap(([id, etag]) => (etag ? [[String(id), etag]] : [])));
}

/** Of what is on the page, the latest read last. */
function shownRows(queryClient: QueryClient) {
  return shownBy
    .flatMap((queryKey) => queryClient.getQueryCache().findAll({ queryKey }))
    .filter((query) => query.getObserversCount() > 0)
    .sort((a, b) => a.state.dataUpdatedAt - b.state.dataUpdatedAt)
    .flatMap(({ state }) => rowsOf((state.data ?? {}) as Shown));
}

function rowsOf({ rows = [], columns = [], pages = [] }: Shown) {
  return [...rows, ...[...columns, ...pages].flatMap(({ opportunities = [] }) => opportunities)];
}
