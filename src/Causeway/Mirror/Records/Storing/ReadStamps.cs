using Dapper;
using Npgsql;

namespace Causeway.Mirror.Records.Storing;

/// <summary>Takes stamps from the one sequence that orders all reads of Odoo, by any process.</summary>
internal static class ReadStamps
{
    public static async Task<long> NextAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await NextAsync(connection, cancellationToken);
    }

    public static Task<long> NextAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        connection.ExecuteScalarAsync<long>(new CommandDefinition("select nextval('causeway.read_stamp')", cancellationToken: cancellationToken));
}
