using Dapper;
using Npgsql;

namespace Causeway.Platform.Access;

/// <summary>Those who can put right what is wrong. Whoever takes one away looks here first, so that one is always left.</summary>
internal static class Administrators
{
    /// <summary>Locked until the transaction ends, so that two who demote each other do not both succeed.</summary>
    public static async Task<IReadOnlyList<Administrator>> LockAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        (await connection.QueryAsync<Administrator>(new CommandDefinition(
            """
            select id, auth_provider, connection_id
            from causeway.app_user
            where role = 'admin'
              and is_active
              and approval_status = 'approved'
            order by id
            for update
            """,
            cancellationToken: cancellationToken))).AsList();
}

/// <summary>An administrator in good standing.</summary>
internal sealed record Administrator
{
    public required Guid Id { get; init; }

    public required AuthProvider AuthProvider { get; init; }

    /// <summary>The connection whose Odoo knows them.</summary>
    public int? ConnectionId { get; init; }
}
