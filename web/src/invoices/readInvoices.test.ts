import { describe, expect, it } from 'vitest';
import { filterOf } from './readInvoices';

const today = '2026-11-21';

describe('the filter of the list of invoices', () => {
  it('is none where nothing is asked', () => {
    expect(filterOf({}, today)).toEqual({});
  });

  it('of what is overdue ends before today', () => {
    expect(filterOf({ due: 'overdue' }, today)).toMatchObject({
      state: { eq: 'posted' },
      amount_residual: { ne: 0 },
      invoice_date_due: { lt: today },
    });
  });

  it('of what is not yet late holds what has no due date', () => {
    expect(filterOf({ due: 'open', due_from: today }, today)).toMatchObject({
      or: [{ invoice_date_due: { gte: today } }, { invoice_date_due: { null: true } }],
    });
  });
});
