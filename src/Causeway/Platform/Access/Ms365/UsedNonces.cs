using Dapper;
using Npgsql;

namespace Causeway.Platform.Access.Ms365;

/// <summary>Makes every id_token good for one sign-in, whichever process it comes to.</summary>
internal sealed class UsedNonces(NpgsqlDataSource database, TimeProvider clock)
{
    /// <summary>False for one that was used before.</summary>
    /// <param name="nonce">What the token and no other sign-in has.</param>
    /// <param name="expires">When no token that carries it is accepted any more.</param>
    /// <param name="cancellationToken">Ends with the request.</param>
    public async Task<bool> TryUseAsync(string nonce, DateTimeOffset expires, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            """
            delete from causeway.microsoft_nonce
            where expires_at < @now;

            with used as (
              insert into causeway.microsoft_nonce (nonce_hash, expires_at)
              values (@hash, @expires)
              on conflict do nothing
              returning 1
            )
            select exists (select from used);
            """,
            new { hash = OpaqueSecret.Hash(nonce), expires, now = clock.GetUtcNow() }, cancellationToken: cancellationToken));
    }
}
