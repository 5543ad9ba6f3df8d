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
internal sealed partial class SigningKeys(CausewaySettings settings, NpgsqlDataSource database, MasterKeys master, TimeProvider clock, ILogger<SigningKeys> logger)
{
    public const string Purpose = "signing key";
    public const int KeyBytes = 32;

    /// <summary>How long a process may go on with keys that another has replaced.</summary>
    public static readonly TimeSpan OldestView = TimeSpan.FromMinutes(1);

    private byte[][] _keys = [];
    private long _loadedAt;

    public byte[] Current => _keys is [var current, ..]
        ? current
        : throw new InvalidOperationException("The signing keys were asked for before they were loaded.");

    /// <summary>The current one first.</summary>
    public IReadOnlyList<byte[]> Accepted => _keys;

    /// <summary>A key that was replaced is good for as long as a token may be that it signed, by a process that had not noticed yet.</summary>
    public static TimeSpan RetiredFor(CausewaySettings settings) =>
        TimeSpan.FromHours(Math.Max(settings.TokenExpireHours, AccessTokens.OdooHours)) + (2 * OldestView);

    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        _keys = settings.JwtSecret is { Length: > 0 } secret ? FromSettings(secret) : await FromDatabaseAsync(cancellationToken);
        Volatile.Write(ref _loadedAt, clock.GetTimestamp());
    }

    /// <summary>Reads the keys anew where what is known of them is older than that; whether it was.</summary>
    public async Task<bool> RefreshAsync(TimeSpan age, CancellationToken cancellationToken)
    {
        if (settings.JwtSecret is { Length: > 0 } || clock.GetElapsedTime(Volatile.Read(ref _loadedAt)) < age)
            return false;
        Volatile.Write(ref _loadedAt, clock.GetTimestamp());
        try
        {
            await LoadAsync(cancellationToken);
            return true;
        }
        catch (StartRefusedException refused)
        {
            // Those that are loaded stay good; only a restart brings the master key.
            Log.NotRefreshed(logger, refused.Message);
            return false;
        }
    }

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
            new { oldest = clock.GetUtcNow() - RetiredFor(settings) }, cancellationToken: cancellationToken));
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

    private async Task CreateFirstAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (await connection.ExecuteScalarAsync<bool>(new CommandDefinition("select exists (select from causeway.signing_key where retired_at is null)", cancellationToken: cancellationToken)))
            return;
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition("select pg_advisory_xact_lock(@Lock)", new { MasterKeys.Lock }, cancellationToken: cancellationToken));
        await connection.ExecuteAsync(new CommandDefinition(
            """
            insert into causeway.signing_key (wrapped_key, created_at)
            values (@wrapped, @now)
            on conflict do nothing
            """,
            new { wrapped = master.Wrap(Purpose, RandomNumberGenerator.GetBytes(KeyBytes)), now = clock.GetUtcNow() },
            cancellationToken: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The signing keys cannot be read anew: {Reason}")]
        public static partial void NotRefreshed(ILogger logger, string reason);
    }
}
