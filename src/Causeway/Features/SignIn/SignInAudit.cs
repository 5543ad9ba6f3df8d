using Causeway.Platform.Access;
using Causeway.Platform.Access.ApiTokens;
using Causeway.Platform.Audit;

namespace Causeway.Features.SignIn;

/// <summary>
/// What the audit log says of sign-ins. The name that was tried is left out, since people type passwords there and nothing is
/// taken out of the log again; that of the account which it led to is not.
/// </summary>
internal static class SignInAudit
{
    private const string User = "user";

    /// <summary>Null for what must not fill the log: attempts that have to wait, and those that asked nobody.</summary>
    public static AuditEntry? Of(SignInOutcome outcome, string method) => outcome switch
    {
        SignInOutcome.Accepted accepted => By(AuditAction.SignIn, accepted.User) with { Detail = Method(method) },
        SignInOutcome.Wrong wrong => new AuditEntry(AuditAction.SignIn)
        {
            Outcome = AuditOutcome.Refused,
            TargetType = User,
            TargetIds = wrong.Account?.Id is { } id ? [id.ToString()] : [],
            Detail = wrong.Account is { } account ? new() { ["method"] = method, ["account"] = account.Name } : Method(method),
        },
        SignInOutcome.NotInternal or SignInOutcome.NotWelcome => Refused(Method(method)),
        SignInOutcome.Untrusted untrusted => Refused(new() { ["method"] = method, ["reason"] = untrusted.Reason }),
        _ => null,
    };

    private static AuditEntry Refused(Dictionary<string, object?> detail) =>
        new(AuditAction.SignIn) { Outcome = AuditOutcome.Refused, TargetType = User, Detail = detail };

    /// <summary>What somebody did with their own account.</summary>
    public static AuditEntry By(string action, User user) => new(action)
    {
        Actor = new AuditActor(user.Id, user.Username),
        TargetType = User,
        TargetIds = [user.Id.ToString()],
    };

    public static AuditEntry By(string action, Caller caller) => new(action) { TargetType = User, TargetIds = [caller.UserId.ToString()] };

    public static AuditEntry OfToken(string action, ApiToken token) => new(action)
    {
        TargetType = "api_token",
        TargetIds = [token.Id.ToString()],
        Detail = new Dictionary<string, object?> { ["name"] = token.Name, ["scopes"] = token.Scopes, ["expires_at"] = token.ExpiresAt },
    };

    private static Dictionary<string, object?> Method(string method) => new() { ["method"] = method };
}
