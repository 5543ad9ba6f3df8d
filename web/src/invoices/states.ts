/** Odoo's own words for what has been paid. */
export const paymentStates = ['not_paid', 'in_payment', 'partial', 'paid', 'reversed'] as const;
