using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Causeway.Platform.Access;

/// <summary>Finds out who is asking, from whichever credential the request carries.</summary>
internal sealed class AccessHandler(
    AccessSettings settings,
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory loggers,
    UrlEncoder encoder) : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "Causeway";
    public const string AdminKeyHeader = "X-ODOO-API-KEY";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() =>
        Task.FromResult(Request.Headers.TryGetValue(AdminKeyHeader, out var key)
            ? ByAdminKey(key.ToString())
            : AuthenticateResult.NoResult());

    private AuthenticateResult ByAdminKey(string key) =>
        settings.AdminApiKey is { Length: > 0 } expected && EqualInConstantTime(key, expected)
            ? SignedIn(Caller.ByAdminKey)
            : AuthenticateResult.Fail($"{AdminKeyHeader} is not valid here.");

    private AuthenticateResult SignedIn(Caller caller)
    {
        Context.Features.Set(caller);
        var principal = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, caller.AuditName)], SchemeName));
        return AuthenticateResult.Success(new AuthenticationTicket(principal, SchemeName));
    }

    /// <summary>Hashed first, so that the time tells nothing of the length either.</summary>
    private static bool EqualInConstantTime(string given, string expected) =>
        CryptographicOperations.FixedTimeEquals(
            SHA256.HashData(Encoding.UTF8.GetBytes(given)),
            SHA256.HashData(Encoding.UTF8.GetBytes(expected)));
}
