using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Causeway.Features.SignIn.Ms365;

/// <summary>What somebody brings back from Microsoft; its own text would print it.</summary>
internal sealed record MicrosoftSignInRequest
{
    [Description("The authorization code, which the server exchanges; or send `id_token`.")]
    public string? Code { get; init; }

    [Description("With `code`: what its code_challenge was made from (RFC 7636).")]
    public string? CodeVerifier { get; init; }

    [Description("With `code`: where Microsoft sent it, on this server's own address or an origin of `CORS_ORIGIN`.")]
    public string? RedirectUri { get; init; }

    [Description("The id_token, where Microsoft gave one instead of a code. An access token is refused.")]
    public string? IdToken { get; init; }

    [Description("The nonce that Microsoft was asked with. Needed with `id_token`; with `code` it is checked where it is sent. Each is good once.")]
    public string? Nonce { get; init; }

    [Description("For browsers: a session cookie in place of the tokens.")]
    public bool Session { get; init; }

    public override string ToString() => "sign-in with Microsoft";
}

/// <summary>What a client needs to send somebody to Microsoft; all null but <c>message</c> where that is not set up.</summary>
internal sealed record MicrosoftConfigAnswer
{
    public string? ClientId { get; init; }

    public string? TenantId { get; init; }

    /// <summary>With the tenant; <c>/oauth2/v2.0/authorize</c> below it is where to go.</summary>
    public string? Authority { get; init; }

    public IReadOnlyList<string>? Scopes { get; init; }

    /// <summary>The page of ours that takes the answer.</summary>
    public string? RedirectUri { get; init; }

    public string? Message { get; init; }
}

/// <summary>The application at Microsoft, as an administrator sends it.</summary>
internal sealed record MicrosoftSettings
{
    [Description("The application (client) id.")]
    [Required]
    public string? ClientId { get; init; }

    [Description("The directory (tenant) id or its domain; or common, organizations, consumers.")]
    [Required]
    public string? TenantId { get; init; }

    [Description("Left out: the saved one, while client, tenant and authority are the saved ones. Empty: none, for a public client.")]
    public string? ClientSecret { get; init; }

    [Description("Of a national cloud; left out, `MS_AUTHORITY`.")]
    public string? Authority { get; init; }

    [Description("False keeps it and switches it off.")]
    public bool? Enabled { get; init; }

    public override string ToString() => $"Microsoft application {ClientId} of {TenantId}";
}
