using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Causeway.Features.SignIn;

// Here and below, a record's own text would print the secret that it carries.

/// <summary>A sign-in with a local account.</summary>
internal sealed record LocalSignInRequest
{
    [Description("The username; or send `email`.")]
    public string? Username { get; init; }

    public string? Email { get; init; }

    [Required]
    public string? Password { get; init; }

    [Description("For browsers: a session cookie in place of the tokens.")]
    public bool Session { get; init; }

    public override string ToString() => $"sign-in of {Username ?? Email}";
}

internal sealed record OdooSignInRequest
{
    [Description("The login in Odoo.")]
    [Required]
    public string? Username { get; init; }

    [Description("An API key of that Odoo user, or their password where Odoo takes it.")]
    public string? ApiKey { get; init; }

    [Description("Another name for `api_key`.")]
    public string? Password { get; init; }

    [Description("For browsers: a session cookie in place of the tokens.")]
    public bool Session { get; init; }

    public override string ToString() => $"Odoo sign-in of {Username}";
}

internal sealed record RegisterRequest
{
    [Description("3 to 80 letters, digits, dots, hyphens and underscores.")]
    [Required]
    public string? Username { get; init; }

    [Required]
    public string? Email { get; init; }

    [Description("8 characters or more, and not one that is guessed first.")]
    [Required]
    public string? Password { get; init; }

    [Description("2 to 100 characters.")]
    [Required]
    public string? FullName { get; init; }

    [Description("For browsers: a session cookie in place of the tokens.")]
    public bool Session { get; init; }

    public override string ToString() => $"registration of {Username}";
}

internal sealed record RefreshRequest
{
    [Description("The newest refresh token. Leave it out to renew by the access token in `Authorization`.")]
    public string? RefreshToken { get; init; }

    public override string ToString() => "refresh";
}

internal sealed record SignOutRequest
{
    [Description("End every sign-in of this user, on every device.")]
    public bool Everywhere { get; init; }
}

internal sealed record ProfileRequest
{
    [Description("2 to 100 characters.")]
    public string? FullName { get; init; }

    public string? Email { get; init; }
}

internal sealed record PasswordRequest
{
    [Required]
    public string? OldPassword { get; init; }

    [Description("8 characters or more, and not one that is guessed first.")]
    [Required]
    public string? NewPassword { get; init; }

    public override string ToString() => "password change";
}
