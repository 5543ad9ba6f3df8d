using System.Globalization;

namespace Causeway.Mirror.Changes;

/// <summary>A place in the feed, and the visibility under which it was taken: <c>1234-9f86d081</c>. Opaque to clients.</summary>
internal sealed record FeedPosition(long Version, string Scope)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Version}-{Scope}");

    /// <summary>Null where the text is no position.</summary>
    public static FeedPosition? TryParse(string text)
    {
        var parts = text.Split('-');
        return parts.Length == 2 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? new FeedPosition(version, parts[1])
            : null;
    }
}
