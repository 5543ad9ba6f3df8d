using Causeway.Platform.Access;
using Causeway.Platform.Access.Passwords;
using Causeway.Platform.Audit;
using Causeway.Platform.Http;
using Causeway.Platform.Settings;

namespace Causeway.Features.SignIn;

/// <summary>A new local account, by the policy in force.</summary>
internal sealed class RegisterUser(UserTable users, PasswordHashes hashes, SignInGrants grants, AuditLog audit, CausewaySettings settings)
{
    public async Task<IResult> RunAsync(RegisterRequest request, HttpContext context, CancellationToken cancellationToken)
    {
        if (settings.Registration == Registration.Disabled)
            return Problems.Forbidden("Registration is disabled. Ask an administrator for an account.");
        var errors = new FieldErrors();
        var wanted = Check(request, errors);
        if (errors.Any)
            return errors.Problem;
        var added = await users.TryAddLocalAsync(wanted with { PasswordHash = hashes.Hash(request.Password!) }, cancellationToken);
        if (added is not { } id || await users.FindAsync(id, cancellationToken) is not { } user)
            return Problems.Conflict("The username or the email is taken.");
        await audit.AppendAsync(SignInAudit.By(AuditAction.Register, user));
        return await AnswerAsync(user, request.Session, context, cancellationToken);
    }

    private NewLocalUser Check(RegisterRequest request, FieldErrors errors)
    {
        var wanted = new NewLocalUser
        {
            Username = UserNames.CheckUsername(request.Username, errors),
            Email = UserNames.CheckEmail(request.Email, errors),
            FullName = UserNames.CheckFullName(request.FullName, errors),
            Role = Role.Member,
            ApprovalStatus = settings.Registration == Registration.Open ? ApprovalStatus.Approved : ApprovalStatus.Pending,
            PasswordHash = "",
        };
        if (PasswordRules.Refusal(errors.Required("password", request.Password), wanted.Username, wanted.Email, wanted.FullName) is { } refusal)
            errors.Add("password", refusal);
        return wanted;
    }

    private async Task<IResult> AnswerAsync(User user, bool asCookie, HttpContext context, CancellationToken cancellationToken)
    {
        var message = user.ApprovalStatus == ApprovalStatus.Approved
            ? "User registered successfully"
            : "User registered successfully; an administrator has to approve the account";
        return asCookie
            ? TypedResults.Created((string?)null, await grants.StartCookieAsync(context, user, message, cancellationToken))
            : TypedResults.Created((string?)null, await grants.StartTokensAsync(Client.Of(context), user, message, cancellationToken));
    }
}
