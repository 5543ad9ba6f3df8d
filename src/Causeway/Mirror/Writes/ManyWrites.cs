using System.Text.Json;
using Causeway.Mirror.Records;

namespace Causeway.Mirror.Writes;

/// <summary>What became of many records that were to be written.</summary>
/// <param name="Updated">How many were.</param>
/// <param name="Results">Each record once, in the order in which they were named.</param>
internal sealed record ManyWritten(int Updated, IReadOnlyList<WrittenRecord> Results);

/// <summary>Makes one change to many records for a viewer: each by the same rule, and by the same writer, as alone.</summary>
internal sealed class ManyWrites(RecordOwners owners, OdooWriter writer)
{
    /// <param name="query">The records that the viewer sees.</param>
    /// <param name="ids">Those to change, each once.</param>
    /// <param name="values">What is assigned, for the writing rule.</param>
    /// <param name="change">What is done.</param>
    /// <param name="changed">Those that are no longer what the writer saw, as they are now: nothing is written to them.</param>
    /// <param name="cancellationToken">Ends it between two calls of Odoo.</param>
    public async Task<ManyWritten> ChangeAsync(RecordQuery query, IReadOnlyList<long> ids, IReadOnlyDictionary<string, object?> values, OdooChange change, IReadOnlyDictionary<long, JsonElement> changed, CancellationToken cancellationToken)
    {
        var visible = await owners.OfAsync(query, ids, cancellationToken);
        var results = ids.Select(id => Refusal(query, id, visible, changed, values)).ToDictionary(result => result.Id);
        var allowed = ids.Where(id => results[id].Outcome == WriteOutcome.Updated).ToArray();
        if (allowed.Length > 0)
        {
            foreach (var (id, result) in await writer.ChangeManyAsync(WriteOrder.By(query) with { Ids = allowed }, change, cancellationToken))
                results[id] = result;
        }

        return new ManyWritten(results.Values.Count(result => result.Outcome == WriteOutcome.Updated), [.. ids.Select(id => results[id])]);
    }

    private static WrittenRecord Refusal(RecordQuery query, long id, IReadOnlyDictionary<long, Ownership> visible, IReadOnlyDictionary<long, JsonElement> changed, IReadOnlyDictionary<string, object?> values)
    {
        if (!visible.TryGetValue(id, out var ownership))
            return new WrittenRecord(id, WriteOutcome.NotFound, "There is no such record.");
        if (changed.TryGetValue(id, out var current))
            return new WrittenRecord(id, WriteOutcome.Stale, "The record has changed since you read it; nothing was written. 'current' holds it as it is now.", current);
        return WriteRule.ForUpdate(query.Viewer, query.Shape.Model, ownership, values) is { } forbidden
            ? new WrittenRecord(id, WriteOutcome.Forbidden, forbidden.Detail)
            : new WrittenRecord(id, WriteOutcome.Updated);
    }
}
