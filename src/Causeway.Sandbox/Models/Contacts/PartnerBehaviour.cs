using Causeway.Sandbox.Data;
using Causeway.Sandbox.Models.Crm;
using Causeway.Sandbox.Models.Mail;
using Causeway.Sandbox.Orm;
using Causeway.Sandbox.Wire;

namespace Causeway.Sandbox.Models.Contacts;

internal sealed class PartnerBehaviour : Behaviour
{
    private static readonly string[] Address = ["street", "street2", "city", "zip", "state_id", "country_id"];

    public override IReadOnlyList<Method> Methods => Threads.Methods;

    public override string DisplayName(Env env, Row row) =>
        (row.Has("complete_name") ? row.Text("complete_name") : null) ?? FullName(env, row);

    public override void BeforeCreate(Env env, Values values)
    {
        if (Python.IsEmpty(values.GetValueOrDefault("name")) && values.GetValueOrDefault("type") is null or false or "contact")
        {
            throw OdooError.Validation("The operation cannot be completed: Contacts require a name");
        }
    }

    public override Row AfterCreate(Env env, Row row, Values values)
    {
        if (env.Follow(row, "parent_id") is { } parent && !Array.Exists(Address, field => row[field] is not null) && row.Text("type") == "contact")
        {
            row = CopyAddress(env, parent, row);
        }

        return Derive(env, row);
    }

    public override void AfterWrite(Env env, Row before, Row row, Values values)
    {
        if (Python.IsEmpty(row["name"]) && row.Text("type") is null or "contact")
        {
            throw OdooError.Validation("The operation cannot be completed: Contacts require a name");
        }

        if (values.ContainsKey("parent_id"))
        {
            RefuseCycle(env, row);
        }

        row = Derive(env, row);
        Descend(env, before, row);
        InformLeads(env, before, row);
        InformInvoices(env, before, row);
    }

    /// <summary>What the partner and its contacts still owe on posted invoices.</summary>
    public static double Receivable(Env env, Row partner)
    {
        var moves = env.Table("account.move");
        return moves.PointingTo(moves.Model["commercial_partner_id"], partner.Id)
            .Where(move => move.Text("state") == "posted").Sum(move => move.Number("amount_residual_signed"));
    }

    private static string FullName(Env env, Row row)
    {
        var name = row.Text("name") ?? "";
        var company = row.Flag("is_company") ? null : env.Follow(row, "parent_id")?.Text("name") ?? row.Text("company_name");
        return company is { Length: > 0 } ? $"{company}, {name}" : name;
    }

    private static Row Derive(Env env, Row row)
    {
        var top = row.Flag("is_company") ? null : env.Follow(row, "parent_id");
        row = env.Set(row, "commercial_partner_id", top?.Reference("commercial_partner_id") ?? top?.Id ?? row.Id);
        row = env.Set(row, "commercial_company_name", env.Follow(row, "commercial_partner_id") is { } company && company.Flag("is_company") ? company.Text("name") : row.Text("company_name"));
        row = env.Set(row, "email_normalized", ContactData.Email(row.Text("email")));
        row = env.Set(row, "phone_sanitized", ContactData.Phone(row.Text("phone")));
        return row.Has("complete_name") ? env.Set(row, "complete_name", FullName(env, row)) : row;
    }

    /// <summary>A company's name stands in its contacts' full names, and its address is theirs.</summary>
    private static void Descend(Env env, Row before, Row row)
    {
        var renamed = before.Text("name") != row.Text("name") || before.Flag("is_company") != row.Flag("is_company") || before.Reference("parent_id") != row.Reference("parent_id");
        var moved = Array.Exists(Address, field => !Equals(before[field], row[field]));
        if (!renamed && !moved)
        {
            return;
        }

        foreach (var child in env.Table(row.Model).PointingTo(row.Model["parent_id"], row.Id).ToList())
        {
            var was = child;
            var now = moved && child.Text("type") == "contact" ? CopyAddress(env, row, child) : child;
            now = renamed && env.Version <= 16 && !child.Flag("is_company") ? env.Touch(now) : now;
            Descend(env, was, Derive(env, now));
        }
    }

    private static Row CopyAddress(Env env, Row from, Row to) => Address.Aggregate(to, (row, field) => env.Set(row, field, from[field]));

    private static void InformLeads(Env env, Row before, Row row)
    {
        if (before.Text("email") == row.Text("email") && before.Text("phone") == row.Text("phone"))
        {
            return;
        }

        foreach (var lead in Pointing(env, "crm.lead", "partner_id", row))
        {
            LeadCustomer.Follow(env, lead, row, []);
        }
    }

    /// <summary>Invoices keep a copy of their customer's name.</summary>
    private static void InformInvoices(Env env, Row before, Row row)
    {
        if (before.Text("name") != row.Text("name"))
        {
            Pointing(env, "account.move", "partner_id", row).ForEach(move => env.Touch(move));
        }
    }

    private static List<Row> Pointing(Env env, string model, string field, Row target)
    {
        var table = env.Table(model);
        return [.. table.PointingTo(table.Model[field], target.Id)];
    }

    private static void RefuseCycle(Env env, Row row)
    {
        var seen = new HashSet<int> { row.Id };
        for (var above = env.Follow(row, "parent_id"); above is not null; above = env.Follow(above, "parent_id"))
        {
            if (!seen.Add(above.Id))
            {
                throw OdooError.Validation("You cannot create recursive Partner hierarchies.");
            }
        }
    }
}
