using System.Text.Json;
using Causeway.Odoo;
using Dapper;
using Npgsql;

namespace Causeway.Mirror.Sync.Unreadable;

/// <summary>The records of one model that Odoo cannot read, as one pass knows them. Any read that stores a record releases it.</summary>
internal sealed class Quarantine(NpgsqlDataSource database, int connectionId, string model, TimeProvider time)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(6);

    private readonly Dictionary<long, DateTimeOffset> retryAt = [];

    public int Count => retryAt.Count;

    public long[] Ids => [.. retryAt.Keys];

    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<(long Id, int Tries, DateTimeOffset TriedAt)>(new CommandDefinition(
            "select record_id, tries, last_tried_at from causeway.quarantine where connection_id = @connectionId and model = @model",
            new { connectionId, model },
            cancellationToken: cancellationToken));
        foreach (var (id, tries, triedAt) in rows)
            retryAt[id] = triedAt + Pause(tries);
    }

    public bool Holds(long id) => retryAt.ContainsKey(id);

    /// <summary>What a domain finds outside the quarantine: with one record of it, the page would fail again.</summary>
    public OdooDomain Outside(OdooDomain domain) =>
        retryAt.Count == 0 ? domain : domain.And(OdooDomain.Where("id", "not in", retryAt.Keys.Order().ToArray()));

    /// <summary>Records whose time has come to be tried again.</summary>
    public long[] Due() => [.. retryAt.Where(pair => pair.Value <= time.GetUtcNow()).Select(pair => pair.Key).Order()];

    public async Task AddAsync(long id, OdooException fault, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var tries = await connection.ExecuteScalarAsync<int>(new CommandDefinition(
            """
            insert into causeway.quarantine as q (connection_id, model, record_id, error_kind, message, since, last_tried_at)
            values (@connectionId, @model, @id, @kind, @message, @now, @now)
            on conflict (connection_id, model, record_id) do update set
              error_kind = excluded.error_kind, message = excluded.message, last_tried_at = excluded.last_tried_at, tries = q.tries + 1
            returning tries
            """,
            new { connectionId, model, id, kind = JsonNamingPolicy.SnakeCaseLower.ConvertName(fault.Kind.ToString()), message = fault.OdooText, now = time.GetUtcNow() },
            cancellationToken: cancellationToken));
        retryAt[id] = time.GetUtcNow() + Pause(tries);
    }

    /// <summary>Lets a record go that was read, or that is no more.</summary>
    public async Task ReleaseAsync(long id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "delete from causeway.quarantine where connection_id = @connectionId and model = @model and record_id = @id",
            new { connectionId, model, id },
            cancellationToken: cancellationToken));
        retryAt.Remove(id);
    }

    private static TimeSpan Pause(int tries) =>
        tries > 10 ? LongestPause : TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, FirstPause.Ticks << (tries - 1)));
}
