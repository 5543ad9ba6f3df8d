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

    /// <summary>Characters of all of them: a document takes about a hundred times the room of its text.</summary>
    private const int MostText = 500_000;

    private readonly ConcurrentDictionary<string, CheckedDocument> kept = new(StringComparer.Ordinal);
    private int length;

    public int Count => kept.Count;

    public CheckedDocument Find(string text, Func<string, CheckedDocument> check)
    {
        if (kept.TryGetValue(text, out var known))
            return known;
        var found = check(text);
        if (found.Document is null || text.Length > LongestKept)
            return found;
        // All of them go at once: rare, and simpler than counting uses on every request.
        if (kept.Count >= Most || Volatile.Read(ref length) + text.Length > MostText)
            Clear();
        if (kept.TryAdd(text, found))
            Interlocked.Add(ref length, text.Length);
        return found;
    }

    private void Clear()
    {
        kept.Clear();
        Volatile.Write(ref length, 0);
    }
}
