using Microsoft.AspNetCore.Mvc;

namespace Causeway.Features.SignIn;

/// <summary>The token request of RFC 6749, sections 4.3.2 and 6. What else a client sends along, as OAuth2 clients do, is ignored.</summary>
internal sealed record TokenForm
{
    [FromForm(Name = "grant_type")]
    public string? GrantType { get; init; }

    [FromForm(Name = "username")]
    public string? Username { get; init; }

    [FromForm(Name = "password")]
    public string? Password { get; init; }

    [FromForm(Name = "refresh_token")]
    public string? RefreshToken { get; init; }

    [FromForm(Name = "session")]
    public bool Session { get; init; }

    public override string ToString() => $"token request of {Username}";
}
