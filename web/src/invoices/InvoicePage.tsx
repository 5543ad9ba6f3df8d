import { queryOptions, useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '@/api/client';
import type { Invoice } from '@/api/types';
import { freshnessOf, type Fresh } from '@/changes/freshness';
import { useFormats } from '@/formats/useFormats';
import { Neighbours } from '@/list/Neighbours';
import { RecordPage } from '@/record/RecordPage';
import { FieldGrid, Section } from '@/record/Section';
import { PaymentState } from './PaymentState';
import { invoiceModels } from './readInvoices';
import { isLate, signOf } from './invoiceFacts';
import { useInvoicesList } from './useInvoicesList';

const invoiceQuery = (id: number) =>
  queryOptions({
    queryKey: ['invoice', id],
    queryFn: async ({ signal }): Promise<Invoice & Fresh> => {
      const { body, headers } = await answerOf(
        api.GET('/api/invoices/{id}', { params: { path: { id } }, signal }),
      );
      return { ...body, ...freshnessOf(headers) };
    },
    meta: { models: invoiceModels },
  });

/** Odoo keeps the books: an invoice is read here, and changed there. */
export function InvoicePage() {
  const { t } = useTranslation();
  const { id } = useParams({ strict: false });
  const list = useInvoicesList();
  return (
    <RecordPage
      query={useQuery(invoiceQuery(Number(id)))}
      titleOf={(invoice) => invoice.name ?? `#${invoice.id}`}
      odooUrlOf={(invoice) => invoice.odoo_url}
      back={{ to: '/invoices', title: t('invoices.title') }}
      steps={<Neighbours list={list} id={String(id)} />}
    >
      {(invoice) => <InvoiceDetails invoice={invoice} />}
    </RecordPage>
  );
}

function InvoiceDetails({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const money = (value: number | null) =>
    value !== null && formats.ledger(value * signOf(invoice), invoice.currency?.name);
  const day = (value: string | null) => value && formats.day(value);
  const link = 'text-primary underline-offset-4 hover:underline';
  return (
    <div className="mx-auto grid max-w-4xl gap-4 p-4 md:p-5" data-testid="invoice">
      <Section title={t('record.details')}>
        <FieldGrid>
          <Shown label={t('invoices.field.payment_state')}>
            <PaymentState state={invoice.state} payment={invoice.payment_state} />
          </Shown>
          <Shown label={t('invoices.field.partner')}>
            {invoice.partner && (
              <Link to={`/contacts/${invoice.partner.id}` as '/'} className={link}>
                {invoice.partner.name}
              </Link>
            )}
          </Shown>
          <Shown label={t('invoices.field.account')}>
            {invoice.account && (
              <Link to={`/accounts/${invoice.account.id}` as '/'} className={link}>
                {invoice.account.name}
              </Link>
            )}
          </Shown>
          <Shown label={t('invoices.field.invoice_date')}>{day(invoice.invoice_date)}</Shown>
          <Shown label={t('invoices.field.invoice_date_due')}>
            {invoice.invoice_date_due && (
              <span className={isLate(invoice) ? 'text-destructive' : undefined}>
                {day(invoice.invoice_date_due)}
              </span>
            )}
          </Shown>
          <Shown label={t('leads.field.user')}>{invoice.user?.name}</Shown>
          <Shown label={t('leads.field.team')}>{invoice.team?.name}</Shown>
          <Shown label={t('invoices.field.ref')}>{invoice.ref}</Shown>
          <Shown label={t('invoices.field.invoice_origin')}>{invoice.invoice_origin}</Shown>
          <Shown label={t('invoices.field.reversed')}>
            {invoice.reversed_entry && (
              <Link to={`/invoices/${invoice.reversed_entry.id}` as '/'} className={link}>
                {invoice.reversed_entry.name}
              </Link>
            )}
          </Shown>
        </FieldGrid>
      </Section>
      <Section title={t('invoices.amounts')}>
        <dl className="ms-auto grid max-w-sm gap-1 tabular-nums">
          {(['amount_untaxed', 'amount_tax', 'amount_total', 'amount_residual'] as const).map((field) => (
            <div
              key={field}
              className="flex justify-between gap-6 not-first:border-t not-first:pt-1 last:font-semibold"
            >
              <dt>{t(`invoices.field.${field}`)}</dt>
              <dd>{money(invoice[field])}</dd>
            </div>
          ))}
        </dl>
      </Section>
    </div>
  );
}

function Shown({ label, children }: { label: string; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <div className="min-w-0">
      <dt className="text-xs text-muted-foreground">{label}</dt>
      <dd className="min-h-8 py-1.5 wrap-anywhere">
        {children || <span className="text-muted-foreground">{t('fields.empty')}</span>}
      </dd>
    </div>
  );
}
