namespace Causeway.Platform.Database;

/// <summary>The one place where a name becomes part of an SQL statement.</summary>
internal static class Sql
{
    /// <summary>A quoted identifier.</summary>
    public static string Name(string identifier) => $"\"{identifier.Replace("\"", "\"\"")}\"";

    /// <summary>A quoted literal, for names that we made ourselves; values are always parameters.</summary>
    public static string Literal(string text) => $"'{text.Replace("'", "''")}'";

    /// <summary>
    /// A quoted value, whatever it holds and however the server reads backslashes. Only for what the planner must know to
    /// choose between plans, as a pattern that may be in every row or in none: a prepared statement hides parameters from it.
    /// </summary>
    public static SqlRaw Value(string text) => $"E'{text.Replace(@"\", @"\\").Replace("'", "''")}'";
}
