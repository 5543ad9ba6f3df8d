using Causeway.Mirror.Catalog;
using Causeway.Mirror.Records;

namespace Causeway.Features.Invoices;

/// <summary>What a customer invoice or credit note looks like to clients, in Odoo's own words.</summary>
internal static class InvoiceShape
{
    private static readonly MirrorModel Model = DefaultModels.Move;

    public static readonly RecordShape Shape = new(
        Model,
        "Invoice",
        "invoices",
        [
            Member.Value("id", "r.id", MirrorType.Integer),
            Member.Field(Model, "name"),
            Member.Field(Model, "ref"),
            Member.Field(Model, "move_type"),
            Member.Field(Model, "state"),
            Member.Field(Model, "payment_state"),
            Member.Reference(Model, "partner_id", "partner"),
            Member.Reference(Model, "commercial_partner_id", "account"),
            Member.Reference(Model, "invoice_user_id", "user"),
            Member.Reference(Model, "team_id", "team"),
            Member.Reference(Model, "company_id", "company"),
            Member.Reference(Model, "currency_id", "currency"),
            Member.Field(Model, "date"),
            Member.Field(Model, "invoice_date"),
            Member.Field(Model, "invoice_date_due"),
            Member.Field(Model, "invoice_origin"),
            Member.Field(Model, "payment_reference"),
            Member.Field(Model, "amount_untaxed"),
            Member.Field(Model, "amount_tax"),
            Member.Field(Model, "amount_total"),
            Member.Field(Model, "amount_residual"),
            Member.Field(Model, "amount_total_signed"),
            Member.Field(Model, "amount_residual_signed"),
            Member.Reference(Model, "reversed_entry_id", "reversed_entry"),
            Member.Value("create_date", "r.create_date", MirrorType.Instant),
            Member.Value("write_date", "r.write_date", MirrorType.Instant),
            Member.Custom(Model),
        ],
        [
            SortField.Of(Model, "name"),
            SortField.Of(Model, "invoice_date"),
            SortField.Of(Model, "invoice_date_due"),
            SortField.Of(Model, "amount_total"),
        ]);
}
