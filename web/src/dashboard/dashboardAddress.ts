import type { ListSearch } from '@/list/listAddress';

export interface DashboardSearch {
  from?: string;
  to?: string;
  team?: number;
}

const day = /^\d{4}-\d{2}-\d{2}$/;

/** What the address says about the dashboard. A range that ends before it begins is none. */
export function dashboardSearch(search: Record<string, unknown>): DashboardSearch & ListSearch {
  const dayIn = (value: unknown) => (typeof value === 'string' && day.test(value) ? value : undefined);
  const [from, to] = [dayIn(search.from), dayIn(search.to)];
  return {
    ...(from && to && from <= to && { from, to }),
    ...(typeof search.team === 'number' && { team: search.team }),
  };
}
