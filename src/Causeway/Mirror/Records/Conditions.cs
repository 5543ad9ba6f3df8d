using Causeway.Platform.Database;

namespace Causeway.Mirror.Records;

/// <summary>Filters that are only there when their parameter is.</summary>
internal static class Conditions
{
    public static void AddIf<T>(this List<Condition> conditions, T? value, Action<SqlText, T> condition)
        where T : struct
    {
        if (value is { } given)
            conditions.Add(sql => condition(sql, given));
    }

    /// <summary>The column is one of the ids, which are numbers and stand in the statement itself, where the planner sees them.</summary>
    public static void AddAmong(this List<Condition> conditions, string column, long[]? ids)
    {
        if (ids is not null)
            conditions.Add(sql => sql.Append($" and {(SqlRaw)column} = any('{{{(SqlRaw)string.Join(',', ids)}}}'::bigint[])"));
    }

    public static void AddIf(this List<Condition> conditions, string? value, Action<SqlText, string> condition)
    {
        if (value is not null)
            conditions.Add(sql => condition(sql, value));
    }
}

/// <summary>Patterns for <c>like</c>.</summary>
internal static class Like
{
    /// <summary>Matches text that contains the given one; what is a wildcard to PostgreSQL stands for itself.</summary>
    public static string Part(string text) => $"%{text.Replace(@"\", @"\\").Replace("%", @"\%").Replace("_", @"\_")}%";
}
