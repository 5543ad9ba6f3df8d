using Causeway.Mirror.Catalog;
using Causeway.Platform.Database;

namespace Causeway.Mirror.Records;

/// <summary>
/// The one visibility rule, as a predicate over a mirrored row <c>r</c>. Every read goes through it: REST, GraphQL, CSV,
/// feed, pages, search and aggregates (contract section 2).
/// </summary>
internal static class Visibility
{
    /// <summary>Appends the conditions, each with a leading <c>and</c>; <paramref name="deleted"/> includes what is gone.</summary>
    public static SqlText Where(this SqlText sql, MirrorModel model, Viewer viewer, bool deleted = false, string row = "r")
    {
        sql.Append($" and {(SqlRaw)row}.state {(SqlRaw)(deleted ? "in ('present', 'deleted')" : "= 'present'")}");
        if (model.CompanyField is { } company && viewer.Companies is { } companies)
            sql.Append($" and ({Column(row, company)} is null or {Column(row, company)} = any({companies}))");
        if (model.Name == DefaultModels.Partner.Name && !viewer.Caller.IsAdmin)
            sql.Append($" and {(SqlRaw)row}.type is distinct from 'private'");
        if (model.SalespersonField is { } salesperson && !viewer.SeesEverybody)
            WherePeople(sql, Column(row, salesperson), model.TeamField is { } team ? Column(row, team) : default(SqlRaw?), viewer);
        return sql;
    }

    private static void WherePeople(SqlText sql, SqlRaw salesperson, SqlRaw? team, Viewer viewer)
    {
        // Of one an index gives the order too, which PostgreSQL does not see in a list of one.
        if (viewer.SeesOnePerson)
        {
            sql.Append($" and {salesperson} = {viewer.People[0]}");
            return;
        }

        sql.Append($" and ({salesperson} = any({viewer.People})");
        if (viewer.SeesUnassigned)
        {
            sql.Append($" or ({salesperson} is null");
            if (team is { } column)
                sql.Append($" and ({column} is null or {column} = any({viewer.Teams}))");
            sql.Append($")");
        }

        sql.Append($")");
    }

    private static SqlRaw Column(string row, string field) => $"{row}.{Sql.Name(field)}";
}
