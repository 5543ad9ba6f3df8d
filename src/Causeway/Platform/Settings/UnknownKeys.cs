namespace Causeway.Platform.Settings;

/// <summary>
/// Keys that somebody meant for us and misspelt. <c>.env</c> is ours, so any key there that is not a setting is
/// refused, except those that Docker Compose reads from the same file. The environment is everybody's: there, only a
/// name one slip away from a setting is (another case, a missing underscore, one letter).
/// </summary>
internal static class UnknownKeys
{
    private static readonly string[] OthersInDotEnv = ["COMPOSE_", "DOCKER_", "POSTGRES_"];

    /// <summary>Below this many letters, one slip leads to other programs' names.</summary>
    private const int ShortestToGuess = 7;

    public static IEnumerable<string> In(IReadOnlyDictionary<string, string> environment, DotEnv file)
    {
        var misspelt = environment.Keys
            .Where(key => SettingCatalog.Find(key) is null && Nearest(key) is not null)
            .Select(key => Message("the environment", key));
        var unknown = file.Values.Keys
            .Where(key => SettingCatalog.Find(key) is null && !OthersInDotEnv.Any(prefix => key.StartsWith(prefix, StringComparison.Ordinal)))
            .Select(key => Message(".env", key));
        return misspelt.Concat(unknown).Order(StringComparer.Ordinal);
    }

    private static string Message(string place, string key) =>
        Nearest(key) is { } nearest
            ? $"{key}: no such setting (in {place}); {nearest} is one"
            : $"{key}: no such setting (in {place}); docs/settings.md lists them";

    private static string? Nearest(string key) =>
        key.Length < ShortestToGuess ? null : SettingCatalog.All.FirstOrDefault(setting => IsSlip(key, setting.Key))?.Key;

    private static bool IsSlip(string typed, string meant)
    {
        var (a, b) = (Letters(typed), Letters(meant));
        if (a == b)
            return true;
        var start = 0;
        while (start < Math.Min(a.Length, b.Length) && a[start] == b[start])
            start++;
        var (restA, restB) = (a[start..], b[start..]);
        return EqualFrom(restA, 1, restB, 1)
            || EqualFrom(restA, 1, restB, 0)
            || EqualFrom(restA, 0, restB, 1)
            || (restA.Length > 1 && restB.Length > 1 && restA[0] == restB[1] && restA[1] == restB[0] && EqualFrom(restA, 2, restB, 2));
    }

    private static bool EqualFrom(string a, int fromA, string b, int fromB) =>
        fromA <= a.Length && fromB <= b.Length && a.AsSpan(fromA).SequenceEqual(b.AsSpan(fromB));

    private static string Letters(string key) => key.ToUpperInvariant().Replace("_", "", StringComparison.Ordinal);
}
