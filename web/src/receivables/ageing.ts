import { queryOptions } from '@tanstack/react-query';
import { graphql } from '@/api/graphql';
import { freshnessOf, type Fresh } from '@/changes/freshness';

export const ages = ['current', 'd1_30', 'd31_60', 'd61_90', 'over_90'] as const;
export type Age = (typeof ages)[number];

/** Between which days an invoice of that age was due, as of a day in UTC; as the API's own summary counts. */
export function dueRange(
  age: Age,
  day = new Date().toISOString().slice(0, 10),
): { due_from?: string; due_to?: string } {
  const before = (days: number) =>
    new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
  switch (age) {
    case 'current':
      return { due_from: day };
    case 'd1_30':
      return { due_from: before(30), due_to: before(1) };
    case 'd31_60':
      return { due_from: before(60), due_to: before(31) };
    case 'd61_90':
      return { due_from: before(90), due_to: before(61) };
    case 'over_90':
      return { due_to: before(91) };
  }
}

/** Posted customer invoices and credit notes of which something is still due. */
export const stillDue = {
  state: { eq: 'posted' },
  move_type: { in: ['out_invoice', 'out_refund'] },
  amount_residual: { ne: 0 },
};

export interface AccountAgeing {
  id: number | null;
  name: string | null;
  count: number;
  total: number;
  aging: Record<Age, number>;
}

export function amountsOf({ total, aging }: AccountAgeing) {
  return [total, ...Object.values(aging)];
}

export interface AgeingReport extends Fresh {
  accounts: AccountAgeing[];
  /** There are more accounts than GraphQL groups at once: those with the most invoices are shown. */
  cut: boolean;
}

interface Group {
  key: number | null;
  label: string | null;
  count: number;
  sum: { company_due: number | null };
}

const most = 100;
const groups = `groups(by: commercial_partner_id, limit: ${most}) { key label count sum { company_due } }`;

/** First who owes, then how old their debts are; in the company's currency. */
export const accountAgeingQuery = queryOptions({
  queryKey: ['receivables', 'accounts'],
  queryFn: async ({ signal }): Promise<AgeingReport> => {
    const whole = await graphql<{ due: { groups: Group[] } }>(
      `query Debtors($due: InvoiceFilter) { due: invoices_aggregate(filter: $due) { ${groups} } }`,
      { due: stillDue },
      signal,
    );
    const debtors = whole.data.due.groups;
    const ofThem = { commercial_partner_id: { in: debtors.flatMap(({ key }) => key ?? []) } };
    const { data, headers } = await graphql<Record<Age, { groups: Group[] }>>(
      `query Ages(${ages.map((age) => `$${age}: InvoiceFilter`).join(', ')}) {
        ${ages.map((age) => `${age}: invoices_aggregate(filter: $${age}) { ${groups} }`).join('\n')}
      }`,
      Object.fromEntries(ages.map((age) => [age, { ...stillDue, ...ofThem, ...dueFilter(age) }])),
      signal,
    );
    const accounts = debtors.map((debtor) => ({
      id: debtor.key,
      name: debtor.label,
      count: debtor.count,
      total: debtor.sum.company_due ?? 0,
      aging: Object.fromEntries(ages.map((age) => [age, sumOf(data[age].groups, debtor.key)])) as Record<
        Age,
        number
      >,
    }));
    accounts.sort((a, b) => b.total - a.total);
    return { accounts, cut: debtors.length === most, ...freshnessOf(headers) };
  },
  meta: { models: ['account.move', 'res.partner'] },
});

function dueFilter(age: Age) {
  const { due_from, due_to } = dueRange(age);
  const days = { ...(due_from && { gte: due_from }), ...(due_to && { lte: due_to }) };
  // Without a due date nothing is late.
  return age === 'current'
    ? { or: [{ invoice_date_due: days }, { invoice_date_due: { null: true } }] }
    : { invoice_date_due: days };
}

function sumOf(found: Group[], key: number | null) {
  return found.find((group) => group.key === key)?.sum.company_due ?? 0;
}
