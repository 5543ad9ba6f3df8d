import type { ListQuery, Plain, Sort } from '@/list/list';
import { readGraphQl } from '@/list/readGraphQl';
import { recordsCsv } from '@/list/recordsCsv';

export interface InvoiceRow {
  id: number;
  name: string | null;
  move_type: string | null;
  state: string | null;
  payment_state: string | null;
  amount_total: number | null;
  amount_residual: number | null;
  invoice_date: string | null;
  invoice_date_due: string | null;
  invoice_origin: string | null;
  ref: string | null;
  currency: { name: string | null } | null;
  partner: { id: number; name: string | null } | null;
  invoice_user: { name: string | null } | null;
  team: { name: string | null } | null;
}

const fields = `id name move_type state payment_state amount_total amount_residual invoice_date invoice_date_due
  invoice_origin ref currency { name } partner { id name } invoice_user { name } team { name }`;

export const invoiceModels = ['account.move', 'res.partner', 'res.users', 'crm.team'];

export function readInvoices(query: ListQuery, signal: AbortSignal) {
  return readGraphQl<InvoiceRow>(
    { noun: 'invoices', type: 'Invoice', fields, filter: filterOf(query) },
    query,
    signal,
  );
}

const csvFields = [
  'name',
  'move_type',
  'state',
  'payment_state',
  'partner_id',
  'invoice_date',
  'invoice_date_due',
  'amount_untaxed',
  'amount_total',
  'amount_residual',
  'currency_id',
  'invoice_user_id',
  'team_id',
  'invoice_origin',
  'ref',
];

/** Under the page's own filters; the search is the route's alone. */
export const invoicesCsv = (query: ListQuery, sort: Sort) =>
  query.q === undefined ? recordsCsv('account.move', csvFields, filterOf(query), sort) : null;

/** `due` is `open` or `overdue`; days are those of Greenwich, as in the figures of receivables. */
export function filterOf(query: ListQuery, today = new Date().toISOString().slice(0, 10)) {
  const due = query.due === 'open' || query.due === 'overdue';
  const days = {
    ...(query.due_from !== undefined && { gte: query.due_from }),
    ...(query.due_to !== undefined && { lte: query.due_to }),
    ...(query.due === 'overdue' && { lt: today }),
  };
  return {
    ...(due && {
      state: { eq: 'posted' },
      move_type: { in: ['out_invoice', 'out_refund'] },
      amount_residual: { ne: 0 },
    }),
    ...(query.state !== undefined && { state: { eq: query.state } }),
    ...(query.payment_state !== undefined && { payment_state: { eq: query.payment_state } }),
    ...(query.account_id !== undefined && { commercial_partner_id: { eq: query.account_id } }),
    ...(query.salesperson_id !== undefined && { invoice_user_id: { eq: query.salesperson_id } }),
    ...(query.team_id !== undefined && { team_id: { eq: query.team_id } }),
    ...dueDays(query, days, today),
  };
}

/** What has no due date is not late, and so belongs to what is due from today on. */
function dueDays(query: ListQuery, days: Readonly<Record<string, Plain>>, today: string) {
  if (Object.keys(days).length === 0) return {};
  const current = query.due_from === today && query.due_to === undefined && query.due !== 'overdue';
  return current
    ? { or: [{ invoice_date_due: days }, { invoice_date_due: { null: true } }] }
    : { invoice_date_due: days };
}
