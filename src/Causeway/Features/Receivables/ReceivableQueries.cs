using Causeway.Mirror.Records;
using Causeway.Platform.Database;
using Causeway.Platform.Http;

namespace Causeway.Features.Receivables;

/// <summary>Which invoices are receivables.</summary>
internal static class ReceivableQueries
{
    public static readonly QuerySpec Filters =
    [
        new("status", QueryType.Text, "The payment's state, in Odoo's words.")
        {
            Choices = ["not_paid", "in_payment", "paid", "partial", "reversed", "blocked", "invoicing_legacy"],
        },
        new("overdue", QueryType.Text, "true: past its due date with something still due; false: the others.") { Choices = ["true", "false"] },
        new("customer_id", QueryType.Long, "Invoices of this partner, or of the account that it is."),
        new("from", QueryType.Date, "Invoiced on this day or later."),
        new("to", QueryType.Date, "Invoiced on this day or before."),
    ];

    public static RecordQuery List(Viewer viewer, QueryValues query, Money money)
    {
        var conditions = new List<Condition> { Posted };
        conditions.AddIf(query.Text("status"), (sql, status) => sql.Append($" and r.payment_state = {status}"));
        conditions.AddIf(query.Text("overdue"), (sql, wanted) => sql.Append($" and {Overdue(money)} = {wanted == "true"}"));
        conditions.AddIf(query.Long("customer_id"), (sql, customer) => sql.Append($" and (r.partner_id = {customer} or r.commercial_partner_id = {customer})"));
        conditions.AddIf(query.Date("from"), (sql, day) => sql.Append($" and r.invoice_date >= {day}"));
        conditions.AddIf(query.Date("to"), (sql, day) => sql.Append($" and r.invoice_date <= {day}"));
        return new RecordQuery(ReceivableShape.Shape, viewer, conditions) { Joins = Clock(money) };
    }

    /// <summary>The posted invoices that meet a further condition, in this shape.</summary>
    public static RecordQuery Where(Viewer viewer, Money money, params Condition[] conditions) =>
        new(ReceivableShape.Shape, viewer, [Posted, .. conditions]) { Joins = Clock(money) };

    private static void Posted(SqlText sql) => sql.Append($" and {(SqlRaw)Receivable.Posted}");

    private static Condition Clock(Money money) => sql => sql.Append($" cross join (select {money.Today}::date as today) clock\n");

    // A day is digits and hyphens.
    private static SqlRaw Overdue(Money money) => $"coalesce({Receivable.DueDate} < date '{money.Today:O}' and {Receivable.Due} <> 0, false)";
}
