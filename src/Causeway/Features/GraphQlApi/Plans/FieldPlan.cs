using Causeway.GraphQL.Execution;
using Causeway.Mirror.Catalog;
using Causeway.Mirror.Records;
using Causeway.Platform.Database;

namespace Causeway.Features.GraphQlApi.Plans;

/// <summary>What a field of a row is made of.</summary>
internal abstract record FieldPlan
{
    /// <summary>Appends an SQL expression over the row <c>r</c> that gives the field's JSON, or what PostgreSQL makes the same JSON of.</summary>
    public abstract void Append(SqlText sql, SelectedField field, Level level);
}

/// <summary>A value of the row.</summary>
internal sealed record ValuePlan(string Sql, MirrorType Type) : FieldPlan
{
    /// <summary>Whether it is one of the sums of an account, for which rates are needed.</summary>
    public bool IsBusiness { get; init; }

    /// <summary>Whether it is an amount that is told in the currency of the connection's main company, for which rates are needed.</summary>
    public bool IsConverted { get; init; }

    public override void Append(SqlText sql, SelectedField field, Level level) => sql.Append($"{(SqlRaw)JsonOf(Sql, Type)}");

    /// <summary>As the cells of REST are written: numbers without digits that say nothing, instants in UTC with Z.</summary>
    public static string JsonOf(string sql, MirrorType type) => type switch
    {
        MirrorType.Number => $"trim_scale({sql})",
        MirrorType.Instant => $"rtrim(rtrim(to_char(({sql}) at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US'), '0'), '.') || 'Z'",
        MirrorType.References => $"coalesce({sql}, '{{}}')",
        _ => sql,
    };
}

/// <summary>The code of the currency that converted amounts are in.</summary>
internal sealed record CurrencyPlan : FieldPlan
{
    public override void Append(SqlText sql, SelectedField field, Level level) => sql.Append($"{level.Compilation.Money!.Currency}::text");
}

/// <summary>The link to the record in Odoo's own pages.</summary>
internal sealed record UrlPlan(string Model) : FieldPlan
{
    private const long Place = long.MaxValue;

    public override void Append(SqlText sql, SelectedField field, Level level) =>
        sql.Append($"replace({level.Compilation.Connection.RecordUrl(Model, Place)}, {Place.ToString()}, r.id::text)");
}

/// <summary>A record of which nothing but the id and the name is shown, as REST shows every reference.</summary>
/// <param name="Id">An SQL expression for its id.</param>
/// <param name="Relation">Its model.</param>
internal sealed record ReferencePlan(string Id, string Relation) : FieldPlan
{
    public override void Append(SqlText sql, SelectedField field, Level level)
    {
        sql.Append($"case when {(SqlRaw)Id} is not null then ");
        AppendObject(sql, field, Id);
        sql.Append($" end");
    }

    /// <summary>Several of them: a list of ids with their names.</summary>
    public void AppendMany(SqlText sql, SelectedField field)
    {
        sql.Append($"(select coalesce(json_agg(");
        AppendObject(sql, field, "item.id");
        sql.Append($" order by item.place), '[]') from unnest({(SqlRaw)Id}) with ordinality item(id, place))");
    }

    private void AppendObject(SqlText sql, SelectedField field, string id) =>
        ObjectSql.Append(sql, field, (text, part) =>
            text.Append($"{(SqlRaw)(part.Definition.Name == "id" ? id : Names.Of(Relation, id))}"));
}

/// <summary>A list of such.</summary>
internal sealed record ReferencesPlan(string Ids, string Relation) : FieldPlan
{
    public override void Append(SqlText sql, SelectedField field, Level level) => new ReferencePlan(Ids, Relation).AppendMany(sql, field);
}
