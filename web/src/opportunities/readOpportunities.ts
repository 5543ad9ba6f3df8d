import { dayAfter } from '@/dashboard/periods';
import type { ListQuery } from '@/list/list';
import { readGraphQl } from '@/list/readGraphQl';

export interface OpportunityRow {
  id: number;
  name: string | null;
  account_name: string | null;
  value: number | null;
  weighted_value: number | null;
  currency: string | null;
  probability: number | null;
  priority: string | null;
  won_status: string | null;
  date_deadline: string | null;
  date_closed: string | null;
  create_date: string | null;
  salesperson: string | null;
  stage: { name: string | null } | null;
  team: { name: string | null } | null;
  tags: { id: number; name: string | null }[];
}

const fields = `id name account_name value weighted_value currency probability priority won_status date_deadline date_closed
  create_date salesperson stage { name } team { name } tags { id name }`;

export const opportunityModels = ['crm.lead', 'crm.stage', 'crm.team', 'crm.tag', 'res.partner', 'res.users'];

export function readOpportunities(query: ListQuery, signal: AbortSignal) {
  return readGraphQl<OpportunityRow>(
    { noun: 'opportunities', type: 'Opportunity', fields, filter: filterOf(query) },
    query,
    signal,
  );
}

/** The filters of the address, which are those of `/api/opportunities` and the days between which one was closed. */
export function filterOf(query: ListQuery) {
  const is = (name: string, field: string) =>
    query[name] === undefined ? {} : { [field]: { eq: query[name] } };
  const between = (field: string, from: unknown, to: unknown) =>
    from === undefined && to === undefined
      ? {}
      : { [field]: { ...(from !== undefined && { gte: from }), ...(to !== undefined && { lte: to }) } };
  return {
    ...statuses[statusOf(query)],
    ...is('stage_id', 'stage_id'),
    ...is('salesperson_id', 'user_id'),
    ...is('team_id', 'team_id'),
    ...(query.tag_id !== undefined && { tag_ids: { contains: query.tag_id } }),
    ...between('date_deadline', query.closing_from, query.closing_to),
    ...between('expected_revenue', query.min_value, query.max_value),
    ...closedBetween(query.closed_from, query.closed_to),
  };
}

type Status = 'open' | 'won' | 'lost' | 'all';

export function statusOf({ status }: ListQuery): Status {
  return status === 'won' || status === 'lost' || status === 'all' ? status : 'open';
}

const statuses: Record<Status, Record<string, unknown>> = {
  open: { won_status: { eq: 'pending' }, active: { eq: true } },
  won: { won_status: { eq: 'won' } },
  // A lost opportunity is archived; GraphQL shows those where the filter speaks of them.
  lost: { won_status: { eq: 'lost' }, active: { eq: false } },
  all: { or: [{ active: { eq: true } }, { active: { eq: false } }] },
};

/** The days are those of Greenwich, as in the figures. */
function closedBetween(from: unknown, to: unknown) {
  if (typeof from !== 'string' && typeof to !== 'string') return {};
  return {
    date_closed: {
      ...(typeof from === 'string' && { gte: `${from}T00:00:00Z` }),
      ...(typeof to === 'string' && { lt: `${dayAfter(to)}T00:00:00Z` }),
    },
  };
}
