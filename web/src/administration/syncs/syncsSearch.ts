import { connectionSearch, type ConnectionSearch } from '@/connections/connectionSearch';

export const statuses = ['queued', 'running', 'completed', 'partial', 'failed', 'cancelled'] as const;
export type Status = (typeof statuses)[number];

export interface SyncsSearch extends ConnectionSearch {
  status?: Status;
  /** The run whose numbers are shown. */
  run?: string;
}

export function syncsSearch(search: Record<string, unknown>): SyncsSearch {
  const status = statuses.find((known) => known === search.status);
  return {
    ...connectionSearch(search),
    ...(status && { status }),
    ...(typeof search.run === 'string' && { run: search.run }),
  };
}
