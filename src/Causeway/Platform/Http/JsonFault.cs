using System.Text;
using System.Text.Json;

namespace Causeway.Platform.Http;

/// <summary>Says in plain words what System.Text.Json found wrong with a body.</summary>
internal static class JsonFault
{
    public static string Describe(JsonException exception)
    {
        var text = exception.Message;
        if (text.Contains("could not be mapped to any .NET member", StringComparison.Ordinal))
            return $"'{Quoted(text, "The JSON property '")}' is not a member of this request.";
        if (text.Contains("duplicate", StringComparison.OrdinalIgnoreCase))
            return "A member is given twice.";
        if (text.Contains("could not be converted", StringComparison.Ordinal))
            return "The value has the wrong type.";
        if (text.Contains("doesn't allow null", StringComparison.Ordinal) || text.Contains("does not allow null", StringComparison.Ordinal))
            return "null is not allowed here.";
        return exception.LineNumber is { } line ? $"Not valid JSON, at line {line + 1}." : "Not valid JSON.";
    }

    /// <summary>
    /// What a JsonElement throws when a name or a text of it is read whose bytes are no UTF-8, or which has half a surrogate
    /// pair: parsing looks at neither.
    /// </summary>
    public static bool IsNoText(InvalidOperationException exception) =>
        exception.InnerException is DecoderFallbackException || exception.Message.StartsWith("Cannot read incomplete UTF-16 JSON text", StringComparison.Ordinal);

    /// <summary>The members that have to be there and are not.</summary>
    public static string[] Missing(JsonException exception) => exception.Message.Contains("missing required", StringComparison.Ordinal)
        ? [.. After(exception.Message, "including: ").Split(", ").Select(name => name.Trim('\''))]
        : [];

    private static string Quoted(string text, string before) => After(text, before).Split('\'')[0];

    private static string After(string text, string mark)
    {
        var at = text.IndexOf(mark, StringComparison.Ordinal);
        return at < 0 ? "" : text[(at + mark.Length)..].TrimEnd('.');
    }
}
