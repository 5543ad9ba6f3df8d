using System.Security.Cryptography;
using System.Text;
using Causeway.Platform.Access.Secrets;
using Causeway.Platform.Settings;
using Dapper;
using Npgsql;

namespace Causeway.Platform.Access.Tokens;

/// <summary>
/// The keys that sign and check access tokens: <c>JWT_SECRET</c>, and during its rotation the one before it; or,
/// where it is not set, keys of our own making that every process finds in the database.
/// </summary>
internal sealed class SigningKeys(CausewaySettings settings, NpgsqlDataSource database, MasterKey master, TimeProvider clock)
{
    private const string Purpose = "signing key";
    private const int KeyBytes = 32;

    private byte[][] _keys = [];

    public byte[] Current => _keys is [var current, ..]
        ? current
        : throw new InvalidOperationException("The signing keys were asked for before they were loaded.");

    /// <summary>The current one first.</summary>
    public IReadOnlyList<byte[]> Accepted => _keys;

    public async Task LoadAsync(CancellationToken cancellationToken) =>
        _keys = settings.JwtSecret is { Length: > 0 } secret ? FromSettings(secret) : await FromDatabaseAsync(cancellationToken);

    private byte[][] FromSettings(string secret)
    {
        string?[] secrets = [secret, settings.JwtSecretPrevious];
        return [.. secrets.OfType<string>().Where(s => s.Length > 0).Select(Encoding.UTF8.GetBytes)];
    }

    private async Task<byte[][]> FromDatabaseAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await CreateFirstAsync(connection, cancellationToken);
        var wrapped = await connection.QueryAsync<byte[]>(new CommandDefinition(
            """
            select wrapped_key
            from causeway.signing_key
            where retired_at is null
               or retired_at > @oldest
            order by retired_at desc nulls first
            """,
            new { oldest = clock.GetUtcNow().AddHours(-settings.TokenExpireHours) }, cancellationToken: cancellationToken));
        return [.. wrapped.Select(Unwrap)];
    }

    private byte[] Unwrap(byte[] wrapped)
    {
        try
        {
            return master.Unwrap(Purpose, wrapped);
        }
        catch (CryptographicException failure)
        {
            throw new StartRefusedException(
                "This database was made with another master key. Set the MASTER_KEY or MASTER_KEY_FILE that it was made with.", failure);
        }
    }

    private async Task CreateFirstAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        await connection.ExecuteAsync(new CommandDefinition(
            """
            insert into causeway.signing_key (wrapped_key, created_at)
            select @wrapped, @now
            where not exists (select from causeway.signing_key where retired_at is null)
            on conflict do nothing
            """,
            new { wrapped = master.Wrap(Purpose, RandomNumberGenerator.GetBytes(KeyBytes)), now = clock.GetUtcNow() },
            cancellationToken: cancellationToken));
}
