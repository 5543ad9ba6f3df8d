using Causeway.Odoo;

namespace Causeway.Mirror.Catalog;

/// <summary>Invoices, currencies and companies.</summary>
internal static partial class DefaultModels
{
    /// <summary>What the visibility rule and the filters of lists look at.</summary>
    private static readonly string[] OfMove =
    [
        "state", "odoo_state", "move_type", "payment_state", "invoice_user_id", "team_id", "company_id",
        "date", "invoice_date", "invoice_date_due", "amount_residual", "changed_at",
    ];

    /// <summary>Invoices to customers and their credit notes: what kind of entry one is never changes.</summary>
    public static readonly MirrorModel Move = new("account.move",
    [
        Title("name"),
        Text("ref"),
        Text("move_type"),
        Text("state"),
        Word("payment_state"),
        ToOne("partner_id", "res.partner"),
        ToOne("commercial_partner_id", "res.partner"),
        ToOne("invoice_user_id", "res.users"),
        ToOne("team_id", "crm.team"),
        ToOne("company_id", "res.company"),
        ToOne("currency_id", "res.currency"),
        ToOne("journal_id", "account.journal"),
        Day("date"),
        Day("invoice_date"),
        Day("invoice_date_due"),
        Text("invoice_origin"),
        Text("payment_reference"),
        Number("amount_untaxed"),
        Number("amount_tax"),
        Number("amount_total"),
        Number("amount_residual"),
        // In the company's currency, negative for a credit note.
        Number("amount_untaxed_signed"),
        Number("amount_total_signed"),
        Number("amount_residual_signed"),
        // Odoo 15 and later.
        Number("amount_total_in_currency_signed"),
        ToOne("invoice_payment_term_id", "account.payment.term"),
        ToOne("reversed_entry_id", "account.move"),
        Flag("is_move_sent"),
        Text("narration"),
    ])
    {
        Entity = "invoices",
        Domain = OdooDomain.Where("move_type", "in", new[] { "out_invoice", "out_refund" }),
        SalespersonField = "invoice_user_id",
        TeamField = "team_id",
        CompanyField = "company_id",
        Writers = Writers.Administrators,
        Search = new("name", "ref", "invoice_origin", "payment_reference") { IsNumbered = true },
        Indexes =
        [
            new("partner_id"),
            new("commercial_partner_id"),
            new("payment_state") { Carried = OfMove },
            // What lists can be sorted by.
            new() { Carried = OfMove },
            new("invoice_date_due") { Carried = OfMove },
            new("invoice_date") { Carried = OfMove },
            new("name") { Carried = OfMove },
            new("amount_total") { Carried = OfMove },
        ],
    };

    public static readonly MirrorModel Currency = new("res.currency",
    [
        Text("name"),
        Text("symbol"),
        Text("position"),
        Integer("decimal_places"),
        Flag("active"),
    ])
    { Entity = "accounts", Small = true };

    /// <summary>How many units of a currency one of the company's buys, from a day on.</summary>
    public static readonly MirrorModel CurrencyRate = new("res.currency.rate",
    [
        Day("name"),
        Number("rate"),
        ToOne("currency_id", "res.currency"),
        ToOne("company_id", "res.company"),
    ])
    { Entity = "accounts", Small = true, CompanyField = "company_id", Indexes = [new("currency_id", "name")] };

    public static readonly MirrorModel Company = new("res.company",
    [
        Text("name"),
        ToOne("partner_id", "res.partner"),
        ToOne("currency_id", "res.currency"),
        ToOne("parent_id", "res.company"),
    ])
    { Entity = "users", Small = true };
}
