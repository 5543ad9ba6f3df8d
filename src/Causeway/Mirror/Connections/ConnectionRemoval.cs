using System.Globalization;
using Causeway.Mirror.Catalog;
using Causeway.Platform.Access;
using Causeway.Platform.Audit;
using Causeway.Platform.Database;
using Causeway.Platform.Http;
using Dapper;
using Npgsql;

namespace Causeway.Mirror.Connections;

/// <summary>
/// Deletes a connection with everything that is kept of it. From the first moment nobody sees it any more; its rows go in
/// batches, so that no lock is held for long, and whoever finds it half gone goes on.
/// </summary>
internal sealed partial class ConnectionRemoval(NpgsqlDataSource database, OdooClients clients, ModelPlans plans, AuditLog audit, ILogger<ConnectionRemoval> logger)
{
    private const int Batch = 5_000;

    /// <summary>Marks it as deleted, and asks a run over it to end.</summary>
    /// <exception cref="ProblemException">Nobody would be left who can sign in as an administrator.</exception>
    public async Task BeginAsync(int connectionId, string by, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await db.BeginTransactionAsync(cancellationToken);
        await KeepAnAdministratorAsync(db, connectionId, cancellationToken);
        await db.ExecuteAsync(new CommandDefinition(
            """
            update causeway.connection set deleted_at = now(), is_default = false, updated_at = now() where id = @connectionId;
            update causeway.sync_run set cancelled_by = @by where connection_id = @connectionId and status in ('queued', 'running');
            delete from causeway.own_credential where connection_id = @connectionId;
            -- Who signed in through it was checked there: nobody can say any more who they are.
            update causeway.app_user set is_active = false, updated_at = now() where connection_id = @connectionId and auth_provider = 'odoo';
            update causeway.app_user set connection_id = null, odoo_user_id = null, odoo_link_proved = false, updated_at = now()
            where connection_id = @connectionId and auth_provider <> 'odoo'
            """,
            new { connectionId, by },
            transaction,
            cancellationToken: cancellationToken));
        var entry = new AuditEntry(AuditAction.ConnectionChange)
        {
            ConnectionId = connectionId,
            TargetType = "connection",
            TargetIds = [connectionId.ToString(CultureInfo.InvariantCulture)],
            Detail = new Dictionary<string, object?> { ["how"] = "delete" },
        };
        await audit.AppendAsync(db, entry, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        clients.Forget(connectionId);
    }

    /// <summary>Who signs in by Odoo is asked about at the connection that is the shared one then.</summary>
    private static async Task KeepAnAdministratorAsync(NpgsqlConnection db, int connectionId, CancellationToken cancellationToken)
    {
        var administrators = await Administrators.LockAsync(db, cancellationToken);
        var shared = await db.ExecuteScalarAsync<int?>(new CommandDefinition(
            """
            select id from causeway.connection
            where owner_id is null and deleted_at is null and id <> @connectionId
            order by is_default desc, id
            limit 1
            """,
            new { connectionId },
            cancellationToken: cancellationToken));
        if (administrators.Count > 0 && administrators.All(one => one.AuthProvider == AuthProvider.Odoo && one.ConnectionId != shared))
            throw new ProblemException(Problems.Conflict("Every administrator signs in through this connection: without it nobody could manage Causeway. Make an administrator with a local account first."));
    }

    /// <summary>Takes its rows away, table by table, and then its own. Only under the connection's run lock.</summary>
    public async Task RemoveAsync(OdooConnection connection, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        var gone = 0L;
        foreach (var table in await TablesAsync(db, cancellationToken))
            gone += await EmptyAsync(db, table, connection.Id, cancellationToken);
        await db.ExecuteAsync(new CommandDefinition("delete from causeway.connection where id = @Id", new { connection.Id }, cancellationToken: cancellationToken));
        clients.Forget(connection.Id);
        plans.Forget(connection.Id);
        Log.Removed(logger, connection.Id, gone);
    }

    /// <summary>All that hold a connection's rows, found in PostgreSQL's own catalogue: none can be forgotten here.</summary>
    private static async Task<IReadOnlyList<string>> TablesAsync(NpgsqlConnection db, CancellationToken cancellationToken) =>
    [
        .. (await db.QueryAsync<(string Schema, string Table)>(new CommandDefinition(
            """
            select c.table_schema, c.table_name
            from information_schema.columns c
            join information_schema.tables t using (table_schema, table_name)
            where c.column_name = 'connection_id'
              and t.table_type = 'BASE TABLE'
              and (c.table_schema = 'odoo' or c.table_schema = 'causeway' and c.table_name <> 'app_user')
            order by c.table_schema desc, c.table_name
            """,
            cancellationToken: cancellationToken))).Select(table => $"{Sql.Name(table.Schema)}.{Sql.Name(table.Table)}"),
    ];

    private static async Task<long> EmptyAsync(NpgsqlConnection db, string table, int connectionId, CancellationToken cancellationToken)
    {
        var (gone, batch) = (0L, Batch);
        for (; batch == Batch; gone += batch)
        {
            batch = await db.ExecuteAsync(new CommandDefinition(
                $"delete from {table} where ctid = any(array(select ctid from {table} where connection_id = @connectionId limit {Batch}))",
                new { connectionId },
                cancellationToken: cancellationToken));
        }

        return gone;
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 3210, Level = LogLevel.Information, Message = "Connection {Connection} is deleted, with {Rows} rows")]
        public static partial void Removed(ILogger logger, int connection, long rows);
    }
}
