using Causeway.Mirror.Records.Storing;
using Dapper;

namespace Causeway.Mirror.Proof;

/// <summary>Marks as gone what is gone, unless it is so much that an administrator must say so (design 5.4).</summary>
internal sealed class Removals(Holds holds, Referrers referrers)
{
    private const double LargestShare = 0.2;
    private const int AtLeast = 10;

    /// <summary>Answers how many were marked; 0 where they are held.</summary>
    /// <param name="model">The model.</param>
    /// <param name="missing">Records that the mirror has and no search of Odoo shows.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<int> ApplyAsync(ProvedModel model, IReadOnlyList<long> missing, CancellationToken cancellationToken)
    {
        if (missing.Count == 0)
            return 0;
        var (all, present, hidden) = await LookUpAsync(model, missing, cancellationToken);
        if (IsTooMuch(present.Length, all))
        {
            await HoldAsync(model, present, all, cancellationToken);
            return 0;
        }

        // Of what was hidden, one call tells whether all of it is deleted by now; one each would be too many at every scrub.
        return await RemoveAsync(model, new Absences(model), present, cancellationToken)
            + await RemoveAsync(model, new Absences(model, mostCalls: 1), hidden, cancellationToken);
    }

    /// <summary>Whatever their number: by an administrator's word.</summary>
    public Task<int> RemoveAsync(ProvedModel model, IReadOnlyList<long> missing, CancellationToken cancellationToken) =>
        RemoveAsync(model, new Absences(model, mostCalls: int.MaxValue), missing, cancellationToken);

    public static bool IsTooMuch(int missing, long all) => missing > 0 && (missing == all || (missing >= AtLeast && missing > LargestShare * all));

    private static async Task<(long All, long[] Present, long[] Hidden)> LookUpAsync(ProvedModel model, IReadOnlyList<long> missing, CancellationToken cancellationToken)
    {
        await using var db = await model.Database.OpenConnectionAsync(cancellationToken);
        return await db.QuerySingleAsync<(long, long[], long[])>(new CommandDefinition(
            $"""
            select count(*) filter (where r.state = 'present'),
                   coalesce(array_agg(r.id) filter (where r.state = 'present' and m.id is not null), '{"{}"}'),
                   coalesce(array_agg(r.id) filter (where r.state = 'hidden' and m.id is not null), '{"{}"}')
            from {model.Table} r
            left join unnest(@missing) m(id) on m.id = r.id
            where r.connection_id = @connection
            """,
            new { connection = model.Connection.Id, missing = missing.ToArray() },
            cancellationToken: cancellationToken));
    }

    private async Task HoldAsync(ProvedModel model, long[] ids, long all, CancellationToken cancellationToken)
    {
        var first = new Absences(model);
        await first.ConfirmAsync([ids[0]], cancellationToken);
        if (first.Any)
            await holds.AddAsync(model.Connection.Id, model.Name, ids, all, first.Hidden.Length > 0 ? "hidden" : "deleted", cancellationToken);
    }

    private async Task<int> RemoveAsync(ProvedModel model, Absences absences, IReadOnlyList<long> missing, CancellationToken cancellationToken)
    {
        await absences.ConfirmAsync(missing, cancellationToken);
        if (!absences.Any)
            return 0;
        var marked = await MarkAsync(model, absences, cancellationToken);
        await referrers.ReadAgainAsync(model.Connection, model.Plan.Model, [.. absences.Deleted, .. absences.Hidden], cancellationToken);
        return marked;
    }

    private static async Task<int> MarkAsync(ProvedModel model, Absences absences, CancellationToken cancellationToken)
    {
        await using var db = await model.Database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await db.BeginTransactionAsync(cancellationToken);
        var marked = await RecordRemoval.MarkAsync(db, model.Connection.Id, model.Plan.Model, absences.Deleted, "deleted", absences.Window, cancellationToken)
            + await RecordRemoval.MarkAsync(db, model.Connection.Id, model.Plan.Model, absences.Hidden, "hidden", absences.Window, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return marked;
    }
}
