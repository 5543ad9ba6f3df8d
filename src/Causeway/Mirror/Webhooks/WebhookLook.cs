using Causeway.Mirror.Catalog;
using Causeway.Mirror.Connections;
using Causeway.Mirror.Writes;
using Causeway.Odoo;
using Dapper;
using Npgsql;

namespace Causeway.Mirror.Webhooks;

/// <summary>
/// Looks at the records that webhooks named: each is read from Odoo, whatever was said of it, so that a forged or repeated
/// call changes nothing. The rows stay locked while Odoo is asked: another process passes them over, and has them when
/// this one dies.
/// </summary>
internal sealed partial class WebhookLook(NpgsqlDataSource database, ReadBack readBack, ModelPlans plans, TimeProvider time, ILogger<WebhookLook> logger)
{
    /// <summary>Records, with all that was told of each: one that was told of a thousand times is read once.</summary>
    private const int Together = 1_000;

    /// <summary>One call to Odoo: short enough that others come in between.</summary>
    private const int ReadTogether = 200;

    /// <summary>What Odoo could not be asked for a day is left to the sync.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    /// <summary>Looks at what is due on a connection; answers when to come again, null where nothing waits.</summary>
    /// <exception cref="OdooException">Odoo cannot be asked: what was due stays due.</exception>
    public async Task<DateTimeOffset?> RunAsync(OdooConnection connection, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        while (true)
        {
            await using var transaction = await db.BeginTransactionAsync(cancellationToken);
            var due = await TakeAsync(db, connection.Id, cancellationToken);
            if (due.Count == 0)
                return await NextAsync(db, connection.Id, cancellationToken);
            var again = new List<(long Entry, DateTimeOffset At)>();
            foreach (var model in due.Where(entry => time.GetUtcNow() - entry.ReceivedAt < Kept).GroupBy(entry => entry.Model))
                again.AddRange(await LookAsync(connection, model.Key, [.. model], cancellationToken));
            await PutBackAsync(db, due, again, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
    }

    private async Task<List<WebhookEntry>> TakeAsync(NpgsqlConnection db, int connectionId, CancellationToken cancellationToken) =>
        [.. await db.QueryAsync<WebhookEntry>(new CommandDefinition(
            """
            with first as (
              select model, id
              from causeway.webhook_inbox
              where connection_id = @connectionId and look_at <= @now
              group by model, id
              order by min(look_at), min(entry)
              limit @Together
            )
            select entry, model, id, gone, write_date, early, received_at, looks
            from causeway.webhook_inbox
            where connection_id = @connectionId and look_at <= @now
              and (model, id) in (select model, id from first)
            order by look_at, entry
            for update skip locked
            """,
            new { connectionId, now = time.GetUtcNow(), Together },
            cancellationToken: cancellationToken))];

    private static Task<DateTimeOffset?> NextAsync(NpgsqlConnection db, int connectionId, CancellationToken cancellationToken) =>
        db.ExecuteScalarAsync<DateTimeOffset?>(new CommandDefinition(
            "select min(look_at) from causeway.webhook_inbox where connection_id = @connectionId",
            new { connectionId },
            cancellationToken: cancellationToken));

    private async Task<IReadOnlyList<(long Entry, DateTimeOffset At)>> LookAsync(OdooConnection connection, string name, WebhookEntry[] entries, CancellationToken cancellationToken)
    {
        if (ConnectionModels.Find(connection, name) is not { } model || await plans.FindAsync(connection, model, cancellationToken) is null)
            return [];
        foreach (var ids in entries.Select(entry => entry.Id).Distinct().Order().Chunk(ReadTogether))
            await ReadAsync(connection, model, ids, cancellationToken);
        var rows = await RowsAsync(connection.Id, model, [.. entries.Select(entry => entry.Id)], cancellationToken);
        var now = time.GetUtcNow();
        return [.. entries
            .Select(entry => (entry.Entry, Wait: SecondLook.After(entry, rows.GetValueOrDefault(entry.Id), now)))
            .Where(look => look.Wait is not null)
            .Select(look => (look.Entry, now + look.Wait!.Value))];
    }

    /// <summary>Halves what Odoo refuses as a whole, until the record that it cannot read is alone: that one is the sync's to quarantine.</summary>
    private async Task ReadAsync(OdooConnection connection, MirrorModel model, long[] ids, CancellationToken cancellationToken)
    {
        try
        {
            await readBack.ReadAloneAsync(connection, model, ids, cancellationToken);
        }
        catch (OdooException exception) when (IsOfTheRecords(exception) && ids.Length > 1)
        {
            await ReadAsync(connection, model, ids[..(ids.Length / 2)], cancellationToken);
            await ReadAsync(connection, model, ids[(ids.Length / 2)..], cancellationToken);
        }
        catch (OdooException exception) when (IsOfTheRecords(exception))
        {
            Log.NotRead(logger, exception, model.Name, ids[0]);
        }
    }

    /// <summary>Not what another call, a little later, may do better.</summary>
    private static bool IsOfTheRecords(OdooException exception) => !exception.IsTransient && !Sync.RunReport.IsOfTheConnection(exception);

    private async Task<Dictionary<long, MirroredRow>> RowsAsync(int connectionId, MirrorModel model, long[] ids, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        var rows = await db.QueryAsync<MirroredRow>(new CommandDefinition(
            $"select id, state, write_date from {model.Table} where connection_id = @connectionId and id = any(@ids)",
            new { connectionId, ids },
            cancellationToken: cancellationToken));
        return rows.ToDictionary(row => row.Id);
    }

    private static Task PutBackAsync(NpgsqlConnection db, List<WebhookEntry> seen, List<(long Entry, DateTimeOffset At)> again, CancellationToken cancellationToken) =>
        db.ExecuteAsync(new CommandDefinition(
            """
            update causeway.webhook_inbox i
            set look_at = a.at, looks = looks + 1
            from unnest(@entries, @at) a(entry, at)
            where i.entry = a.entry;

            delete from causeway.webhook_inbox
            where entry = any(@seen) and entry <> all(@entries)
            """,
            new
            {
                entries = again.Select(look => look.Entry).ToArray(),
                at = again.Select(look => look.At.UtcDateTime).ToArray(),
                seen = seen.Select(entry => entry.Entry).ToArray(),
            },
            cancellationToken: cancellationToken));

    private static partial class Log
    {
        [LoggerMessage(EventId = 3310, Level = LogLevel.Warning, Message = "{Model} {Id}, which a webhook named, could not be read")]
        public static partial void NotRead(ILogger logger, Exception exception, string model, long id);
    }
}
