using Causeway.Platform.Access.Sessions;
using Causeway.Platform.Settings;

namespace Causeway.Platform.Access.Tokens;

/// <summary>Makes access tokens, and finds whose one is.</summary>
internal sealed class AccessTokens(SigningKeys keys, SessionTable sessions, CausewaySettings settings, TimeProvider clock)
{
    /// <summary>A sign-in by Odoo lasts no longer than half a day before Causeway looks again.</summary>
    public const int OdooHours = 12;

    /// <summary>Tokens that nobody signed cost a look at the keys this often at most.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);

    public async Task<AccessToken> IssueAsync(User user, Session session, CancellationToken cancellationToken)
    {
        await keys.RefreshAsync(SigningKeys.OldestView, cancellationToken);
        var now = clock.GetUtcNow();
        var expires = Earlier(now.AddHours(Hours(user)), session.ExpiresAt);
        var claims = new TokenClaims
        {
            Id = user.Id,
            Sub = user.Id.ToString(),
            Email = user.Email,
            Role = user.Role.Word(),
            Jti = Guid.NewGuid(),
            Iat = now.ToUnixTimeSeconds(),
            Exp = expires.ToUnixTimeSeconds(),
            Iss = TokenClaims.Issuer,
            Aud = TokenClaims.Audience,
            Sid = session.SessionId,
        };
        return new AccessToken(Jwt.Sign(claims, keys.Current), claims.Exp - claims.Iat);
    }

    private int Hours(User user) => user.AuthProvider == AuthProvider.Odoo ? OdooHours : settings.TokenExpireHours;

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    /// <summary>Null when the token is not ours or not in force, its sign-in has ended, or its role is no longer the user's.</summary>
    public async Task<SignedInUser?> FindAsync(string token, CancellationToken cancellationToken)
    {
        if (await ReadAsync(token, cancellationToken) is not { } claims || !claims.IsInForce(clock.GetUtcNow()))
            return null;
        var found = await sessions.FindAsync(claims.Sid, cancellationToken);
        return found?.User.Id == claims.Id && found.User.Role.Word() == claims.Role ? found : null;
    }

    /// <summary>A key that is not known here may be one that another process has begun to sign with.</summary>
    private async Task<TokenClaims?> ReadAsync(string token, CancellationToken cancellationToken)
    {
        await keys.RefreshAsync(SigningKeys.OldestView, cancellationToken);
        var claims = Jwt.TryRead(token, keys.Accepted);
        return claims is null && await keys.RefreshAsync(LookAgain, cancellationToken) ? Jwt.TryRead(token, keys.Accepted) : claims;
    }
}

/// <param name="Token">The signed token.</param>
/// <param name="ExpiresIn">Its life in seconds.</param>
internal sealed record AccessToken(string Token, long ExpiresIn)
{
    public override string ToString() => "access token";
}
