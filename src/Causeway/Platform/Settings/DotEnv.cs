namespace Causeway.Platform.Settings;

/// <summary>
/// A <c>.env</c> file: <c>KEY=value</c> a line, <c>#</c> for comments, single or double quotes around a value that
/// has spaces or a <c>#</c>. Nothing is expanded.
/// </summary>
internal sealed record DotEnv(IReadOnlyDictionary<string, string> Values, IReadOnlyList<string> Problems)
{
    public static DotEnv Read(string path) => Parse(File.Exists(path) ? File.ReadAllLines(path) : []);

    public static DotEnv Parse(IReadOnlyList<string> lines)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var problems = new List<string>();
        for (var number = 1; number <= lines.Count; number++)
        {
            var line = lines[number - 1].Trim();
            if (line.Length == 0 || line[0] == '#')
                continue;
            // The line itself stays out of the message: it may hold a secret.
            if (Split(line) is not var (key, value))
                problems.Add($".env line {number}: not of the form KEY=value, or a quote that does not end");
            else if (!values.TryAdd(key, value))
                problems.Add($".env line {number}: {key} is set a second time");
        }

        return new DotEnv(values, problems);
    }

    private static (string Key, string Value)? Split(string line)
    {
        if (line.StartsWith("export ", StringComparison.Ordinal))
            line = line["export ".Length..];
        var equals = line.IndexOf('=', StringComparison.Ordinal);
        var key = equals < 0 ? "" : line[..equals].Trim();
        if (key.Length == 0 || key.Any(c => !char.IsAsciiLetterOrDigit(c) && c != '_'))
            return null;
        return Unquote(line[(equals + 1)..].Trim()) is { } value ? (key, value) : null;
    }

    private static string? Unquote(string text)
    {
        if (text.Length > 0 && text[0] is '"' or '\'')
        {
            var end = text.IndexOf(text[0], 1);
            return end > 0 && IsComment(text[(end + 1)..]) ? text[1..end] : null;
        }

        var comment = text.IndexOf(" #", StringComparison.Ordinal);
        return comment < 0 ? text : text[..comment].TrimEnd();
    }

    private static bool IsComment(string rest) => rest.Trim() is "" or ['#', ..];
}
