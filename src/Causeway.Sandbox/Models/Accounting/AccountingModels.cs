using Causeway.Sandbox.Schema;
using static Causeway.Sandbox.Schema.Fields;

namespace Causeway.Sandbox.Models.Accounting;

/// <summary>Invoices, their lines, and the small tables that they name.</summary>
internal static class AccountingModels
{
    public static readonly IReadOnlyList<ModelDeclaration> All =
    [
        MoveModel.Declaration,
        MoveModel.Line,
        new("account.journal", "Journal", "sequence, type, code",
        [
            Char("name", "Journal Name").Required(),
            Char("code", "Short Code").Required(),
            Selection("type", "Type", ("sale", "Sales"), ("purchase", "Purchase"), ("cash", "Cash"), ("bank", "Bank"), ("general", "Miscellaneous")).Required(),
            Integer("sequence", "Sequence").DefaultsTo(10L),
            Boolean("active", "Active").DefaultsTo(true),
            Many2one("company_id", "Company", "res.company").Required(),
        ]),
        new("account.payment.term", "Payment Terms", "sequence, id",
        [
            Char("name", "Payment Terms").Required().Translated(),
            Integer("sequence", "Sequence").DefaultsTo(10L),
            Boolean("active", "Active").DefaultsTo(true),
        ]),
        new("account.fiscal.position", "Fiscal Position", "sequence",
        [
            Char("name", "Fiscal Position").Required(),
            Integer("sequence", "Sequence"),
            Boolean("active", "Active").DefaultsTo(true),
        ]),
        new("account.tax", "Tax", "id", [Char("name", "Tax Name").Required(), Float("amount", "Amount"), Boolean("active", "Active").DefaultsTo(true)]),
        new("account.account", "Account", "code", [Char("code", "Code").Required(), Char("name", "Account Name").Required()]),
        new("account.payment", "Payments", "id", [Char("name", "Number"), Many2one("partner_id", "Customer/Vendor", "res.partner"), Monetary("amount", "Amount")]),
        new("sale.order", "Sales Order", "date_order desc, id desc",
        [
            Char("name", "Order Reference").Required().DefaultsTo("New"),
            Selection("state", "Status", ("draft", "Quotation"), ("sent", "Quotation Sent"), ("sale", "Sales Order"), ("cancel", "Cancelled")).ReadOnly().DefaultsTo("draft"),
            Many2one("partner_id", "Customer", "res.partner").Required(),
            Many2one("user_id", "Salesperson", "res.users").DefaultsTo(env => env.Uid),
            Many2one("team_id", "Sales Team", "crm.team"),
            Many2one("opportunity_id", "Opportunity", "crm.lead"),
            Many2one("company_id", "Company", "res.company").Required().DefaultsTo(env => env.Company),
            DateTime("date_order", "Order Date").Required().DefaultsTo(env => env.Now),
            Date("validity_date", "Expiration"),
            Monetary("amount_untaxed", "Untaxed Amount").ReadOnly(),
            Monetary("amount_tax", "Taxes").ReadOnly(),
            Monetary("amount_total", "Total").ReadOnly(),
            Many2one("currency_id", "Currency", "res.currency").ReadOnly(),
            Selection("invoice_status", "Invoice Status", ("upselling", "Upselling Opportunity"), ("invoiced", "Fully Invoiced"), ("to invoice", "To Invoice"), ("no", "Nothing to Invoice")).ReadOnly(),
            One2many("order_line", "Order Lines", "sale.order.line", "order_id"),
            Char("client_order_ref", "Customer Reference"),
            Html("note", "Terms and conditions"),
            Boolean("locked", "Locked").Since(17),
        ]),
        new("sale.order.line", "Sales Order Line", "id",
        [
            Many2one("order_id", "Order Reference", "sale.order").Required().Deletes(OnDelete.Cascade),
            Text("name", "Description").Required(),
            Many2one("product_id", "Product", "product.product"),
            Float("product_uom_qty", "Quantity").DefaultsTo(1.0),
            Float("price_unit", "Unit Price"),
        ]),
    ];
}
