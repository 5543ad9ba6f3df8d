using Dapper;

namespace Causeway.Mirror.Proof;

/// <summary>
/// The rolling look at whole rows: at each proof the next slice by id, so that every row is seen within a day, or a week
/// where there are 200,000 or more.
/// </summary>
internal static class Scrub
{
    private const int Many = 200_000;

    /// <summary>After a long stop, the round takes longer rather than Odoo being asked for everything at once.</summary>
    private const int LargestSlice = 10_000;

    private static readonly TimeSpan UsualPause = TimeSpan.FromMinutes(10);

    /// <summary>The next ids, what is deleted or hidden among them too, and where the scrub stands after them.</summary>
    public static async Task<(IReadOnlyList<long> Ids, ProofState After)> NextAsync(ProvedModel model, ProofState state, CancellationToken cancellationToken)
    {
        var now = model.Time.GetUtcNow();
        await using var db = await model.Database.OpenConnectionAsync(cancellationToken);
        var rows = await db.ExecuteScalarAsync<long>(new CommandDefinition(
            $"select count(*) from {model.Table} where connection_id = @connection", new { connection = model.Connection.Id }, cancellationToken: cancellationToken));
        var size = SliceOf(rows, now - (state.ProvedAt ?? now));
        var ids = (await db.QueryAsync<long>(new CommandDefinition(
            $"""
            select id
            from {model.Table}
            where connection_id = @connection
              and id > @after
              and id <> all(@quarantined)
            order by id
            limit @size
            """,
            new { connection = model.Connection.Id, after = state.ScrubPosition, quarantined = model.Quarantined, size },
            cancellationToken: cancellationToken))).AsList();
        var after = state with { ScrubBeganAt = state.ScrubPosition == 0 ? now : state.ScrubBeganAt };
        return (ids, ids.Count < size
            ? after with { ScrubPosition = 0, ScrubbedAt = now }
            : after with { ScrubPosition = ids[^1] });
    }

    private static int SliceOf(long rows, TimeSpan sinceLast)
    {
        var round = rows < Many ? TimeSpan.FromDays(1) : TimeSpan.FromDays(7);
        var pause = sinceLast < UsualPause ? UsualPause : sinceLast;
        return (int)Math.Clamp(Math.Ceiling(rows * (pause / round)), 1, LargestSlice);
    }
}
