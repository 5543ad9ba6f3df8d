import { expect, it } from 'vitest';
import { recordsCsv } from './recordsCsv';

const sort = { by: 'invoice_date', order: 'desc' } as const;

it('asks by field and operator, as the page does', () => {
  const href = recordsCsv(
    'account.move',
    ['name', 'amount_total'],
    { state: { eq: 'posted' }, move_type: { in: ['out_invoice', 'out_refund'] }, amount_residual: { ne: 0 } },
    sort,
  );

  expect(decodeURIComponent(href ?? '')).toBe(
    '/api/records/account.move?format=csv&fields=name,amount_total&state[eq]=posted' +
      '&move_type[in]=out_invoice,out_refund&amount_residual[ne]=0&sort_by=invoice_date&sort_order=desc',
  );
});

it('has none of alternatives', () => {
  expect(recordsCsv('account.move', ['name'], { or: [{ state: { eq: 'draft' } }] }, sort)).toBeNull();
});
