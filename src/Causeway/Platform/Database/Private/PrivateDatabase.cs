using Npgsql;

namespace Causeway.Platform.Database.Private;

/// <summary>A database on a private server.</summary>
internal static class PrivateDatabase
{
    /// <summary>Makes it unless it is there. Only the process that started the server calls this, so nobody races it.</summary>
    public static async Task EnsureAsync(PrivatePostgres server, string name, CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString("postgres") + ";Pooling=false");
        await connection.OpenAsync(cancel);
        await using var find = new NpgsqlCommand("select 1 from pg_database where datname = $1", connection) { Parameters = { new() { Value = name } } };
        if (await find.ExecuteScalarAsync(cancel) is not null)
            return;
        await using var create = new NpgsqlCommand($"create database {name}", connection);
        await create.ExecuteNonQueryAsync(cancel);
    }
}
