namespace Causeway.GraphQL.Language;

/// <summary>The value of a block string: its common indentation and its blank first and last lines are layout (section 2.9.4).</summary>
internal static class BlockString
{
    public static string Value(string raw)
    {
        var lines = raw.ReplaceLineEndingsOfGraphQL().Split('\n');
        var common = lines.Skip(1).Where(line => !IsBlank(line)).Select(Indentation).DefaultIfEmpty(0).Min();
        var text = lines.Select((line, index) => index == 0 ? line : line[Math.Min(common, line.Length)..]).ToList();
        var first = text.FindIndex(line => !IsBlank(line));
        return first < 0 ? "" : string.Join('\n', text[first..(text.FindLastIndex(line => !IsBlank(line)) + 1)]);
    }

    /// <summary>CR, LF and CR LF alone: .NET's own list of line ends is longer.</summary>
    private static string ReplaceLineEndingsOfGraphQL(this string text) => text.Replace("\r\n", "\n").Replace('\r', '\n');

    private static bool IsBlank(string line) => Indentation(line) == line.Length;

    private static int Indentation(string line) => line.AsSpan().IndexOfAnyExcept(' ', '\t') is >= 0 and var index ? index : line.Length;
}
