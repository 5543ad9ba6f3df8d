using Dapper;
using Npgsql;

namespace Causeway.Mirror.Connections;

/// <summary>How each connection stands with its Odoo, in its row: what one process finds out, all know.</summary>
internal sealed partial class ConnectionStates(NpgsqlDataSource database, ILogger<ConnectionStates> logger)
{
    /// <summary>Saves it and answers its version; null where the credentials have changed since, or we cannot save.</summary>
    public async Task<long?> SaveAsync(OdooConnection connection, OdooStanding standing, CancellationToken cancellationToken)
    {
        Log.Changed(logger, connection.Id, standing.State, standing.Failures, standing.Message ?? "no failure");
        try
        {
            await using var db = await database.OpenConnectionAsync(cancellationToken);
            return await db.QuerySingleOrDefaultAsync<long?>(new CommandDefinition(
                """
                update causeway.connection
                set state_since = case when state = @state then state_since else now() end, state = @state,
                    state_message = @Message, failures = @Failures, retry_at = @RetryAt, state_version = state_version + 1
                where id = @Id and secret_protected = @SecretProtected
                returning state_version
                """,
                new { state = Name(standing.State), standing.Message, standing.Failures, standing.RetryAt, connection.Id, connection.SecretProtected },
                cancellationToken: cancellationToken));
        }
        catch (NpgsqlException exception)
        {
            // This process knows all the same, and the failure that it is about must not be hidden by this one.
            Log.NotSaved(logger, exception, connection.Id);
            return null;
        }
    }

    /// <summary>An administrator asks: what Odoo refused or did not answer is tried once more.</summary>
    public async Task ForgiveAsync(int connectionId, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        await db.ExecuteAsync(new CommandDefinition(
            """
            update causeway.connection
            set state = 'unknown', state_since = now(), state_message = null, failures = 0, retry_at = null, state_version = state_version + 1
            where id = @connectionId and state in ('refused', 'unreachable')
            """,
            new { connectionId },
            cancellationToken: cancellationToken));
    }

    private static string Name(ConnectionState state) => state.ToString().ToLowerInvariant();

    private static partial class Log
    {
        [LoggerMessage(EventId = 3200, Level = LogLevel.Information, Message = "Connection {Connection} is {State} ({Failures} failures in a row): {Message}")]
        public static partial void Changed(ILogger logger, int connection, ConnectionState state, int failures, string message);

        [LoggerMessage(EventId = 3201, Level = LogLevel.Warning, Message = "The state of connection {Connection} could not be saved")]
        public static partial void NotSaved(ILogger logger, Exception exception, int connection);
    }
}
