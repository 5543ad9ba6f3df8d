using System.Text.Json;
using Causeway.Mirror.Records;

namespace Causeway.Mirror.Writes;

/// <summary>
/// <c>If-Match</c> for many records: which are no longer what their writer saw. All are read afresh from Odoo first, together,
/// so that a change which the mirror has not seen yet counts too.
/// </summary>
internal sealed class SeenVersions(RecordOwners owners, RecordAnswers answers, ReadBack readBack)
{
    /// <param name="shapes">The queries by which the writer may have read them; what has changed is answered as the first shows it.</param>
    /// <param name="seen">The ETag of each as the writer saw it.</param>
    /// <param name="cancellationToken">Ends the read from Odoo too.</param>
    /// <returns>Those that have changed, as they are now; without those that are gone, or were never the writer's to see.</returns>
    public async Task<IReadOnlyDictionary<long, JsonElement>> ChangedAsync(IReadOnlyList<RecordQuery> shapes, IReadOnlyDictionary<long, string> seen, CancellationToken cancellationToken)
    {
        var query = shapes[0];
        long[] visible = [.. (await owners.OfAsync(query, [.. seen.Keys], cancellationToken)).Keys];
        if (visible.Length == 0)
            return new Dictionary<long, JsonElement>();
        await readBack.ReadAsync(query.Viewer.Connection, query.Shape.Model, visible, cancellationToken);
        var changed = await answers.FindManyAsync(query, visible, cancellationToken);
        RemoveSeen(changed, changed);
        foreach (var shape in shapes.Skip(1))
            RemoveSeen(changed, await answers.FindManyAsync(shape, [.. changed.Keys], cancellationToken));
        return changed;

        void RemoveSeen(Dictionary<long, JsonElement> left, Dictionary<long, JsonElement> present)
        {
            foreach (var id in present.Where(record => record.Value.GetProperty("etag").ValueEquals(seen[record.Key])).Select(record => record.Key).ToArray())
                left.Remove(id);
        }
    }
}
