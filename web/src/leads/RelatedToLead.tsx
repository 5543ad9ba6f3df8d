import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, bodyOf } from '@/api/client';
import { Skeleton } from '@/components/ui/skeleton';
import { useFormats } from '@/formats/useFormats';
import { Row, Rows } from '@/record/Rows';
import { Section } from '@/record/Section';
import type { HeldLead } from './leadQuery';

const shown = 5;

/** What else there is with the same customer. */
export function RelatedToLead({ lead }: { lead: HeldLead }) {
  if (!lead.partner) return null;
  return (
    <div className="grid grid-cols-1 gap-4 xl:grid-cols-2">
      <OtherOpportunities leadId={lead.id} partnerId={lead.partner.id} />
      <CustomersInvoices partnerId={lead.partner.id} />
    </div>
  );
}

function OtherOpportunities({ leadId, partnerId }: { leadId: number; partnerId: number }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { data, error } = useQuery({
    queryKey: ['opportunities', 'of', partnerId],
    queryFn: async ({ signal }) => {
      const query = {
        account_id: partnerId,
        status: 'all' as const,
        per_page: shown + 1,
        count: 'none' as const,
      };
      return (await bodyOf(api.GET('/api/opportunities', { params: { query }, signal }))).opportunities;
    },
    meta: { models: ['crm.lead'] },
  });
  const others = data?.filter(({ id }) => id !== leadId).slice(0, shown);
  return (
    <Section title={t('leads.others')}>
      <Part error={error} items={others}>
        {(items) => (
          <Rows>
            {items.map((other) => (
              <Row
                key={other.id}
                href={`/leads/${other.id}`}
                title={other.name ?? ''}
                text={[other.stage, other.salesperson].filter(Boolean).join(' · ')}
                end={other.value !== null && formats.money(other.value, other.currency)}
              />
            ))}
          </Rows>
        )}
      </Part>
    </Section>
  );
}

function CustomersInvoices({ partnerId }: { partnerId: number }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { data, error } = useQuery({
    queryKey: ['receivables', 'of', partnerId],
    queryFn: async ({ signal }) => {
      const query = {
        customer_id: partnerId,
        per_page: shown,
        count: 'none' as const,
        sort_by: 'invoice_date' as const,
        sort_order: 'desc' as const,
      };
      return (await bodyOf(api.GET('/api/receivables', { params: { query }, signal }))).invoices;
    },
    meta: { models: ['account.move'] },
  });
  return (
    <Section title={t('leads.invoices')}>
      <Part error={error} items={data}>
        {(items) => (
          <Rows>
            {items.map((invoice) => (
              <Row
                key={invoice.id}
                href={`/invoices/${invoice.id}`}
                title={invoice.invoice_number ?? `#${invoice.id}`}
                text={invoice.due_date && t('leads.due', { date: formats.day(invoice.due_date) })}
                end={
                  <>
                    <span className="block">
                      {formats.money(invoice.total_amount ?? 0, invoice.currency)}
                    </span>
                    {Boolean(invoice.amount_due) && (
                      <span className={invoice.is_overdue ? 'text-destructive' : 'text-muted-foreground'}>
                        {t('leads.open', {
                          amount: formats.money(invoice.amount_due ?? 0, invoice.currency),
                        })}
                      </span>
                    )}
                  </>
                }
              />
            ))}
          </Rows>
        )}
      </Part>
    </Section>
  );
}

interface PartProps<Item> {
  items: Item[] | undefined;
  error: Error | null;
  children: (items: Item[]) => React.ReactNode;
}

/** One part of the page may fail without the others. */
function Part<Item>({ items, error, children }: PartProps<Item>) {
  const { t } = useTranslation();
  if (items?.length) return children(items);
  if (items) return <p className="text-muted-foreground">{t('record.none')}</p>;
  if (error) return <p className="text-warning">{t('record.partFailed', { reason: error.message })}</p>;
  return <Skeleton className="h-16" />;
}
