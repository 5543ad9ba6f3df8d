using Causeway.Platform.Database;
using Causeway.Platform.Http;

namespace Causeway.Mirror.Records;

/// <summary>A condition over the row <c>r</c>, appended to a statement with a leading <c>and</c>.</summary>
internal delegate void Condition(SqlText sql);

/// <summary>Records that a record is answered with, under the name of their collection.</summary>
internal sealed record RelatedRecords(RecordQuery Query, ListRequest Request);

/// <summary>Which records are asked for: a shape, the caller's own conditions, and always the visibility rule.</summary>
internal sealed class RecordQuery(RecordShape shape, Viewer viewer, IReadOnlyList<Condition> conditions)
{
    public RecordShape Shape => shape;

    public Viewer Viewer => viewer;

    /// <summary>Whether what was deleted in Odoo is included.</summary>
    public bool WithDeleted { get; init; }

    /// <summary>A condition that most of the others' records meet, and that looks at other tables.</summary>
    public Condition? Late { get; init; }

    /// <summary>What a record's texts contain, as somebody typed it; null for any.</summary>
    public string? Containing { get; init; }

    /// <summary>
    /// What is joined to each chosen row for the shape's members, such as sums over what the viewer may see of it; with one
    /// row for each, and none of its own taken away.
    /// </summary>
    public Condition? Joins { get; init; }

    /// <summary>What one record is answered with.</summary>
    public IReadOnlyList<RelatedRecords> Related { get; init; } = [];

    /// <summary>
    /// One page in order, and one record more where there is one. The rows are chosen first, from the model's own table;
    /// only those chosen have their names resolved. Columns: the sort value as text, the id, then the shape's.
    /// </summary>
    public SqlText Page(ListRequest request)
    {
        var sql = new SqlText();
        sql.Append($"select {(SqlRaw)$"({shape.Sort(request.SortBy).Sql})::text"}, r.id,\n  {(SqlRaw)shape.Select}\nfrom (\n");
        AppendRows(sql, request);
        sql.Append($"\n) r\n");
        Joins?.Invoke(sql);
        // A join may lose the order in which the rows were chosen; without one it holds, and is not sorted twice.
        return Joins is null ? sql : AppendOrder(sql, request);
    }

    private KeysetRows Rows => new("r", inner => AppendContaining(FromWhereEarly(inner)), Late);

    private SqlText AppendOrder(SqlText sql, ListRequest request)
    {
        Rows.AppendOrder(sql, shape.Sort(request.SortBy), request);
        return sql;
    }

    /// <summary>The rows of a page, without what is resolved for them.</summary>
    public void AppendRows(SqlText sql, ListRequest request) =>
        Rows.AppendById(sql, from => from.From(shape.Model, viewer).Append($"\nwhere r.connection_id = {viewer.Connection.Id} and"), shape.Sort(request.SortBy), request);

    /// <summary>The same, under one condition more.</summary>
    public RecordQuery And(Condition condition) => new(shape, viewer, [.. conditions, condition]) { WithDeleted = WithDeleted, Late = Late, Containing = Containing, Joins = Joins, Related = Related };

    /// <summary>Every record in a list's order, or by id.</summary>
    public SqlText All(ListRequest? request = null)
    {
        var sql = new SqlText();
        sql.Append($"select {(SqlRaw)shape.Select}\n");
        FromWhere(sql, Joins);
        return request is null ? sql.Append($"\norder by r.id") : AppendOrder(sql, request);
    }

    public SqlText Count()
    {
        var sql = new SqlText();
        sql.Append($"select count(*) ");
        FromWhere(sql);
        return sql;
    }

    public SqlText One(long id)
    {
        var sql = new SqlText();
        sql.Append($"select {(SqlRaw)shape.Select}\n");
        FromWhere(sql, Joins);
        return sql.Append($" and r.id = {id}");
    }

    /// <summary>The whole condition, with its <c>where</c>, over the row <c>r</c>.</summary>
    public void Where(SqlText sql)
    {
        WhereEarly(sql);
        Late?.Invoke(sql);
        if (Containing is { } part)
            sql.Append($" and ").AppendContains("r", part, shape.Model.Search);
    }

    private SqlText WhereEarly(SqlText sql)
    {
        sql.Append($" where r.connection_id = {viewer.Connection.Id}").Where(shape.Model, viewer, WithDeleted);
        foreach (var condition in conditions)
            condition(sql);
        return sql;
    }

    private void FromWhere(SqlText sql, Condition? joins = null)
    {
        sql.From(shape.Model, viewer).Append($"\n ");
        joins?.Invoke(sql);
        Where(sql);
    }

    private SqlText FromWhereEarly(SqlText sql) => WhereEarly(sql.From(shape.Model, viewer).Append($"\n "));

    /// <summary>
    /// The text, for a page in order. No index that gives the order holds texts: where few rows are the viewer's, it is asked
    /// of the same row by its key, so that the index alone leaves out the others'. PostgreSQL may still begin with the text. One
    /// person's rows stand together, and are read at once.
    /// </summary>
    private void AppendContaining(SqlText sql)
    {
        if (Containing is not { } part)
            return;
        if (viewer.SeesEverybody || viewer.SeesOnePerson || shape.Model.SalespersonField is null)
            sql.Append($" and ").AppendContains("r", part, shape.Model.Search);
        else
            sql.Append($" and exists (select from {(SqlRaw)shape.Model.Table} x where x.connection_id = r.connection_id and x.id = r.id and ").AppendContains("x", part, shape.Model.Search).Append($")");
    }
}
