using System.Text.Json;
using Causeway.Platform.Http;
using Dapper;
using Npgsql;

namespace Causeway.Mirror.Proof;

/// <summary>When a model of a connection was last proved, and how far its scrub has come: columns of <c>causeway.sync_stream</c>.</summary>
internal sealed record ProofState
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(10);

    /// <summary>What was written since is listed whole at every proof, whatever the histogram says.</summary>
    private static readonly TimeSpan Recent = TimeSpan.FromHours(48);

    /// <summary>A proof takes at most a hundredth of Odoo's time.</summary>
    private const int Share = 100;

    public required int ConnectionId { get; init; }

    public required string Model { get; init; }

    public string Phase { get; init; } = "backfill";

    /// <summary>Odoo's time at the start of the last complete cycle.</summary>
    public DateTimeOffset? Cursor { get; init; }

    public DateTimeOffset? ProvedAt { get; init; }

    public double ProofSeconds { get; init; }

    public long ProofFound { get; init; }

    public string Unexplained { get; init; } = "[]";

    public long ScrubPosition { get; init; }

    public DateTimeOffset? ScrubBeganAt { get; init; }

    public DateTimeOffset? ScrubbedAt { get; init; }

    /// <summary>What this proof's reads of whole rows changed without a moved write_date; added up in the table.</summary>
    public long SilentRepairs { get; init; }

    public bool LivesByList { get; init; }

    public bool IsDue(DateTimeOffset now) =>
        Phase == "live" && (ProvedAt is not { } last || now - last >= TimeSpan.FromSeconds(Math.Max(Every.TotalSeconds, Share * ProofSeconds)));

    /// <summary>From the start of a day in UTC, so that no bucket of the histogram is half in it.</summary>
    public DateTime RecentFrom(TimeProvider time) => ((Cursor ?? time.GetUtcNow()) - Recent).UtcDateTime.Date;

    public IReadOnlyList<Unexplained> KnownUnexplained() => JsonSerializer.Deserialize<Unexplained[]>(Unexplained, ApiJson.Options)!;

    public static string Json(IReadOnlyList<Unexplained> unexplained) => JsonSerializer.Serialize(unexplained, ApiJson.Options);

    /// <summary>Every model of the connection that was ever read.</summary>
    public static async Task<IReadOnlyList<ProofState>> AllAsync(NpgsqlDataSource database, int connectionId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<ProofState>(new CommandDefinition(
            """
            select connection_id, model, phase, cursor, proved_at, proof_seconds, proof_found, unexplained::text,
                   scrub_position, scrub_began_at, scrubbed_at
            from causeway.sync_stream
            where connection_id = @connectionId
            """,
            new { connectionId },
            cancellationToken: cancellationToken))).AsList();
    }

    public async Task SaveAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            update causeway.sync_stream
            set proved_at = @ProvedAt, proof_seconds = @ProofSeconds, proof_found = @ProofFound, unexplained = @Unexplained::jsonb,
                scrub_position = @ScrubPosition, scrub_began_at = @ScrubBeganAt, scrubbed_at = @ScrubbedAt,
                silent_repairs = silent_repairs + @SilentRepairs, lives_by_list = @LivesByList
            where connection_id = @ConnectionId and model = @Model
            """,
            this,
            cancellationToken: cancellationToken));
    }
}
