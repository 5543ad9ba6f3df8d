using Causeway.Sandbox.Models.Mail;
using Causeway.Sandbox.Schema;
using static Causeway.Sandbox.Schema.Fields;

namespace Causeway.Sandbox.Models.Accounting;

internal static class MoveModel
{
    private static readonly (string Key, string Label)[] PaymentStates =
    [
        ("not_paid", "Not Paid"), ("in_payment", "In Payment"), ("paid", "Paid"), ("partial", "Partially Paid"),
        ("reversed", "Reversed"), ("blocked", "Blocked"), ("invoicing_legacy", "Invoicing App Legacy"),
    ];

    private static readonly (string Key, string Label)[] States = [("draft", "Draft"), ("posted", "Posted"), ("cancel", "Cancelled")];

    public static readonly ModelDeclaration Declaration = new("account.move", "Journal Entry", "date desc, name desc, invoice_date desc, id desc",
    [
        Char("name", "Number"),
        Char("ref", "Reference"),
        Selection("move_type", "Type", ("entry", "Journal Entry"), ("out_invoice", "Customer Invoice"), ("out_refund", "Customer Credit Note"), ("in_invoice", "Vendor Bill"),
            ("in_refund", "Vendor Credit Note"), ("out_receipt", "Sales Receipt"), ("in_receipt", "Purchase Receipt")).Required().ReadOnly().DefaultsTo("entry"),
        Selection("state", "Status", States).Required().ReadOnly().DefaultsTo("draft"),
        Selection("payment_state", "Payment Status", PaymentStates).ReadOnly().DefaultsTo("not_paid"),
        Selection("status_in_payment", "Status In Payment", [.. PaymentStates, .. States]).By((_, row) => row.Text("state") == "posted" ? row.Text("payment_state") : row.Text("state")).Since(18),
        Many2one("partner_id", "Partner", "res.partner").ReadOnly().Deletes(OnDelete.Restrict).Until(16),
        Many2one("partner_id", "Partner", "res.partner").Deletes(OnDelete.Restrict).Since(17),
        Many2one("commercial_partner_id", "Commercial Entity", "res.partner").ReadOnly().Deletes(OnDelete.Restrict),
        Many2one("invoice_user_id", "Salesperson", "res.users").DefaultsTo(env => env.Uid),
        Many2one("team_id", "Sales Team", "crm.team"),
        Many2one("company_id", "Company", "res.company").DefaultsTo(env => env.Company),
        Many2one("currency_id", "Currency", "res.currency").Required().DefaultsTo(env => env.Find("res.company", env.Company)?["currency_id"]),
        Many2one("journal_id", "Journal", "account.journal").Required().DefaultsTo(env => MoveBehaviour.SalesJournal(env)),
        Date("date", "Date").Required().DefaultsTo(env => env.Today),
        Date("invoice_date", "Invoice/Bill Date"),
        Date("invoice_date_due", "Due Date"),
        Char("invoice_origin", "Origin").ReadOnly(),
        Char("payment_reference", "Payment Reference"),
        Char("invoice_partner_display_name", "Invoice Partner Display Name").ReadOnly(),
        Monetary("amount_untaxed", "Untaxed Amount").ReadOnly(),
        Monetary("amount_tax", "Tax").ReadOnly(),
        Monetary("amount_total", "Total").ReadOnly(),
        Monetary("amount_residual", "Amount Due").ReadOnly(),
        Monetary("amount_untaxed_signed", "Untaxed Amount Signed").ReadOnly(),
        Monetary("amount_total_signed", "Total Signed").ReadOnly(),
        Monetary("amount_residual_signed", "Amount Due Signed").ReadOnly(),
        Monetary("amount_total_in_currency_signed", "Total in Currency Signed").ReadOnly().Since(16),
        One2many("invoice_line_ids", "Invoice lines", "account.move.line", "move_id"),
        One2many("line_ids", "Journal Items", "account.move.line", "move_id"),
        Many2one("invoice_payment_term_id", "Payment Terms", "account.payment.term"),
        Many2one("fiscal_position_id", "Fiscal Position", "account.fiscal.position"),
        Json("tax_totals", "Invoice Totals").By((env, row) => MoveBehaviour.TaxTotals(row)).Since(16),
        Boolean("to_check", "To Check").Until(17),
        Boolean("checked", "Checked").Since(18),
        Boolean("is_move_sent", "Is Move Sent").ReadOnly(),
        Selection("move_sent_values", "Sent", ("sent", "Sent"), ("not_sent", "Not Sent")).By((_, row) => row.Flag("is_move_sent") ? "sent" : "not_sent").Since(18),
        Many2one("payment_id", "Payment", "account.payment").Until(17),
        Many2one("origin_payment_id", "Payment", "account.payment").Since(18),
        Many2one("reversed_entry_id", "Reversal of", "account.move").ReadOnly(),
        Integer("sequence_number", "Sequence Number").ReadOnly(),
        Text("narration", "Terms and Conditions").Until(14),
        Html("narration", "Terms and Conditions").Since(16),
        Char("access_token", "Security Token"),
        .. Threads.Fields,
        .. Threads.ActivityFields,
    ]) { Behaviour = new MoveBehaviour() };

    public static readonly ModelDeclaration Line = new("account.move.line", "Journal Item", "date desc, id",
    [
        Many2one("move_id", "Journal Entry", "account.move").Required().ReadOnly().Deletes(OnDelete.Cascade),
        Char("name", "Label"),
        Many2one("product_id", "Product", "product.product").Deletes(OnDelete.Restrict),
        Many2one("product_uom_id", "Unit of Measure", "uom.uom"),
        Float("quantity", "Quantity").DefaultsTo(1.0),
        Float("price_unit", "Unit Price"),
        Float("discount", "Discount (%)"),
        Monetary("price_subtotal", "Subtotal").ReadOnly(),
        Monetary("price_total", "Total").ReadOnly(),
        Many2many("tax_ids", "Taxes", "account.tax"),
        Many2one("account_id", "Account", "account.account").Deletes(OnDelete.Restrict),
        Json("analytic_distribution", "Analytic Distribution").Since(16),
        Monetary("debit", "Debit"),
        Monetary("credit", "Credit"),
        Monetary("balance", "Balance"),
        Monetary("amount_currency", "Amount in Currency"),
        Monetary("amount_residual", "Residual Amount").ReadOnly(),
        Many2one("currency_id", "Currency", "res.currency").Required().DefaultsTo(env => env.Find("res.company", env.Company)?["currency_id"]),
        Date("date", "Date").ReadOnly(),
        Selection("display_type", "Display Type", ("product", "Product"), ("tax", "Tax"), ("payment_term", "Payment Term"), ("line_section", "Section"), ("line_note", "Note")).DefaultsTo("product"),
        Selection("parent_state", "Status", States).Through("move_id", "state").ReadOnly(),
        Many2one("partner_id", "Partner", "res.partner").Through("move_id", "partner_id").ReadOnly(),
        Many2one("company_id", "Company", "res.company").Through("move_id", "company_id").ReadOnly(),
    ]) { Behaviour = new LineBehaviour() };
}
