using System.Text.Json;

namespace Causeway.Platform.Access.Tokens;

/// <summary>What an access token says. Times are seconds since 1970, as RFC 7519 has them.</summary>
internal sealed record TokenClaims
{
    public const string Issuer = "causeway";
    public const string Audience = "causeway-api";

    internal static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectRequiredConstructorParameters = true,
    };

    public required Guid Id { get; init; }

    public required string Sub { get; init; }

    public required string? Email { get; init; }

    public required string Role { get; init; }

    public required Guid Jti { get; init; }

    public required long Iat { get; init; }

    public required long Exp { get; init; }

    public required string Iss { get; init; }

    public required string Aud { get; init; }

    /// <summary>The sign-in that it belongs to: when that ends, so does the token.</summary>
    public required Guid Sid { get; init; }

    public bool IsInForce(DateTimeOffset now) =>
        Iss == Issuer && Aud == Audience && Sub == Id.ToString() && Exp > now.ToUnixTimeSeconds();
}
