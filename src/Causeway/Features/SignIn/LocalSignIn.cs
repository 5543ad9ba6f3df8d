using Causeway.Platform.Access;
using Causeway.Platform.Access.Passwords;
using Causeway.Platform.Access.Throttle;

namespace Causeway.Features.SignIn;

/// <summary>By username or email and password. A name that nobody has gets the same answer after the same work.</summary>
internal sealed class LocalSignIn(UserTable users, PasswordHashes hashes, SignInThrottle throttle)
{
    public async Task<SignInOutcome> TryAsync(string name, string password, Client client, CancellationToken cancel)
    {
        var account = await users.FindLocalAsync(name, cancel);
        using var attempt = await throttle.BeginAsync(account?.Username ?? name, account?.Id, client, cancel);
        if (attempt.RetryAfter is { } wait)
            return new SignInOutcome.TooMany(wait);
        if (!await MatchesAsync(account, password, cancel))
        {
            await attempt.FailAsync();
            return new SignInOutcome.Wrong();
        }

        await attempt.SucceedAsync(cancel);
        return await users.FindAsync(account!.Id, cancel) is { } user ? new SignInOutcome.Accepted(user) : new SignInOutcome.Wrong();
    }

    private async Task<bool> MatchesAsync(LocalAccount? account, string password, CancellationToken cancel)
    {
        var match = hashes.Verify(account?.PasswordHash, password);
        if (match == PasswordMatch.YesButRehash)
            await users.RehashAsync(account!.Id, account.PasswordHash, hashes.Hash(password), cancel);
        return match != PasswordMatch.No;
    }
}
