using Causeway.Mirror.Records;
using Causeway.Mirror.Records.Storing;
using Causeway.Odoo;

namespace Causeway.Mirror.Proof;

/// <summary>
/// What became of records that no search shows: a read by id finds nothing of a deleted one, and is refused for one that
/// the account may not see (wire-facts 6). No record is called gone on a listing alone.
/// </summary>
internal sealed class Absences(ProvedModel model, int mostCalls = Absences.MostCalls)
{
    private const int Page = 500;

    /// <summary>A flood of hidden records costs a call each: what is left is found again by the next proof.</summary>
    public const int MostCalls = 200;

    private readonly List<long> deleted = [];
    private readonly List<long> hidden = [];
    private int calls;

    public long[] Deleted => [.. deleted];

    public long[] Hidden => [.. hidden];

    /// <summary>When they were read.</summary>
    public ReadWindow Window { get; private set; } = new(0, 0, null);

    public bool Any => deleted.Count + hidden.Count > 0;

    public async Task ConfirmAsync(IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
            return;
        var started = await ReadStamps.NextAsync(model.Database, cancellationToken);
        foreach (var some in ids.Chunk(Page))
            await ConfirmAsync(some.AsMemory(), cancellationToken);
        Window = new ReadWindow(started, await ReadStamps.NextAsync(model.Database, cancellationToken), null);
    }

    /// <summary>One refused record fails the whole call: the list is halved until it is alone.</summary>
    private async Task ConfirmAsync(ReadOnlyMemory<long> ids, CancellationToken cancellationToken)
    {
        if (ids.IsEmpty || ++calls > mostCalls)
            return;
        try
        {
            var there = await ReadAsync(ids, cancellationToken);
            deleted.AddRange(ids.ToArray().Except(there.Select(record => record.Id)));
        }
        catch (OdooException exception) when (exception.Kind is OdooErrorKind.NoAccess or OdooErrorKind.MissingRecord)
        {
            if (ids.Length == 1)
            {
                (exception.Kind == OdooErrorKind.NoAccess ? hidden : deleted).Add(ids.Span[0]);
                return;
            }

            await ConfirmAsync(ids[..(ids.Length / 2)], cancellationToken);
            await ConfirmAsync(ids[(ids.Length / 2)..], cancellationToken);
        }
    }

    private Task<IReadOnlyList<OdooRecord>> ReadAsync(ReadOnlyMemory<long> ids, CancellationToken cancellationToken)
    {
        // Asked for its id alone, Odoo looks nothing up and answers for a record that does not exist.
        var column = new OdooFieldSet(model.Plan.Fields.Where(field => field.Stored).Take(1));
        return model.Odoo.ReadAsync(model.Plan.Source, ids.ToArray(), column, model.Context, cancellationToken, load: "");
    }
}
