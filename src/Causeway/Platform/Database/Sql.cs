namespace Causeway.Platform.Database;

/// <summary>The one place where a name becomes part of an SQL statement.</summary>
internal static class Sql
{
    /// <summary>A quoted identifier.</summary>
    public static string Name(string identifier) => $"\"{identifier.Replace("\"", "\"\"")}\"";

    /// <summary>A quoted literal, for names that we made ourselves; values are always parameters.</summary>
    public static string Literal(string text) => $"'{text.Replace("'", "''")}'";
}
