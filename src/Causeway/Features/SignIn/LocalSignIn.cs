using Causeway.Platform.Access;
using Causeway.Platform.Access.Passwords;
using Causeway.Platform.Access.Throttle;
using Causeway.Platform.Audit;

namespace Causeway.Features.SignIn;

/// <summary>By username or email and password. A name that nobody has gets the same answer after the same work.</summary>
internal sealed class LocalSignIn(UserTable users, PasswordHashes hashes, SignInThrottle throttle)
{
    public async Task<SignInOutcome> TryAsync(string name, string password, Client client, CancellationToken cancellationToken)
    {
        var account = await users.FindLocalAsync(name, cancellationToken);
        using var attempt = await throttle.BeginAsync(account?.Username ?? name, account?.Id, client, cancellationToken);
        if (attempt.RetryAfter is { } wait)
            return new SignInOutcome.TooMany(wait);
        if (!await MatchesAsync(account, password, cancellationToken))
        {
            await attempt.FailAsync();
            return Wrong(account);
        }

        await attempt.SucceedAsync(cancellationToken);
        return await users.FindAsync(account!.Id, cancellationToken) is { } user ? new SignInOutcome.Accepted(user) : Wrong(account);
    }

    private static SignInOutcome.Wrong Wrong(LocalAccount? account) => new(account is null ? null : new AuditActor(account.Id, account.Username));

    private async Task<bool> MatchesAsync(LocalAccount? account, string password, CancellationToken cancellationToken)
    {
        var match = hashes.Verify(account?.PasswordHash, password);
        if (match == PasswordMatch.YesButRehash)
            await users.RehashAsync(account!.Id, account.PasswordHash, hashes.Hash(password), cancellationToken);
        return match != PasswordMatch.No;
    }
}
