using System.Text.Json;
using System.Text.RegularExpressions;
using Causeway.Tests.Infrastructure;

namespace Causeway.Tests.Pages;

/// <summary>What the pages say in English and not so in German.</summary>
internal static partial class GermanTexts
{
    private static readonly Lazy<Regex> English = new(Read);

    /// <summary>Of a page's texts, those that are still English; Odoo's own names, which are nobody's to translate, apart.</summary>
    public static IEnumerable<string> Untranslated(IEnumerable<string> texts, IReadOnlySet<string> names) =>
        texts.Where(text => !names.Contains(text) && English.Value.IsMatch(text));

    private static Regex Read()
    {
        var pages = Repository.File("web/src");
        var (english, german) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var file in Directory.EnumerateFiles(pages, "en.json", SearchOption.AllDirectories))
        {
            english.UnionWith(TextsOf(file));
            german.UnionWith(TextsOf(Path.Combine(Path.GetDirectoryName(file)!, "de.json")));
        }

        english.ExceptWith(german);
        // A text that is little more than its values would match anything.
        var patterns = english.Where(text => Value().Replace(text, "").Count(char.IsLetter) > 3).Select(text => Value().Replace(Regex.Escape(text), ".+"));
        return new Regex($"^(?:{string.Join('|', patterns)})$", RegexOptions.None, TimeSpan.FromSeconds(5));
    }

    private static IEnumerable<string> TextsOf(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(file));
        return [.. Leaves(json.RootElement)];
    }

    private static IEnumerable<string> Leaves(JsonElement json) =>
        json.ValueKind == JsonValueKind.Object ? json.EnumerateObject().SelectMany(member => Leaves(member.Value)) : [json.GetString()!];

    /// <summary>A hole for a value, also where a pattern has escaped it.</summary>
    [GeneratedRegex(@"\\?\{\\?\{[^}]+\}\}", RegexOptions.None, 1_000)]
    private static partial Regex Value();
}
