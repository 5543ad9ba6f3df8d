import { useTranslation } from 'react-i18next';
import { cn } from '@/components/ui/cn';
import { useFormats } from '@/formats/useFormats';
import { PaymentState } from './PaymentState';
import type { InvoiceRow } from './readInvoices';
import { isLate, signOf } from './invoiceFacts';

export function InvoiceCard({ row }: { row: InvoiceRow }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <div className="flex h-full min-w-0 flex-col justify-between">
      <div>
        <p className="flex gap-3 font-medium">
          <span className="min-w-0 flex-1 truncate">{row.name ?? `#${row.id}`}</span>
          <span className="tabular-nums">
            {formats.ledger((row.amount_total ?? 0) * signOf(row), row.currency?.name)}
          </span>
        </p>
        <p className="truncate text-xs text-muted-foreground">{row.partner?.name}</p>
      </div>
      <p className="flex gap-3 text-xs text-muted-foreground">
        <PaymentState state={row.state} payment={row.payment_state} />
        {row.invoice_date_due && (
          <span className={cn('ms-auto', isLate(row) && 'text-destructive')}>
            {t('leads.due', { date: formats.day(row.invoice_date_due) })}
          </span>
        )}
      </p>
    </div>
  );
}
