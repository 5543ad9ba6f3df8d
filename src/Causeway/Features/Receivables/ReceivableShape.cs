using Causeway.Mirror.Catalog;
using Causeway.Mirror.Records;

namespace Causeway.Features.Receivables;

/// <summary>What an invoice looks like to who waits for the money (contract 3.3).</summary>
internal static class ReceivableShape
{
    private static readonly MirrorModel Model = DefaultModels.Move;

    /// <summary>Its query joins <c>clock.today</c>.</summary>
    public static readonly RecordShape Shape = new(
        Model,
        "Receivable",
        "invoices",
        [
            Member.Value("id", "r.id", MirrorType.Integer),
            Member.Field(Model, "name", "invoice_number"),
            Member.Value("customer_name", Names.Of("res.partner", "r.partner_id"), MirrorType.Text),
            Member.Field(Model, "commercial_partner_id", "account_id"),
            Member.Value("salesperson", Names.Of("res.users", "r.invoice_user_id"), MirrorType.Text),
            Member.Value("total_amount", Receivable.Total, MirrorType.Number),
            Member.Value("amount_due", Receivable.Due, MirrorType.Number),
            Member.Value("amount_paid", $"({Receivable.Total} - {Receivable.Due})", MirrorType.Number),
            Member.Field(Model, "payment_state", "payment_status"),
            Member.Field(Model, "move_type"),
            Member.Field(Model, "invoice_date"),
            Member.Field(Model, "invoice_date_due", "due_date"),
            Member.Value("currency", Names.Of("res.currency", "r.currency_id"), MirrorType.Text),
            Member.Value("is_overdue", $"coalesce({Receivable.DueDate} < clock.today and {Receivable.Due} <> 0, false)", MirrorType.Boolean),
            Member.Value("source", "'odoo'", MirrorType.Text),
        ],
        [
            SortField.Of(Model, "invoice_date"),
            SortField.Of(Model, "invoice_date_due", "due_date"),
            SortField.Of(Model, "name", "invoice_number"),
            SortField.Of(Model, "amount_total", "total_amount"),
        ]);
}
