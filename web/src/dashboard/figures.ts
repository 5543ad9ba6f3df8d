import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '@/api/client';
import { graphql } from '@/api/graphql';
import { freshnessOf, type Fresh } from '@/changes/freshness';
import { today } from '@/formats/dates';
import { dayAfter, periodsOf, type Period, type Range } from './periods';

type Filter = Record<string, unknown>;

/** In the currency of the connection's main company, by Odoo's rates of today. */
interface Money {
  company_value: number | null;
  company_weighted_value: number | null;
}

export interface Sum {
  count: number;
  sum: Money;
}

export interface Group extends Sum {
  key: number | null;
  label: string | null;
}

interface Grouped extends Sum {
  groups: Group[];
}

const sum = 'count sum { company_value company_weighted_value }';
const group = `key label ${sum}`;

const pending = { won_status: { eq: 'pending' }, active: { eq: true } };
const won = { won_status: { eq: 'won' } };
/** A lost opportunity is an archived one, which no list shows unless it is asked for. */
const lost = { won_status: { eq: 'lost' }, active: { eq: false } };

const ofTeam = (team: number | undefined): Filter => (team === undefined ? {} : { team_id: { eq: team } });
const closedIn = ({ from, to }: Range): Filter => ({
  date_closed: { gte: `${from}T00:00:00Z`, lt: `${dayAfter(to)}T00:00:00Z` },
});
const closingIn = ({ from, to }: Range): Filter => ({ date_deadline: { gte: from, lte: to } });

const salesModels = ['crm.lead', 'crm.stage', 'crm.team', 'res.users'];

export interface Pipeline extends Fresh {
  open: Sum;
  stages: Group[];
  people: Group[];
  teams: Group[];
  wonByPerson: Group[];
  currency: string | null;
  companies: number;
}

interface PipelineAnswer {
  stages: Grouped & { currency: string | null };
  people: Grouped;
  teams: Grouped;
  won: Grouped;
  companies: { groups: { key: number | null }[] };
}

export const pipelineQuery = (range: Range, team: number | undefined) =>
  queryOptions({
    queryKey: ['dashboard', 'pipeline', range, team],
    queryFn: async ({ signal }): Promise<Pipeline> => {
      const query = `query Pipeline($open: OpportunityFilter, $won: OpportunityFilter) {
        stages: opportunities_aggregate(filter: $open) { currency ${sum} groups(by: stage_id, limit: 100) { ${group} } }
        people: opportunities_aggregate(filter: $open) { ${sum} groups(by: user_id, limit: 100) { ${group} } }
        teams: opportunities_aggregate(filter: $open) { ${sum} groups(by: team_id, limit: 100) { ${group} } }
        won: opportunities_aggregate(filter: $won) { ${sum} groups(by: user_id, limit: 100) { ${group} } }
        companies: opportunities_aggregate(filter: $open) { groups(by: company_id) { key } }
      }`;
      const variables = {
        open: { ...pending, ...ofTeam(team) },
        won: { ...won, ...ofTeam(team), ...closedIn(range) },
      };
      const { data, headers } = await graphql<PipelineAnswer>(query, variables, signal);
      return {
        open: data.stages,
        stages: data.stages.groups,
        people: data.people.groups,
        teams: data.teams.groups,
        wonByPerson: data.won.groups,
        companies: data.companies.groups.filter(({ key }) => key !== null).length,
        currency: data.stages.currency,
        ...freshnessOf(headers),
      };
    },
    meta: { models: salesModels },
  });

export interface Outcome {
  period: Period;
  won: Sum;
  lost: Sum;
}

/** One query with an alias for each period: GraphQL groups by fields, not by months. */
export const outcomesQuery = (range: Range, team: number | undefined) =>
  queryOptions({
    queryKey: ['dashboard', 'outcomes', range, team],
    queryFn: async ({ signal }): Promise<Fresh & { outcomes: Outcome[] }> => {
      const periods = periodsOf(range);
      const filters = Object.fromEntries(
        periods.flatMap((period, index) => [
          [`won${index}`, { ...won, ...ofTeam(team), ...closedIn(period) }],
          [`lost${index}`, { ...lost, ...ofTeam(team), ...closedIn(period) }],
        ]),
      );
      const { sums, headers } = await readSums(filters, signal);
      const outcomes = periods.map((period, index) => ({
        period,
        won: sums[`won${index}`]!,
        lost: sums[`lost${index}`]!,
      }));
      return { outcomes, ...freshnessOf(headers) };
    },
    meta: { models: ['crm.lead'] },
  });

export interface Expected {
  period: Period;
  open: Sum;
}

export interface Forecast extends Fresh {
  months: Expected[];
  /** Expected to have closed before today. */
  late: Sum;
  /** Without a day on which they are expected to close. */
  undated: Sum;
}

export const forecastQuery = (range: Range, team: number | undefined) =>
  queryOptions({
    queryKey: ['dashboard', 'forecast', range, team],
    queryFn: async ({ signal }): Promise<Forecast> => {
      const periods = periodsOf(range);
      const open = { ...pending, ...ofTeam(team) };
      const filters: Record<string, Filter> = {
        late: { ...open, date_deadline: { lt: today() } },
        undated: { ...open, date_deadline: { null: true } },
      };
      periods.forEach((period, index) => (filters[`month${index}`] = { ...open, ...closingIn(period) }));
      const { sums, headers } = await readSums(filters, signal);
      return {
        months: periods.map((period, index) => ({ period, open: sums[`month${index}`]! })),
        late: sums.late!,
        undated: sums.undated!,
        ...freshnessOf(headers),
      };
    },
    meta: { models: ['crm.lead'] },
  });

async function readSums(filters: Record<string, Filter>, signal: AbortSignal) {
  const names = Object.keys(filters);
  const query = `query Sums(${names.map((name) => `$${name}: OpportunityFilter`).join(', ')}) {
    ${names.map((name) => `${name}: opportunities_aggregate(filter: $${name}) { ${sum} }`).join('\n')}
  }`;
  const { data, headers } = await graphql<Record<string, Sum>>(query, filters, signal);
  return { sums: data, headers };
}

export const ageingQuery = queryOptions({
  queryKey: ['receivables', 'summary'],
  queryFn: async ({ signal }) =>
    (await bodyOf(api.GET('/api/receivables', { params: { query: { per_page: 1, count: 'none' } }, signal })))
      .summary,
  meta: { models: ['account.move'] },
});

export interface ActivityCounts {
  overdue: number;
  today: number;
  planned: number;
}

export const activityCountsQuery = queryOptions({
  queryKey: ['activities', 'counts'],
  queryFn: async ({ signal }): Promise<ActivityCounts> => {
    const day = new Date().toISOString().slice(0, 10);
    const query = `query Activities($overdue: ActivityFilter, $today: ActivityFilter, $planned: ActivityFilter) {
      overdue: activities_aggregate(filter: $overdue) { count }
      today: activities_aggregate(filter: $today) { count }
      planned: activities_aggregate(filter: $planned) { count }
    }`;
    const variables = {
      overdue: { date_deadline: { lt: day } },
      today: { date_deadline: { eq: day } },
      planned: { date_deadline: { gt: day } },
    };
    const { data } = await graphql<Record<keyof ActivityCounts, { count: number }>>(query, variables, signal);
    return { overdue: data.overdue.count, today: data.today.count, planned: data.planned.count };
  },
  meta: { models: ['mail.activity'] },
});

export const taskFiguresQuery = (range: Range) =>
  queryOptions({
    queryKey: ['tasks', 'figures', range],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/analytics/dashboard', { params: { query: range }, signal })),
  });
