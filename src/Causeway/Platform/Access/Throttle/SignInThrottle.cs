using System.Security.Cryptography;
using System.Text;
using Dapper;
using Npgsql;

namespace Causeway.Platform.Access.Throttle;

/// <summary>
/// Slows down guessing. Attempts on one account from one address go one after another, so that a hundred at once get
/// no further than five in a row; a second process over the same database adds no more than one to that.
/// </summary>
internal sealed class SignInThrottle(NpgsqlDataSource database, TimeProvider clock)
{
    private const int AtOncePerAddress = 8;

    private readonly KeyedGate _addresses = new(AtOncePerAddress);
    private readonly KeyedGate _pairs = new(1);

    /// <param name="account">The name that was tried, whether it exists or not.</param>
    /// <param name="userId">Whose it is, if anybody's.</param>
    /// <param name="client">Where the attempt comes from.</param>
    /// <param name="cancellationToken">Stops waiting for those before it.</param>
    public async Task<SignInAttempt> BeginAsync(string account, Guid? userId, Client client, CancellationToken cancellationToken)
    {
        var key = new AttemptKey(Hash(account), client.Address);
        var attempt = new SignInAttempt(this, key);
        try
        {
            attempt.Hold(await _addresses.EnterAsync(client.Address, cancellationToken));
            attempt.Hold(await _pairs.EnterAsync(key.ToString(), cancellationToken));
            attempt.RetryAfter = await WaitAsync(key, userId, cancellationToken);
            return attempt;
        }
        catch
        {
            attempt.Dispose();
            throw;
        }
    }

    private async Task<TimeSpan?> WaitAsync(AttemptKey key, Guid? userId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var wait = SignInLimits.Wait(await CountAsync(key, userId, now, cancellationToken), now);
        return wait > TimeSpan.Zero ? wait : null;
    }

    private async Task<FailureCounts> CountAsync(AttemptKey key, Guid? userId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleAsync<FailureCounts>(new CommandDefinition(
            """
            select
              count(*) filter (where account_hash = @AccountHash and address = @Address) as pair_count,
              min(failed_at) filter (where account_hash = @AccountHash and address = @Address) as pair_oldest,
              count(*) filter (where address = @Address) as address_count,
              min(failed_at) filter (where address = @Address) as address_oldest,
              count(*) filter (where account_hash = @AccountHash) as account_count,
              max(failed_at) filter (where account_hash = @AccountHash) as account_newest,
              exists (
                select
                from causeway.session
                where user_id = @userId
                  and address = @Address
              ) as address_is_known
            from causeway.sign_in_failure
            where failed_at > @since
              and (account_hash = @AccountHash or address = @Address)
            """,
            new { key.AccountHash, key.Address, userId, since = now - SignInLimits.Window }, cancellationToken: cancellationToken));
    }

    internal async Task RecordAsync(AttemptKey key)
    {
        var now = clock.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(CancellationToken.None);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            delete from causeway.sign_in_failure
            where failed_at < @since;

            insert into causeway.sign_in_failure (account_hash, address, failed_at)
            values (@AccountHash, @Address, @now);
            """,
            new { key.AccountHash, key.Address, now, since = now - SignInLimits.Window },
            cancellationToken: CancellationToken.None));
    }

    internal async Task ForgiveAsync(AttemptKey key, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            delete from causeway.sign_in_failure
            where account_hash = @AccountHash
              and address = @Address
            """,
            new { key.AccountHash, key.Address }, cancellationToken: cancellationToken));
    }

    private static byte[] Hash(string account) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(account.Trim().ToLowerInvariant()));
}
