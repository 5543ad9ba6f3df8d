using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Causeway.Platform.Access.Ms365;

/// <summary>
/// Whether an id_token is Microsoft's word to us about somebody, for the first time (OpenID Connect Core, 3.1.3.7). What
/// a token says of itself decides nothing: its algorithm is fixed, its key is the tenant's or none.
/// </summary>
internal sealed class IdTokenCheck(MicrosoftKeys keys, UsedNonces nonces, TimeProvider clock)
{
    /// <summary>Microsoft's stay under 4,000.</summary>
    private const int MostLetters = 16_384;

    /// <summary>In the issuer of a key or a document that is for many tenants.</summary>
    private const string AnyTenant = "{tenantid}";

    private const string ToOthers = "The token was issued to another application; send the id_token that was issued to this one alone.";

    /// <summary>The tenant of personal accounts, which <c>organizations</c> leaves out.</summary>
    private static readonly Guid PersonalAccounts = new("9188040d-6c67-4c5b-b112-36a304b66dad");

    /// <summary>How far Microsoft's clock and ours may be apart.</summary>
    internal static readonly TimeSpan Skew = TimeSpan.FromMinutes(2);

    private readonly JsonWebTokenHandler tokens = new() { MaximumTokenSizeInBytes = MostLetters };

    /// <param name="application">Whom it must have been issued to.</param>
    /// <param name="idToken">The token.</param>
    /// <param name="nonce">What it must carry; null where a code verifier binds it to whoever asked.</param>
    /// <param name="cancellationToken">Ends with the request.</param>
    /// <exception cref="MicrosoftAwayException">The keys cannot be looked up.</exception>
    public async Task<IdTokenVerdict> JudgeAsync(MicrosoftApplication application, string idToken, string? nonce, CancellationToken cancellationToken)
    {
        if (TryRead(idToken) is not { Alg: SecurityAlgorithms.RsaSha256, Kid: { Length: > 0 } id } token)
            return new IdTokenVerdict.Refused("This is not an id_token that Microsoft signed.");
        if (await keys.FindAsync(application, id, cancellationToken) is not var (metadata, key))
            return new IdTokenVerdict.Refused("The id_token is signed with a key that the tenant does not publish.");
        var result = await tokens.ValidateTokenAsync(token, Rules(application, metadata, key));
        if (!result.IsValid)
            return new IdTokenVerdict.Refused(Reason(result.Exception));
        if (TryGetPerson(token) is not { } person || !IsOf(person, token, application) || !MaySign(key, token))
            return new IdTokenVerdict.Refused("The id_token does not say which tenant's person it is about, or names another tenant than its issuer.");
        return Misuse(token, nonce) is { } misuse ? new IdTokenVerdict.Refused(misuse) : await UseAsync(token, person, cancellationToken);
    }

    private JsonWebToken? TryRead(string idToken)
    {
        try
        {
            return tokens.CanReadToken(idToken) ? tokens.ReadJsonWebToken(idToken) : null;
        }
        catch (Exception failure) when (failure is SecurityTokenException or ArgumentException or FormatException)
        {
            return null;
        }
    }

    private static TokenValidationParameters Rules(MicrosoftApplication application, OpenIdConnectConfiguration metadata, JsonWebKey key) => new()
    {
        ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
        IssuerSigningKey = key,
        TryAllIssuerSigningKeys = false,
        ValidAudience = application.ClientId,
        IssuerValidator = (issuer, token, _) => IsIssuer(metadata.Issuer, issuer, token) ? issuer : throw new SecurityTokenInvalidIssuerException(),
        // By our own clock, in Misuse.
        ValidateLifetime = false,
    };

    /// <summary>What is published for many tenants has the place of the tenant in it, which the token's own is put in.</summary>
    private static bool IsIssuer(string published, string issuer, SecurityToken token) =>
        issuer == published.Replace(AnyTenant, Claim(token, "tid"), StringComparison.Ordinal);

    private static string Reason(Exception failure) => failure switch
    {
        SecurityTokenInvalidAudienceException => ToOthers,
        SecurityTokenInvalidIssuerException => "The id_token is of another tenant, or not Microsoft's.",
        _ => "The id_token's signature is not right.",
    };

    private static MicrosoftPerson? TryGetPerson(JsonWebToken token) =>
        Guid.TryParseExact(Claim(token, "tid"), "D", out var tenant) && Guid.TryParseExact(Claim(token, "oid"), "D", out var person)
            ? new MicrosoftPerson
            {
                TenantId = tenant,
                ObjectId = person,
                Username = Claim(token, "preferred_username"),
                Name = Claim(token, "name"),
                Email = Claim(token, "email"),
            }
            : null;

    /// <summary>Microsoft's issuers have their tenant's id in the path: the claim must be the same.</summary>
    private static bool IsOf(MicrosoftPerson person, JsonWebToken token, MicrosoftApplication application) =>
        new Uri(token.Issuer).Segments.Contains($"{person.TenantId}/", StringComparer.OrdinalIgnoreCase)
        && !(application.TenantId == "organizations" && person.TenantId == PersonalAccounts);

    /// <summary>Some keys are one tenant's or one cloud's, and sign for no other.</summary>
    private static bool MaySign(JsonWebKey key, JsonWebToken token) =>
        !key.AdditionalData.TryGetValue("issuer", out var issuer) || IsIssuer($"{issuer}", token.Issuer, token);

    /// <summary>The token is right, but it is no sign-in, or not this one. Without an expiry it counts as expired.</summary>
    private string? Misuse(JsonWebToken token, string? nonce) =>
        token.ValidTo <= clock.GetUtcNow().UtcDateTime - Skew ? "The id_token has expired. Sign in again."
        : token.ValidFrom > clock.GetUtcNow().UtcDateTime + Skew ? "The id_token is not valid yet: this server's clock may be slow."
        : token.Audiences.Skip(1).Any() ? ToOthers
        : token.TryGetPayloadValue<string>("scp", out _) ? "This is an access token; send the id_token."
        : nonce is not null && !OpaqueSecret.AreEqual(Claim(token, "nonce") ?? "", nonce) ? "The id_token's nonce is not the one that was sent."
        : null;

    private async Task<IdTokenVerdict> UseAsync(JsonWebToken token, MicrosoftPerson person, CancellationToken cancellationToken)
    {
        var expires = new DateTimeOffset(token.ValidTo, TimeSpan.Zero) + Skew;
        return await nonces.TryUseAsync(Claim(token, "nonce") ?? token.EncodedSignature, expires, cancellationToken)
            ? new IdTokenVerdict.Trusted(person)
            : new IdTokenVerdict.Refused("This id_token, or another with its nonce, was used before. Sign in again.");
    }

    private static string? Claim(SecurityToken token, string name) => ((JsonWebToken)token).TryGetPayloadValue<string>(name, out var value) ? value : null;
}
