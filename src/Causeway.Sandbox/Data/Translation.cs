namespace Causeway.Sandbox.Data;

/// <summary>A text in several languages; English is the source that others fall back to.</summary>
internal sealed class Translation(IReadOnlyDictionary<string, string> texts)
{
    public const string Source = "en_US";

    public IReadOnlyDictionary<string, object?> All => texts.ToDictionary(pair => pair.Key, pair => (object?)pair.Value, StringComparer.Ordinal);

    public static Translation Of(string english, string french) =>
        new(new Dictionary<string, string>(StringComparer.Ordinal) { [Source] = english, ["fr_FR"] = french });

    public string In(string language) => texts.TryGetValue(language, out var text) ? text : texts[Source];

    public Translation With(string language, string text) =>
        new(new Dictionary<string, string>(texts, StringComparer.Ordinal) { [language] = text });
}
