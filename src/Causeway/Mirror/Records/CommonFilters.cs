using Causeway.Platform.Database;
using Causeway.Platform.Http;

namespace Causeway.Mirror.Records;

/// <summary>Filters that lists of contacts, invoices and products have in common.</summary>
internal static class CommonFilters
{
    /// <param name="searched">What <c>q</c> looks at, in words.</param>
    /// <param name="active">What counts as active, in words.</param>
    public static QuerySpec Of(string searched, string active) =>
    [
        new("q", QueryType.Text, $"A part of the {searched}, in any case and with or without accents."),
        new("updated_since", QueryType.Instant, "What the mirror has seen change since."),
        new("active", QueryType.Text, active) { Choices = ["true", "false"] },
    ];

    /// <summary>The conditions that the query asks for, but <c>q</c>, which is <see cref="RecordQuery.Containing"/>.</summary>
    /// <param name="query">The query of the request.</param>
    /// <param name="active">An SQL condition over <c>r</c> that holds for what is active.</param>
    public static List<Condition> Read(QueryValues query, string active)
    {
        var conditions = new List<Condition>();
        conditions.AddIf(query.Instant("updated_since"), (sql, since) => sql.Append($" and r.changed_at >= {since}"));
        conditions.AddIf(query.Text("active"), (sql, wanted) => sql.Append($" and {(SqlRaw)(wanted == "true" ? $"({active})" : $"not ({active})")}"));
        return conditions;
    }
}
