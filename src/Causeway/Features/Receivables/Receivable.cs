namespace Causeway.Features.Receivables;

/// <summary>What is owed on an invoice, as SQL over a row <c>r</c> of account.move: negative on a credit note.</summary>
internal static class Receivable
{
    /// <summary>What has been sent to customers and stands.</summary>
    public const string Posted = "r.odoo_state = 'posted' and r.move_type in ('out_invoice', 'out_refund')";

    /// <summary>
    /// Paid is what Odoo calls paid: Odoo 18 leaves the residual as it was where no bank entry backs the payment, as in the
    /// plain Invoicing app.
    /// </summary>
    private const string Settled = "coalesce(r.payment_state in ('paid', 'in_payment', 'reversed'), false)";

    private const string Sign = "case r.move_type when 'out_refund' then -1 else 1 end";

    /// <summary>In the invoice's own currency.</summary>
    public const string Total = $"({Sign} * coalesce(r.amount_total, 0))";

    public const string Due = $"(case when {Settled} then 0 else {Sign} * coalesce(r.amount_residual, 0) end)";

    /// <summary>In the currency of the invoice's company, by the rate of the invoice's day.</summary>
    public const string CompanyTotal = "coalesce(r.amount_total_signed, 0)";

    public const string CompanyDue = $"(case when {Settled} then 0 else coalesce(r.amount_residual_signed, 0) end)";

    public const string DueDate = "coalesce(r.invoice_date_due, r.invoice_date, r.date)";
}
