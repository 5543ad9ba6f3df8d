import { isOverdue } from '@/formats/dates';
import type { InvoiceRow } from './readInvoices';

/** A credit note takes away from what is due. */
export function signOf({ move_type }: Pick<InvoiceRow, 'move_type'>) {
  return move_type === 'out_refund' ? -1 : 1;
}

/** What is still due, and should have been paid before today. */
export function isLate(row: Pick<InvoiceRow, 'state' | 'amount_residual' | 'invoice_date_due'>) {
  return (
    row.state === 'posted' &&
    Boolean(row.amount_residual) &&
    row.invoice_date_due !== null &&
    isOverdue(row.invoice_date_due)
  );
}
