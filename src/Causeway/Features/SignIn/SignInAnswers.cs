using System.Text.Json.Serialization;
using Causeway.Platform.Access;

namespace Causeway.Features.SignIn;

/// <summary>What a sign-in gives: <c>token</c> and <c>access_token</c> are one, under the two names that clients know.</summary>
internal sealed record TokenAnswer
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Message { get; init; }

    public required string AccessToken { get; init; }

    public string Token => AccessToken;

    public string TokenType { get; } = "bearer";

    /// <summary>Seconds.</summary>
    public required long ExpiresIn { get; init; }

    public required string RefreshToken { get; init; }

    public required User User { get; init; }

    public override string ToString() => $"tokens of {User.Username}";
}

/// <summary>What a sign-in with a cookie gives, and what <c>GET /auth/session</c> answers.</summary>
internal sealed record SessionAnswer
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Message { get; init; }

    public required string CsrfToken { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public required User User { get; init; }

    /// <summary>Whether they have saved Odoo credentials of their own; a sign-in does not say.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? HasOdooCredentials { get; init; }

    public override string ToString() => $"session of {User.Username}";
}

internal sealed record UserAnswer(User User);

internal sealed record MessageAnswer(string Message);
