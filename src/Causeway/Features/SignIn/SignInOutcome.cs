using Causeway.Platform.Access;
using Causeway.Platform.Audit;

namespace Causeway.Features.SignIn;

/// <summary>How an attempt to sign in went.</summary>
internal abstract record SignInOutcome
{
    internal sealed record Accepted(User User) : SignInOutcome;

    /// <param name="Account">Whose account was tried, if anybody's: its own name, not what was typed.</param>
    internal sealed record Wrong(AuditActor? Account) : SignInOutcome;

    internal sealed record TooMany(TimeSpan RetryAfter) : SignInOutcome;

    /// <summary>The secret is right, but its owner is no internal user of Odoo: a customer at the portal, for one.</summary>
    internal sealed record NotInternal : SignInOutcome;

    /// <summary>There is no shared Odoo to ask.</summary>
    internal sealed record NotConnected : SignInOutcome;

    /// <summary>What was brought from Microsoft is not to be trusted.</summary>
    /// <param name="Reason">In words, without anything that was brought.</param>
    internal sealed record Untrusted(string Reason) : SignInOutcome;

    /// <summary>Microsoft vouches for somebody who has no account here, and nobody is to get one.</summary>
    internal sealed record NotWelcome : SignInOutcome;

    /// <summary>Nobody has set up the sign-in with Microsoft.</summary>
    internal sealed record NotSetUp : SignInOutcome;
}
