using Dapper;
using Npgsql;

namespace Causeway.Mirror.Webhooks;

/// <summary>How calls that came together are written down.</summary>
internal static class WebhookInboxSql
{
    /// <summary>Counts are kept by the hour; the status tells of the last day, and of the last call for as long as this.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public static async Task AddAsync(NpgsqlConnection db, List<WebhookDelivery> calls, CancellationToken cancellationToken)
    {
        await AddEntriesAsync(db, calls, cancellationToken);
        await CountAsync(db, calls, cancellationToken);
        await MarkKeysAsync(db, calls, cancellationToken);
    }

    private static Task AddEntriesAsync(NpgsqlConnection db, List<WebhookDelivery> calls, CancellationToken cancellationToken)
    {
        // One delivery twice, or fifteen times, as Odoo sends them: told once.
        var entries = calls.Where(call => call.Hint is not null)
            .SelectMany(call => call.Hint!.Ids.Select(id => new { call.Door.ConnectionId, call.Hint.Model, Id = id, call.Hint.Gone, call.Hint.WriteDate, Early = call.Door.IsEarly(call.Hint), call.At }))
            .DistinctBy(entry => (entry.ConnectionId, entry.Model, entry.Id, entry.Gone, entry.WriteDate, entry.Early))
            .ToList();
        return entries.Count == 0 ? Task.CompletedTask : db.ExecuteAsync(new CommandDefinition(
            """
            insert into causeway.webhook_inbox (connection_id, model, id, gone, write_date, early, received_at, look_at)
            select e.connection_id, e.model, e.id, e.gone, e.write_date, e.early, e.at, e.at
            from unnest(@connections, @models, @ids, @gone, @writeDates, @early, @at) e(connection_id, model, id, gone, write_date, early, at)
            -- One that was deleted meanwhile takes nobody else's calls with it.
            join causeway.connection c on c.id = e.connection_id
            """,
            new
            {
                connections = entries.Select(entry => entry.ConnectionId).ToArray(),
                models = entries.Select(entry => entry.Model).ToArray(),
                ids = entries.Select(entry => entry.Id).ToArray(),
                gone = entries.Select(entry => entry.Gone).ToArray(),
                writeDates = entries.Select(entry => entry.WriteDate?.UtcDateTime).ToArray(),
                early = entries.Select(entry => entry.Early).ToArray(),
                at = entries.Select(entry => entry.At.UtcDateTime).ToArray(),
            },
            cancellationToken: cancellationToken));
    }

    private static Task CountAsync(NpgsqlConnection db, List<WebhookDelivery> calls, CancellationToken cancellationToken)
    {
        // In order of id, so that two processes never wait for each other.
        var counts = calls.GroupBy(call => call.Door.ConnectionId).OrderBy(group => group.Key).ToList();
        var now = calls.Max(call => call.At).UtcDateTime;
        return db.ExecuteAsync(new CommandDefinition(
            """
            insert into causeway.webhook_count (connection_id, hour, received, rejected, last_received_at)
            select n.connection_id, date_trunc('hour', @now), n.received, n.rejected, case when n.received > 0 then @now end
            from unnest(@connections, @received, @rejected) n(connection_id, received, rejected)
            join causeway.connection c on c.id = n.connection_id
            order by n.connection_id
            on conflict (connection_id, hour) do update set
              received = webhook_count.received + excluded.received,
              rejected = webhook_count.rejected + excluded.rejected,
              last_received_at = coalesce(excluded.last_received_at, webhook_count.last_received_at);

            delete from causeway.webhook_count
            where connection_id = any(@connections) and hour < @expired
            """,
            new
            {
                now,
                expired = now - Kept,
                connections = counts.Select(count => count.Key).ToArray(),
                received = counts.Select(count => count.LongCount(call => call.Hint is not null)).ToArray(),
                rejected = counts.Select(count => count.LongCount(call => call.Hint is null)).ToArray(),
            },
            cancellationToken: cancellationToken));
    }

    private static Task MarkKeysAsync(NpgsqlConnection db, List<WebhookDelivery> calls, CancellationToken cancellationToken)
    {
        var keys = calls.Where(call => call.Hint is not null).Select(call => call.Door.KeyId).OfType<int>().Distinct().ToArray();
        return keys.Length == 0 ? Task.CompletedTask : db.ExecuteAsync(new CommandDefinition(
            """
            update causeway.webhook_key
            set used_at = @now
            -- Another process that marks it just now does as well.
            where id in (select id from causeway.webhook_key where id = any(@keys) order by id for update skip locked)
            """,
            new { keys, now = calls.Max(call => call.At) },
            cancellationToken: cancellationToken));
    }
}
