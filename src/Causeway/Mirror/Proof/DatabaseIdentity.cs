using System.Globalization;
using Causeway.Mirror.Connections;
using Causeway.Mirror.Sync;
using Causeway.Odoo;
using Causeway.Platform.Audit;
using Dapper;
using Npgsql;

namespace Causeway.Mirror.Proof;

/// <summary>Which database a connection is bound to, and whether it has been stopped because another one answers.</summary>
internal sealed record DatabaseState
{
    public string? Identity { get; init; }

    public DateTimeOffset? CheckedAt { get; init; }

    /// <summary><c>other_database</c>, <c>older_database</c>, or null while all is well.</summary>
    public string? Stopped { get; init; }

    public DateTimeOffset? StoppedAt { get; init; }

    public string? Message => Stopped switch
    {
        null => null,
        "other_database" => "Another database answers than the one that is mirrored. Nothing is read until an administrator decides: POST /api/integrations/odoo/database.",
        _ => "Odoo's database was set back: its newest records are gone, and others are older than they were. Nothing is read until an administrator decides: POST /api/integrations/odoo/database.",
    };
}

/// <summary>
/// Binds a connection to one database of Odoo (design 5.1). Where another answers, as after a move or the restore of a dump,
/// the mirror must not mix the two.
/// </summary>
internal sealed class DatabaseIdentity(NpgsqlDataSource database, OdooClients clients, AuditLog audit, TimeProvider time)
{
    /// <summary>One call: seldom beside the calls of a run.</summary>
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(10);

    /// <summary>Whether a run may go on; where not, its report says why.</summary>
    public async Task<bool> AllowsAsync(OdooConnection connection, RunReport report, CancellationToken cancellationToken)
    {
        var state = await FindAsync(connection.Id, cancellationToken);
        try
        {
            if (state.Stopped is null && !(time.GetUtcNow() - state.CheckedAt < Every))
                state = await CheckAsync(connection, state, cancellationToken);
        }
        catch (OdooException exception)
        {
            report.Note(exception, ConnectionAdvice.For(exception, clients.Options(connection)));
            return false;
        }

        if (state.Stopped is not null)
            report.Refuse(state.Stopped, state.Message!);
        return state.Stopped is null;
    }

    public async Task<DatabaseState> FindAsync(int connectionId, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        return await db.QuerySingleAsync<DatabaseState>(new CommandDefinition(
            "select database_identity as identity, identity_checked_at as checked_at, stopped, stopped_at from causeway.connection where id = @connectionId",
            new { connectionId },
            cancellationToken: cancellationToken));
    }

    public Task<DatabaseState> StopAsync(OdooConnection connection, string reason, CancellationToken cancellationToken) =>
        SaveAsync(connection, "stopped = @reason, stopped_at = coalesce(stopped_at, @now)", new { connection.Id, reason, now = time.GetUtcNow() }, cancellationToken);

    /// <summary>Takes whatever answers now as the connection's database.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="how">What becomes of its mirror, for the record.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task AcceptAsync(OdooConnection connection, string how, CancellationToken cancellationToken)
    {
        await SaveAsync(connection, "stopped = null, stopped_at = null, database_identity = null, identity_checked_at = null", new { connection.Id }, cancellationToken);
        await audit.AppendAsync(new AuditEntry(AuditAction.DatabaseDecision)
        {
            ConnectionId = connection.Id,
            TargetType = "connection",
            TargetIds = [connection.Id.ToString(CultureInfo.InvariantCulture)],
            Detail = new Dictionary<string, object?> { ["how"] = how },
        });
    }

    private async Task<DatabaseState> CheckAsync(OdooConnection connection, DatabaseState known, CancellationToken cancellationToken)
    {
        var found = await ReadAsync(connection, cancellationToken);
        // A right that was lost or given changes what can be read, not the database.
        if (known.Identity is { } identity && identity != found && IsUuid(identity) == IsUuid(found))
            return await StopAsync(connection, "other_database", cancellationToken);
        return await SaveAsync(connection, "database_identity = @found, identity_checked_at = @now", new { connection.Id, found, now = time.GetUtcNow() }, cancellationToken);
    }

    private async Task<string> ReadAsync(OdooConnection connection, CancellationToken cancellationToken) =>
        await ReadUuidAsync(clients.For(connection), cancellationToken) ?? await ReadOldestUserAsync(connection, cancellationToken);

    /// <summary>The database's own mark; null for who may not read Odoo's settings.</summary>
    public static async Task<string?> ReadUuidAsync(OdooClient odoo, CancellationToken cancellationToken)
    {
        try
        {
            var call = new OdooCall("ir.config_parameter", "get_param")
            {
                Arguments = new Dictionary<string, object?> { ["key"] = "database.uuid" },
                Positional = ["key"],
                SafeToRepeat = true,
            };
            return await odoo.CallAsync(call, cancellationToken) is string { Length: > 0 } uuid ? uuid : null;
        }
        catch (OdooException exception) when (exception.Kind is OdooErrorKind.NoAccess)
        {
            // Its settings are the administrators' alone.
            return null;
        }
    }

    /// <summary>What stands for the uuid: where it is, and when its first user was made.</summary>
    private async Task<string> ReadOldestUserAsync(OdooConnection connection, CancellationToken cancellationToken)
    {
        var odoo = clients.For(connection);
        var fields = OdooFieldSet.Of(await odoo.FieldsGetAsync("res.users", ["create_date"], cancellationToken), "create_date");
        var query = new OdooQuery { Limit = 1, Order = "id", Context = MirrorContext.For(connection) };
        await using var page = await odoo.SearchReadPageAsync("res.users", OdooDomain.All, fields, query, cancellationToken);
        var made = "";
        await foreach (var user in page.WithCancellation(cancellationToken))
            made = (user["create_date"] as DateTime?)?.ToString("s", CultureInfo.InvariantCulture) ?? "";
        return $"{connection.Url} {connection.Database} {made}";
    }

    private static bool IsUuid(string identity) => Guid.TryParse(identity, out _);

    private async Task<DatabaseState> SaveAsync(OdooConnection connection, string assignments, object parameters, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        await db.ExecuteAsync(new CommandDefinition($"update causeway.connection set {assignments} where id = @Id", parameters, cancellationToken: cancellationToken));
        return await FindAsync(connection.Id, cancellationToken);
    }
}
