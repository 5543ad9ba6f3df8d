using Causeway.Platform.Access;
using Causeway.Platform.Access.ApiTokens;
using Causeway.Platform.Audit;
using Causeway.Platform.Http;

namespace Causeway.Features.SignIn;

/// <summary>A new personal API token, never for more than its maker may do.</summary>
internal sealed class CreateApiToken(ApiTokenTable tokens, AuditLog audit)
{
    private const int DefaultDays = 90;
    private const int MostDays = 366;
    private const int MostScopes = 50;

    public async Task<IResult> RunAsync(Caller caller, ApiTokenRequest request, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var name = errors.Text("name", request.Name, 1, 100);
        var scopes = CheckScopes(request.Scopes ?? [], errors);
        var days = request.ExpiresInDays ?? DefaultDays;
        if (days is < 1 or > MostDays)
            errors.Add("expires_in_days", $"must be from 1 to {MostDays}.");
        if (errors.Any)
            return errors.Problem;
        if (scopes.Contains(TokenScopes.Admin) && !caller.IsAdmin)
            return Problems.Forbidden("Only an administrator can make a token with the scope admin.");
        if (await tokens.TryAddAsync(caller.UserId, name, scopes, TimeSpan.FromDays(days), cancellationToken) is not var (secret, token))
            return Problems.Conflict($"You have {ApiTokenTable.MostPerUser} API tokens already. Revoke one first.");
        await audit.AppendAsync(SignInAudit.OfToken(AuditAction.ApiTokenCreate, token));
        return TypedResults.Created((string?)null, new NewApiTokenAnswer(secret, token));
    }

    private static string[] CheckScopes(IReadOnlyList<string> given, FieldErrors errors)
    {
        if (given.Count is 0 or > MostScopes)
            errors.Add("scopes", $"must have 1 to {MostScopes} of: {TokenScopes.Allowed}.");
        foreach (var unknown in given.Where(scope => !TokenScopes.IsScope(scope)))
            errors.Add("scopes", $"'{unknown}' is not one of: {TokenScopes.Allowed}.");
        return [.. given.Distinct(StringComparer.Ordinal)];
    }
}
