using Causeway.Sandbox.Data;
using Causeway.Sandbox.Domains;
using Causeway.Sandbox.Orm;
using Causeway.Sandbox.Schema;
using Causeway.Sandbox.Wire;

namespace Causeway.Sandbox.Access;

/// <summary>Who may see which records: each model's own rule, and its company's.</summary>
internal static class RecordRules
{
    public static bool Shows(Env env, Row row) => Filter(env, row.Model)(row);

    /// <summary>The rule as a test, made once for the many rows of a search.</summary>
    public static Func<Row, bool> Filter(Env env, Model model)
    {
        if (env.IsSuperuser)
        {
            return _ => true;
        }

        Func<Row, bool> shows = row => model.Behaviour.Shows(env, row);
        if (env.Rules.For(env.Uid, model.Name) is { } rule)
        {
            shows = Both(DomainCompiler.Compile(env.Sudo(), model, rule), shows);
        }

        if (!model.TryGet("company_id", out var company) || !company.HasColumn)
        {
            return shows;
        }

        var companies = env.Companies.ToHashSet();
        return Both(row => InCompany(row, company, companies), shows);
    }

    public static void Check(Env env, IEnumerable<Row> rows, Right right)
    {
        if (!env.IsSuperuser && rows.FirstOrDefault(row => !Shows(env, row)) is { } hidden)
        {
            throw OdooError.Access(Refusal(env, hidden, right));
        }
    }

    private static Func<Row, bool> Both(Func<Row, bool> first, Func<Row, bool> second) => row => first(row) && second(row);

    private static bool InCompany(Row row, Field field, HashSet<int> companies) =>
        row.Get(field) is not int company || companies.Contains(company)
        || (row.Model.Name == "res.users" && row.Links("company_ids").Any(companies.Contains));

    private static string Refusal(Env env, Row row, Right right)
    {
        var user = env.DisplayName(env.User);
        return env.Version >= 16
            ? "Uh-oh! Looks like you have stumbled upon some top-secret records.\n\n"
                + $"Sorry, {user} (id={env.Uid}) doesn't have '{right.Word()}' access to:\n- {row.Model.Label} ({row.Model.Name})\n\n"
                + "If you really, really need access, perhaps you can win over your friendly administrator with a batch of freshly baked cookies."
            : $"Due to security restrictions, you are not allowed to {right.Verb()} '{row.Model.Label}' ({row.Model.Name}) records.\n\n"
                + $"Records: {env.Sudo().DisplayName(row)} (id={row.Id})\nUser: {user} (id={env.Uid})\n\n"
                + "This restriction is due to the following rules:\n- Personal Leads\n\nContact your administrator to request access if necessary.";
    }
}
