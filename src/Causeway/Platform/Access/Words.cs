namespace Causeway.Platform.Access;

/// <summary>How roles, statuses and providers are written in the database and in tokens.</summary>
internal static class Words
{
    public static string Word<T>(this T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}
