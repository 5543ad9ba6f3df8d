using Npgsql;

namespace Causeway.Platform.Database.Private;

/// <summary>A database on a private server.</summary>
internal static class PrivateDatabase
{
    /// <summary>Makes it unless it is there. Only the process that started the server calls this, so nobody races it.</summary>
    public static async Task EnsureAsync(PrivatePostgres server, string name, CancellationToken cancellationToken)
    {
        await using var connection = await ConnectAsync(server, cancellationToken);
        await using var find = new NpgsqlCommand("select 1 from pg_database where datname = $1", connection) { Parameters = { new() { Value = name } } };
        if (await find.ExecuteScalarAsync(cancellationToken) is not null)
            return;
        await using var create = new NpgsqlCommand($"create database {name}", connection);
        await create.ExecuteNonQueryAsync(cancellationToken);
    }

    public static async Task RecreateAsync(PrivatePostgres server, string name, CancellationToken cancellationToken)
    {
        await using (var connection = await ConnectAsync(server, cancellationToken))
        await using (var drop = new NpgsqlCommand($"drop database if exists {name}", connection))
            await drop.ExecuteNonQueryAsync(cancellationToken);
        await EnsureAsync(server, name, cancellationToken);
    }

    private static async Task<NpgsqlConnection> ConnectAsync(PrivatePostgres server, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(server.ConnectionString("postgres") + ";Pooling=false");
        await connection.OpenAsync(cancellationToken);
        return connection;
    }
}
