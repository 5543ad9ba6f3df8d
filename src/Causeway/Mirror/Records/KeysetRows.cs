using Causeway.Platform.Database;
using Causeway.Platform.Http;

namespace Causeway.Mirror.Records;

/// <summary>The rows of one page of a sorted list, by number or from a cursor on, and one row more where there is one.</summary>
/// <param name="row">The name by which sort fields and conditions know a row.</param>
/// <param name="fromWhere">Appends where rows come from, and their whole condition, with <c>from</c> and <c>where</c>.</param>
internal sealed class KeysetRows(string row, Action<SqlText> fromWhere)
{
    private enum Keyset
    {
        ById,
        ByValue,
        Nulls,
        ByIdAmongNulls,
    }

    public void Append(SqlText sql, SortField sort, ListRequest request)
    {
        var take = request.PerPage + 1;
        AppendBranches(sql, sort, request, take);
        // Literal numbers: a generic plan that does not know the limit sorts the whole table.
        sql.Append($"\n  limit {(SqlRaw)$"{take} offset {request.Skip}"}");
    }

    /// <summary>
    /// Records without the sort value come last, in either direction. Two branches, so that one index over
    /// (connection, field, id) serves both directions and both ends, and the second is not touched while the first has rows.
    /// </summary>
    private void AppendBranches(SqlText sql, SortField sort, ListRequest request, int take)
    {
        if (sort.Name == SortField.Id.Name)
        {
            AppendBranch(sql, sort, request, Keyset.ById);
        }
        else if (request.After is { Value: null })
        {
            AppendBranch(sql, sort, request, Keyset.ByIdAmongNulls);
        }
        else if (sort.Required)
        {
            AppendBranch(sql, sort, request, Keyset.ByValue);
        }
        else
        {
            SqlRaw limit = $" limit {take + request.Skip}";
            sql.Append($"  (");
            AppendBranch(sql, sort, request, Keyset.ByValue);
            sql.Append($"{limit})\n  union all\n  (");
            AppendBranch(sql, sort, request, Keyset.Nulls);
            sql.Append($"{limit})");
        }
    }

    private void AppendBranch(SqlText sql, SortField sort, ListRequest request, Keyset keyset)
    {
        SqlRaw id = $"{row}.id";
        SqlRaw field = sort.Sql;
        SqlRaw than = request.Descending ? "<" : ">";
        SqlRaw direction = request.Descending ? "desc" : "asc";
        sql.Append($"select {(SqlRaw)row}.* ");
        fromWhere(sql);
        if (keyset == Keyset.ByValue && !sort.Required)
            sql.Append($" and {field} is not null");
        if (keyset is Keyset.Nulls or Keyset.ByIdAmongNulls)
            sql.Append($" and {field} is null");
        if (request.After is { } after)
        {
            if (keyset is Keyset.ById or Keyset.ByIdAmongNulls)
                sql.Append($" and {id} {than} {after.LastId}");
            else if (keyset == Keyset.ByValue)
                sql.Append($" and ({field}, {id}) {than} ({after.Value}::{(SqlRaw)sort.SqlType}, {after.LastId})");
        }

        sql.Append($"\n  order by {(SqlRaw)(keyset == Keyset.ByValue ? $"{sort.Sql} {direction.Text}, " : "")}{id} {direction}");
    }
}
