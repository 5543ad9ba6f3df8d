using Causeway.Platform.Database;
using Causeway.Platform.Http;

namespace Causeway.Mirror.Records;

/// <summary>The rows of one page of a sorted list, by number or from a cursor on, and one row more where there is one.</summary>
/// <param name="row">The name by which sort fields and conditions know a row.</param>
/// <param name="fromWhere">Appends where rows come from, and their condition, with <c>from</c> and <c>where</c>.</param>
/// <param name="late">
/// A condition that most rows meet and that is dear to ask, with <c>and</c>: it is asked in order until a page is full.
/// PostgreSQL asks all before it sorts, and counts its price for rows that another condition leaves out.
/// </param>
internal sealed class KeysetRows(string row, Action<SqlText> fromWhere, Condition? late = null)
{
    private enum Keyset
    {
        ById,
        ByValue,
        Nulls,
        ByIdAmongNulls,
        NullsLast,
    }

    /// <summary>Whole rows, where few are read past: all of them are read, once, and put in order.</summary>
    public void Append(SqlText sql, SortField sort, ListRequest request)
    {
        AppendBranch(sql, sort, request, At(sort, request) ?? Keyset.NullsLast, "*");
        AppendLimit(sql, request);
    }

    /// <summary>
    /// Rows that are found by their ids, which an index knows alone: who sees one record in fifty would else look at fifty for
    /// each. The array keeps PostgreSQL from looking at more than these.
    /// </summary>
    /// <param name="sql">The statement.</param>
    /// <param name="from">Appends where rows come from, and a condition that goes before that of the id, with <c>from</c>, <c>where</c> and <c>and</c>.</param>
    /// <param name="sort">The field to sort by.</param>
    /// <param name="request">Which page.</param>
    public void AppendById(SqlText sql, Action<SqlText> from, SortField sort, ListRequest request)
    {
        sql.Append($"select {(SqlRaw)row}.* ");
        from(sql);
        sql.Append($" {(SqlRaw)row}.id = any(array(\n");
        AppendIds(sql, sort, request);
        sql.Append($"\n))");
        AppendOrder(sql, sort, request);
    }

    /// <summary>The order of a page whose rows came in another.</summary>
    public void AppendOrder(SqlText sql, SortField sort, ListRequest request)
    {
        SqlRaw direction = request.Descending ? "desc" : "asc";
        sql.Append($"\norder by {(SqlRaw)sort.Sql} {direction} nulls last, {(SqlRaw)row}.id {direction}");
    }

    /// <summary>
    /// Records without the sort value come last, in either direction. Two branches, so that one index over
    /// (connection, field, id) serves both directions and both ends, and the second is not touched while the first has rows.
    /// </summary>
    private void AppendIds(SqlText sql, SortField sort, ListRequest request)
    {
        if (At(sort, request) is { } keyset)
        {
            AppendBranch(sql, sort, request, keyset, "id");
        }
        else
        {
            SqlRaw limit = $" limit {request.PerPage + 1 + request.Skip}";
            sql.Append($"  (");
            AppendBranch(sql, sort, request, Keyset.ByValue, "id");
            sql.Append($"{limit})\n  union all\n  (");
            AppendBranch(sql, sort, request, Keyset.Nulls, "id");
            sql.Append($"{limit})");
        }

        AppendLimit(sql, request);
    }

    /// <summary>Literal numbers: a generic plan that does not know the limit sorts the whole table.</summary>
    private static void AppendLimit(SqlText sql, ListRequest request) =>
        sql.Append($"\n  limit {(SqlRaw)$"{request.PerPage + 1} offset {request.Skip}"}");

    /// <summary>Null where the page may hold records with the sort value and without.</summary>
    private static Keyset? At(SortField sort, ListRequest request) =>
        sort.Name == SortField.Id.Name ? Keyset.ById
        : request.After is { Value: null } ? Keyset.ByIdAmongNulls
        : sort.Required ? Keyset.ByValue
        : null;

    private void AppendBranch(SqlText sql, SortField sort, ListRequest request, Keyset keyset, string column)
    {
        SqlRaw field = sort.Sql;
        sql.Append($"select {(SqlRaw)$"{row}.{column}"} ");
        if (late is not null)
            sql.Append($"from (select {(SqlRaw)row}.* ");
        fromWhere(sql);
        if (keyset == Keyset.ByValue && !sort.Required)
            sql.Append($" and {field} is not null");
        if (keyset is Keyset.Nulls or Keyset.ByIdAmongNulls)
            sql.Append($" and {field} is null");
        if (request.After is { } after)
            AppendAfter(sql, sort, after, keyset, request.Descending ? "<" : ">");
        AppendOrder(sql, sort, keyset, request.Descending ? "desc" : "asc");
        if (late is null)
            return;
        sql.Append($" offset 0) {(SqlRaw)row} where true");
        late(sql);
    }

    private void AppendAfter(SqlText sql, SortField sort, Cursor after, Keyset keyset, SqlRaw than)
    {
        SqlRaw id = $"{row}.id";
        SqlRaw field = sort.Sql;
        SqlRaw type = sort.SqlType;
        if (keyset is Keyset.ById or Keyset.ByIdAmongNulls)
            sql.Append($" and {id} {than} {after.LastId}");
        else if (keyset == Keyset.ByValue)
            sql.Append($" and ({field}, {id}) {than} ({after.Value}::{type}, {after.LastId})");
        else if (keyset == Keyset.NullsLast)
            sql.Append($" and (({field}, {id}) {than} ({after.Value}::{type}, {after.LastId}) or {field} is null)");
    }

    private void AppendOrder(SqlText sql, SortField sort, Keyset keyset, string direction)
    {
        SqlRaw first = keyset switch
        {
            Keyset.ByValue => $"{sort.Sql} {direction}, ",
            Keyset.NullsLast => $"{sort.Sql} {direction} nulls last, ",
            _ => "",
        };
        sql.Append($"\n  order by {first}{(SqlRaw)row}.id {(SqlRaw)direction}");
    }
}
