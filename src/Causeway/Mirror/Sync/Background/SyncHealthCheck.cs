using System.Globalization;
using Causeway.Mirror.Catalog;
using Causeway.Mirror.Connections;
using Causeway.Mirror.Connections.Accounts;
using Causeway.Mirror.Connections.Management;
using Causeway.Platform.Access.Secrets;
using Dapper;
using Npgsql;

namespace Causeway.Mirror.Sync.Background;

/// <summary>Judges how well a connection's mirror is kept, by its runs of the last day.</summary>
internal sealed class SyncHealthCheck(NpgsqlDataSource database, OdooClients clients, Proof.ModelStandings standings, TimeProvider time)
{
    private const int CriticalFrom = 6;
    private const int DegradedFrom = 3;

    public async Task<SyncHealth> LookAsync(OdooConnection connection, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        var day = await DayAsync(db, connection.Id, now, cancellationToken);
        var (word, message) = Judge(connection, day, now);
        return new SyncHealth
        {
            Health = word,
            HealthMessage = message,
            Metrics = new SyncMetrics
            {
                Success = day.Successes,
                Failures = day.Failures,
                AvgDurationSeconds = day.AvgSeconds,
                LagSeconds = await LagAsync(db, connection, now, cancellationToken),
            },
            Models = [.. (await standings.ListAsync(connection, cancellationToken)).Select(model => new ModelFreshness(model.Model, model.LastProof, model.LagSeconds))],
            Credentials = CredentialsAnswer.Of(connection),
            Warnings = [.. Warnings(connection, now)],
            LastSuccess = day.LastSuccess,
            LastFailure = day.LastFailure,
        };
    }

    private (HealthWord Word, string Message) Judge(OdooConnection connection, Day day, DateTimeOffset now)
    {
        var patience = TimeSpan.FromMinutes(Math.Max(60, 2 * connection.IntervalMinutes));
        return connection.Standing.State switch
        {
            _ when clients.TryOptions(connection) is null => (HealthWord.Critical, new UnreadableSecretException(OdooClients.SecretPurpose).Message),
            ConnectionState.Refused => (HealthWord.Critical, connection.StateMessage!),
            _ when day.Failures >= CriticalFrom => (HealthWord.Critical, $"{day.Failures} runs failed in 24 hours, the last because: {day.LastError}"),
            _ when day.Failures >= DegradedFrom => (HealthWord.Degraded, $"{day.Failures} runs failed in 24 hours, the last because: {day.LastError}"),
            _ when now - (day.LastSuccess ?? connection.CreatedAt) > patience => (HealthWord.Stale, connection.Paused
                ? "The schedule is paused."
                : string.Create(CultureInfo.InvariantCulture, $"No run has succeeded for {patience.TotalMinutes} minutes.")),
            _ when day.LastSuccess is null => (HealthWord.Healthy, "No run has ended yet."),
            _ when day.LastIsPartial => (HealthWord.Healthy, $"The last run could not read everything: {day.LastError}"),
            _ => (HealthWord.Healthy, "Runs succeed."),
        };
    }

    private static IEnumerable<string> Warnings(OdooConnection connection, DateTimeOffset now)
    {
        if (connection.KeyExpiresAt is { } end && end - now < KeyExpiry.Notice)
        {
            var key = connection.KeyIsCertain ? $"The API key of {connection.Username}" : $"An API key of {connection.Username}, perhaps the one that is used here,";
            yield return string.Create(CultureInfo.InvariantCulture, $"{key} ends on {end.UtcDateTime:yyyy-MM-dd HH:mm} UTC. Make a new one in Odoo and save it here before.");
        }
    }

    private static Task<Day> DayAsync(NpgsqlConnection db, int connectionId, DateTimeOffset now, CancellationToken cancellationToken) => db.QuerySingleAsync<Day>(new CommandDefinition(
        """
        select count(*) filter (where status in ('completed', 'partial') and completed_at > @since) as successes,
               count(*) filter (where status = 'failed' and completed_at > @since) as failures,
               avg(extract(epoch from completed_at - started_at)) filter (where status in ('completed', 'partial') and completed_at > @since)::float8 as avg_seconds,
               max(completed_at) filter (where status in ('completed', 'partial')) as last_success,
               max(completed_at) filter (where status = 'failed') as last_failure,
               (array_agg(error_message order by completed_at desc) filter (where error_message is not null and status <> 'cancelled'))[1] as last_error,
               coalesce((array_agg(status order by completed_at desc))[1] = 'partial', false) as last_is_partial
        from causeway.sync_run
        where connection_id = @connectionId and completed_at is not null
        """,
        new { connectionId, since = now.AddDays(-1) },
        cancellationToken: cancellationToken));

    /// <summary>Of the models that change; the small tables of an entity are read less often, and count where it has no other.</summary>
    private static async Task<IReadOnlyDictionary<string, double>> LagAsync(NpgsqlConnection db, OdooConnection connection, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var known = (await db.QueryAsync<(string Model, DateTimeOffset AsOf)>(new CommandDefinition(
            "select model, as_of from causeway.sync_stream where connection_id = @connectionId and as_of is not null and phase <> 'absent'",
            new { connectionId = connection.Id },
            cancellationToken: cancellationToken))).ToDictionary(row => row.Model, row => row.AsOf);
        return ConnectionModels.Of(connection)
            .Where(model => known.ContainsKey(model.Name))
            .GroupBy(model => model.Entity)
            .ToDictionary(group => group.Key, group => group
                .Where(model => !model.Small || group.All(other => other.Small))
                .Max(model => Math.Max(0, Math.Round((now - known[model.Name]).TotalSeconds, 1))));
    }

    private sealed record Day
    {
        public long Successes { get; init; }

        public long Failures { get; init; }

        public double? AvgSeconds { get; init; }

        public DateTimeOffset? LastSuccess { get; init; }

        public DateTimeOffset? LastFailure { get; init; }

        public string? LastError { get; init; }

        public bool LastIsPartial { get; init; }
    }
}
