using System.Collections.Concurrent;
using Causeway.GraphQL.Language;

namespace Causeway.GraphQL;

/// <summary>A text that was parsed and validated: the document, or what is wrong with it.</summary>
internal sealed record CheckedDocument(Document? Document, IReadOnlyList<GraphQLError> Errors);

/// <summary>
/// Documents that were checked already. Clients send the same few texts over and over; what is wrong is not kept, so that
/// nobody can fill it with nonsense.
/// </summary>
internal sealed class DocumentCache
{
    private const int Most = 1_000;
    private const int LongestKept = 20_000;

    private readonly ConcurrentDictionary<string, CheckedDocument> kept = new(StringComparer.Ordinal);

    public CheckedDocument Find(string text, Func<string, CheckedDocument> check)
    {
        if (kept.TryGetValue(text, out var known))
            return known;
        var found = check(text);
        if (found.Document is null || text.Length > LongestKept)
            return found;
        // All of them go at once: rare, and simpler than counting uses on every request.
        if (kept.Count >= Most)
            kept.Clear();
        kept[text] = found;
        return found;
    }
}
