using System.Text.RegularExpressions;
using Causeway.Tests.Infrastructure;

namespace Causeway.Tests.Guide;

/// <summary>An example of the guide: what is typed, and what it is said to print.</summary>
/// <param name="Commands">Lines of a shell.</param>
/// <param name="Printed">What stands below them; null where nothing does.</param>
internal sealed record Example(string Commands, string? Printed)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>Whether it printed what is said: … stands for anything within a line, alone on a line for any number of them.</summary>
    public bool Tells(string output) =>
        Printed is null ? output.Trim().Length == 0 : Regex.IsMatch(Plain(output), $"^{Pattern(Plain(Printed))}$", RegexOptions.Singleline, Limit);

    private static string Pattern(string text) => string.Concat(text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line =>
        line.Trim() == "…" ? "(?:[^\n]*\n)*?" : Regex.Escape(line).Replace("…", "[^\n]*", StringComparison.Ordinal) + "\n"));

    private static string Plain(string text) => string.Concat(text.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd() + "\n"));
}

/// <summary>A page of <c>docs/api</c>.</summary>
internal sealed partial class GuidePage(string file)
{
    public const string Directory = "docs/api";

    /// <summary>In their order: what a <c>sh</c> block prints stands in the block behind it, with nothing between the two.</summary>
    public IEnumerable<Example> Examples
    {
        get
        {
            var blocks = Block().Matches(Text).ToList();
            for (var i = 0; i < blocks.Count; i++)
            {
                if (blocks[i].Groups["language"].Value == "sh")
                    yield return new Example(blocks[i].Groups["text"].Value, i + 1 < blocks.Count && Follows(blocks[i], blocks[i + 1]) ? blocks[i + 1].Groups["text"].Value : null);
            }
        }
    }

    public string Text { get; } = File.ReadAllText(Repository.File($"{Directory}/{file}"));

    public static IEnumerable<string> All => System.IO.Directory.EnumerateFiles(Repository.File(Directory), "*.md").Select(page => Path.GetFileName(page)).Order(StringComparer.Ordinal);

    private bool Follows(Match commands, Match next) =>
        next.Groups["language"].Value != "sh" && string.IsNullOrWhiteSpace(Text[(commands.Index + commands.Length)..next.Index]);

    [GeneratedRegex(@"^```(?<language>\w+)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Block();
}
