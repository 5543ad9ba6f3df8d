using Causeway.Features.Receivables;
using Causeway.Mirror.Records;

namespace Causeway.Features.SqlAccess;

/// <summary>What customers owe, by the expressions that <c>/receivables</c> answers with.</summary>
internal static class ReceivableView
{
    public static readonly SqlView View = new(
        "odoo.v_receivable",
        "Posted customer invoices and credit notes, the latter negative, with what is still due.",
        [
            new("connection_id", "r.connection_id", "The Odoo connection; `shared.connection` names it"),
            new("id", "r.id", "Odoo's id, unique within the connection"),
            new("invoice_number", "r.name", "Odoo's number of it"),
            new("move_type", "r.move_type", "`out_invoice`, or `out_refund` for a credit note"),
            new("customer_id", "r.partner_id", "To whom it went (`res.partner`)"),
            new("customer_name", Names.Of("res.partner", "r.partner_id"), "Their name"),
            new("account_id", "r.commercial_partner_id", "The company behind the customer"),
            new("account_name", Names.Of("res.partner", "r.commercial_partner_id"), "Its name"),
            new("salesperson_id", "r.invoice_user_id", "The salesperson (`res.users`)"),
            new("salesperson", Names.Of("res.users", "r.invoice_user_id"), "Their name"),
            new("team_id", "r.team_id", "The sales team (`crm.team`)"),
            new("team", Names.Of("crm.team", "r.team_id"), "Its name"),
            new("company_id", "r.company_id", "The company of ours that wrote it (`res.company`)"),
            new("company", Names.Of("res.company", "r.company_id"), "Its name"),
            new("total_amount", Receivable.Total, "With tax, in `currency`"),
            new("amount_due", Receivable.Due, "What is still due of it"),
            new("amount_paid", $"{Receivable.Total} - {Receivable.Due}", "What has been paid of it"),
            new("currency", Names.Of("res.currency", "r.currency_id"), "Its own currency"),
            new("company_total", Receivable.CompanyTotal, "`total_amount` in `company_currency`, by the rate of its day"),
            new("company_due", Receivable.CompanyDue, "`amount_due` in `company_currency`"),
            new("company_currency", Names.Of("res.currency", "(select y.currency_id from odoo.res_company y where y.connection_id = r.connection_id and y.id = r.company_id)"), "The currency of the company that wrote it"),
            new("payment_status", "r.payment_state", "In Odoo's words: `not_paid`, `in_payment`, `paid`, `partial`, `reversed`, `blocked`"),
            new("invoice_date", "r.invoice_date", "The day on it"),
            new("due_date", "r.invoice_date_due", "When it is to be paid"),
            new("days_late", $"greatest(coalesce(day.today - {Receivable.DueDate}, 0), 0)", "Since its due date, by today in UTC; 0 before it"),
            new("is_overdue", $"coalesce({Receivable.DueDate} < day.today and {Receivable.Due} <> 0, false)", "Past its due date with something still due"),
            new("written_at", "r.write_date", "When it was last written in Odoo"),
            new("last_synced", "r.confirmed_at", "When the mirror last confirmed it"),
        ],
        $"""
        from odoo.account_move r
        cross join (select (now() at time zone 'utc')::date as today) day
        where r.state = 'present' and {Receivable.Posted} and {SqlView.Shared("r")}
        """);
}
