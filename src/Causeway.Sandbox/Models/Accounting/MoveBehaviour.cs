using Causeway.Sandbox.Access;
using Causeway.Sandbox.Data;
using Causeway.Sandbox.Models.Base;
using Causeway.Sandbox.Models.Mail;
using Causeway.Sandbox.Orm;
using Causeway.Sandbox.Wire;

namespace Causeway.Sandbox.Models.Accounting;

internal sealed class MoveBehaviour : Behaviour
{
    private const double TaxRate = 0.2;

    private static readonly string[] Fixed = ["invoice_date", "journal_id", "currency_id", "partner_id"];

    public override IReadOnlyList<Method> Methods { get; } =
    [
        new("action_post", "", MethodKind.OnRecords, Effect.Writes, Post),
        new("button_draft", "", MethodKind.OnRecords, Effect.Writes, call => SetState(call, "draft")),
        new("button_cancel", "", MethodKind.OnRecords, Effect.Writes, call => SetState(call, "cancel")),
        .. Threads.Methods,
    ];

    /// <summary>Who is in sales without being in accounting sees their own customers' invoices and those of nobody.</summary>
    public override bool Shows(Env env, Row row) =>
        env.Groups.Contains(Group.Accounting) || env.Groups.Contains(Group.Invoicing)
        || (row.Text("move_type") is "out_invoice" or "out_refund"
            && (env.Groups.Contains(Group.AllDocuments) || row.Reference("invoice_user_id") is not { } user || user == env.Uid));

    public override string DisplayName(Env env, Row row) => row.Text("name") is { Length: > 1 } name ? name : "Draft Invoice";

    public static object? SalesJournal(Env env) =>
        env.Table("account.journal").Rows.FirstOrDefault(row => row.Text("type") == "sale" && row.Reference("company_id") == env.Company)?.Id;

    public static object TaxTotals(Row row) => new Dictionary<string, object?>
    {
        ["amount_untaxed"] = row.Number("amount_untaxed"),
        ["amount_total"] = row.Number("amount_total"),
    };

    public override Row AfterCreate(Env env, Row row, Values values) => Total(env, Customer(env, row));

    public override void BeforeWrite(Env env, IReadOnlyList<Row> rows, Values values)
    {
        var broken = Fixed.Where(values.ContainsKey).ToList();
        if (broken.Count > 0 && env.Version > 14 && rows.Any(row => row.Text("state") == "posted"))
        {
            throw env.Version >= 18
                ? OdooError.User($"You cannot modify the following readonly fields on a posted move: {string.Join(", ", broken)}")
                : OdooError.Validation("The Date doesn't match the sequence number of the related Journal Entry");
        }
    }

    public override void AfterWrite(Env env, Row before, Row row, Values values) => Total(env, Customer(env, row));

    public override void BeforeUnlink(Env env, IReadOnlyList<Row> rows)
    {
        if (rows.Any(row => row.Text("state") == "posted"))
        {
            throw OdooError.User("You can't delete a posted journal item. Don’t play games with your accounting records; reset the journal entry to draft before deleting it.");
        }
    }

    /// <summary>Sums the lines; what is due goes down by payments, which the state of payment records.</summary>
    public static Row Total(Env env, Row row)
    {
        var lines = env.Table("account.move.line");
        var untaxed = Math.Round(lines.PointingTo(lines.Model["move_id"], row.Id).Sum(line => line.Number("price_subtotal")), 2);
        var tax = Math.Round(untaxed * TaxRate, 2);
        var total = Math.Round(untaxed + tax, 2);
        var residual = row.Text("payment_state") is "paid" or "reversed" ? 0 : Math.Max(0, Math.Round(total - (row.Number("amount_total") - row.Number("amount_residual")), 2));
        return SetAmounts(env, row, untaxed, tax, row.Text("payment_state") == "partial" ? Math.Min(row.Number("amount_residual"), total) : residual);
    }

    public static Row SetAmounts(Env env, Row row, double untaxed, double tax, double residual)
    {
        var total = Math.Round(untaxed + tax, 2);
        var sign = row.Text("move_type") is "out_refund" or "in_invoice" ? -1 : 1;
        var rate = env.Follow(row, "currency_id") is { } currency && currency.Id != env.Follow(row, "company_id")?.Reference("currency_id") ? Currencies.Rate(env, currency) : 1;
        double Signed(double amount) => Math.Round(sign * amount / rate, 2);
        row = env.Set(row, "amount_untaxed", untaxed);
        row = env.Set(row, "amount_tax", tax);
        row = env.Set(row, "amount_total", total);
        row = env.Set(row, "amount_residual", residual);
        row = env.Set(row, "amount_untaxed_signed", Signed(untaxed));
        row = env.Set(row, "amount_total_signed", Signed(total));
        row = env.Set(row, "amount_residual_signed", Signed(residual));
        return row.Has("amount_total_in_currency_signed") ? env.Set(row, "amount_total_in_currency_signed", sign * total) : row;
    }

    private static Row Customer(Env env, Row row)
    {
        var partner = env.Follow(row, "partner_id");
        row = env.Set(row, "commercial_partner_id", partner?.Reference("commercial_partner_id"));
        return env.Set(row, "invoice_partner_display_name", partner is null ? null : env.DisplayName(partner));
    }

    private static object? Post(Call call)
    {
        foreach (var draft in Writing.Existing(call.Env, call.Model, call.Ids))
        {
            call.Env.Rights.Check(call.Env, call.Model, Right.Write);
            var row = call.Env.Touch(draft);
            row["state"] = "posted";
            row["invoice_date"] ??= call.Env.Today;
            row["invoice_date_due"] ??= row["invoice_date"];
            row["sequence_number"] = Boxes.Of(NextNumber(call.Env, row));
            row["name"] = $"{(row.Text("move_type") == "out_refund" ? "RINV" : "INV")}/{((DateOnly)row["invoice_date"]!).Year}/{row.Number("sequence_number"):00000}";
        }

        return false;
    }

    private static int NextNumber(Env env, Row row) => 1 + env.Table("account.move").Rows
        .Where(other => other.Text("move_type") == row.Text("move_type") && other.Id != row.Id)
        .Select(other => (int)other.Number("sequence_number")).DefaultIfEmpty(0).Max();

    private static object? SetState(Call call, string state)
    {
        foreach (var row in Writing.Existing(call.Env, call.Model, call.Ids))
        {
            call.Env.Rights.Check(call.Env, call.Model, Right.Write);
            call.Env.Set(row, "state", state);
        }

        return null;
    }
}
