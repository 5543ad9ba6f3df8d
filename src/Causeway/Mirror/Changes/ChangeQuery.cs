using Causeway.Mirror.Records;
using Dapper;
using Npgsql;

namespace Causeway.Mirror.Changes;

/// <summary>A page of the feed for one viewer.</summary>
/// <param name="Changes">What the viewer may know of, in order.</param>
/// <param name="Position">Up to where was looked; further than the last change where others' were passed over.</param>
/// <param name="HasMore">Whether there was more to look at.</param>
internal sealed record ChangePage(IReadOnlyList<Change> Changes, long Position, bool HasMore);

/// <summary>Reads the feed.</summary>
internal sealed class ChangeQuery(NpgsqlDataSource database)
{
    /// <summary>A page under the visibility rule; null where changes after <paramref name="since"/> are no longer kept.</summary>
    /// <param name="viewer">Who reads.</param>
    /// <param name="since">The position to go on from; null begins with the oldest change that is kept.</param>
    /// <param name="models">The models to tell of; all where null.</param>
    /// <param name="limit">How many changes to look at.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<ChangePage?> ReadAsync(Viewer viewer, long? since, string[]? models, int limit, CancellationToken cancellationToken)
    {
        var page = await PageAsync(viewer.Connection.Id, since ?? 0, models, limit, cancellationToken);
        if (since is { } position && page.HasGapAfter(position))
            return null;
        return new ChangePage([.. page.Entries.Select(entry => entry.For(viewer)).OfType<Change>()], page.Position, page.HasMore);
    }

    public async Task<FeedPage> PageAsync(int connectionId, long since, string[]? models, int limit, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        // In this order. The head first: whatever is committed later has a greater version. The floor last: what is
        // deleted while the page is read shows in it.
        await using var rows = await db.QueryMultipleAsync(new CommandDefinition(
            $"""
            select coalesce((select version from causeway.change where connection_id = @connectionId order by version desc limit 1), 0);

            select version, model, id, kind, changed_fields, at, user_before, user_after, team_before, team_after, company_before, company_after,
              model = 'res.partner' and exists (
                select from odoo.res_partner p where p.connection_id = c.connection_id and p.id = c.id and p.type = 'private') as is_private
            from causeway.change c
            where connection_id = @connectionId and version > @since {(models is null ? "" : "and model = any(@models)")}
            order by version
            limit @limit;

            select coalesce((select version from causeway.change_floor where connection_id = @connectionId), 0);
            """,
            new { connectionId, since, models, limit },
            cancellationToken: cancellationToken));
        var head = await rows.ReadSingleAsync<long>();
        var entries = (await rows.ReadAsync<FeedEntry>()).AsList();
        var floor = await rows.ReadSingleAsync<long>();
        var (last, hasMore) = (entries.Count > 0 ? entries[^1].Version : since, entries.Count == limit);
        // Who follows a model that seldom changes moves on with the others, and is never behind what is kept.
        return new FeedPage(entries, hasMore ? last : Math.Max(last, head), hasMore, floor);
    }
}
