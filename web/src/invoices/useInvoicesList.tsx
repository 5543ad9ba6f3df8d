import { ReceiptTextIcon } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { cn } from '@/components/ui/cn';
import { findAccounts, partnerName, useSalespeople, useTeams } from '@/crm/lookups';
import { optionsOf } from '@/crm/options';
import { useFormats } from '@/formats/useFormats';
import type { ListColumn, ListDefinition, ListFilter } from '@/list/list';
import { EmptyState } from '@/shell/EmptyState';
import { InvoiceCard } from './InvoiceCard';
import { isLate, signOf } from './invoiceFacts';
import { PaymentState } from './PaymentState';
import { paymentStates } from './states';
import { invoiceModels, invoicesCsv, readInvoices, type InvoiceRow } from './readInvoices';

export function useInvoicesList(): ListDefinition<InvoiceRow> {
  const { t } = useTranslation();
  const formats = useFormats();
  const columns = useColumns();
  const filters = useFilters();
  return useMemo(
    () => ({
      name: 'invoices',
      title: t('invoices.title'),
      models: invoiceModels,
      path: '/api/invoices',
      routeLacks: filters.map(({ name }) => name),
      routeSort: { amount_residual: null },
      csvBesides: invoicesCsv,
      read: readInvoices,
      columns,
      filters,
      searchLabel: t('invoices.search'),
      sort: { by: 'invoice_date', order: 'desc' },
      idOf: ({ id }) => String(id),
      titleOf: ({ id, name }) => name ?? `#${id}`,
      hrefOf: ({ id }) => `/invoices/${id}`,
      count: (count) => t('invoices.total', { count, formatted: formats.count(count) }),
      Card: InvoiceCard,
      empty: (
        <EmptyState icon={ReceiptTextIcon} title={t('invoices.empty.title')}>
          {t('invoices.empty.text')}
        </EmptyState>
      ),
    }),
    [t, formats, columns, filters],
  );
}

function useColumns() {
  const { t } = useTranslation();
  const formats = useFormats();
  return useMemo((): ListColumn<InvoiceRow>[] => {
    const day = (value: string | null) => value && formats.day(value);
    const money = (row: InvoiceRow, value: number | null) =>
      value !== null && formats.ledger(value * signOf(row), row.currency?.name);
    return [
      {
        id: 'name',
        header: t('invoices.field.name'),
        width: [11, 1],
        sortBy: 'name',
        cell: (row) => row.name ?? `#${row.id}`,
      },
      {
        id: 'partner',
        header: t('invoices.field.partner'),
        width: [12, 2],
        cell: (row) => row.partner?.name,
      },
      {
        id: 'invoice_date',
        header: t('invoices.field.invoice_date'),
        width: [8, 1],
        sortBy: 'invoice_date',
        cell: (row) => day(row.invoice_date),
      },
      {
        id: 'invoice_date_due',
        header: t('invoices.field.invoice_date_due'),
        width: [8, 1],
        sortBy: 'invoice_date_due',
        cell: (row) => (
          <span className={cn(isLate(row) && 'text-destructive')}>{day(row.invoice_date_due)}</span>
        ),
      },
      {
        id: 'amount_total',
        header: t('invoices.field.amount_total'),
        width: [9, 1],
        sortBy: 'amount_total',
        end: true,
        cell: (row) => money(row, row.amount_total),
      },
      {
        id: 'amount_residual',
        header: t('invoices.field.amount_residual'),
        width: [9, 1],
        sortBy: 'amount_residual',
        end: true,
        cell: (row) => money(row, row.amount_residual),
      },
      {
        id: 'payment_state',
        header: t('invoices.field.payment_state'),
        width: [9, 0],
        cell: (row) => <PaymentState state={row.state} payment={row.payment_state} />,
      },
      {
        id: 'user',
        header: t('leads.field.user'),
        width: [9, 1],
        hidden: true,
        cell: (row) => row.invoice_user?.name,
      },
      {
        id: 'team',
        header: t('leads.field.team'),
        width: [9, 1],
        hidden: true,
        cell: (row) => row.team?.name,
      },
      { id: 'ref', header: t('invoices.field.ref'), width: [9, 1], hidden: true, cell: (row) => row.ref },
      {
        id: 'invoice_origin',
        header: t('invoices.field.invoice_origin'),
        width: [8, 1],
        hidden: true,
        cell: (row) => row.invoice_origin,
      },
    ];
  }, [t, formats]);
}

function useFilters() {
  const { t } = useTranslation();
  const [salespeople, teams] = [useSalespeople(), useTeams()];
  return useMemo((): ListFilter[] => {
    const due = (['open', 'overdue'] as const).map((value) => ({ value, label: t(`invoices.due.${value}`) }));
    const payment = paymentStates.map((value) => ({ value, label: t(`invoices.payment.${value}`) }));
    const states = (['draft', 'posted', 'cancel'] as const).map((value) => ({
      value,
      label: t(`invoices.state.${value}`),
    }));
    return [
      { name: 'due', label: t('invoices.field.due'), kind: 'choice', options: due },
      { name: 'due_from', label: t('invoices.field.due_from'), kind: 'date' },
      { name: 'due_to', label: t('invoices.field.due_to'), kind: 'date' },
      { name: 'payment_state', label: t('invoices.field.payment_state'), kind: 'choice', options: payment },
      { name: 'state', label: t('invoices.field.state'), kind: 'choice', options: states },
      {
        name: 'account_id',
        label: t('invoices.field.account_id'),
        kind: 'record',
        find: findAccounts,
        nameOf: partnerName,
      },
      {
        name: 'salesperson_id',
        label: t('leads.field.user'),
        kind: 'choice',
        options: optionsOf(salespeople),
      },
      { name: 'team_id', label: t('leads.field.team'), kind: 'choice', options: optionsOf(teams) },
    ];
  }, [t, salespeople, teams]);
}
