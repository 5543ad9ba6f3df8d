using Causeway.Platform.Access.Secrets;

namespace Causeway.Platform.Access.Ms365;

/// <summary>The application that we are to Microsoft, and whose people sign in through it.</summary>
internal sealed record MicrosoftApplication
{
    public const string SecretPurpose = "Microsoft client secret";

    /// <summary>A person's ids come with <c>profile</c>; the email is for people to read, and proves nothing.</summary>
    public static readonly IReadOnlyList<string> Scopes = ["openid", "profile", "email"];

    public required string ClientId { get; init; }

    /// <summary>A tenant's id or domain, or <c>common</c>, <c>organizations</c>, <c>consumers</c>.</summary>
    public required string TenantId { get; init; }

    /// <summary>Without the tenant: <c>https://login.microsoftonline.com/</c>.</summary>
    public required Uri Authority { get; init; }

    /// <summary>None for a public client, which PKCE alone protects.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>Stored, though it may be that it cannot be decrypted any more.</summary>
    public bool HasSecret { get; init; }

    public bool Enabled { get; init; } = true;

    /// <summary>Named by <c>MS_CLIENT_ID</c> and its companions, not saved by an administrator.</summary>
    public bool FromSettings { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>As clients of Microsoft name an authority.</summary>
    public string TenantAuthority => $"{Authority.AbsoluteUri.TrimEnd('/')}/{TenantId}";

    public string MetadataAddress => $"{TenantAuthority}/v2.0/.well-known/openid-configuration";

    /// <summary>Whether it is one tenant's, which alone gives tokens to an application itself.</summary>
    public bool IsOfOneTenant => TenantId is not ("common" or "organizations" or "consumers");

    /// <summary>The same, where it can be used.</summary>
    /// <exception cref="UnreadableSecretException">Its secret is stored, and cannot be decrypted.</exception>
    public MicrosoftApplication ThrowIfUnreadable() => HasSecret && ClientSecret is null ? throw new UnreadableSecretException(SecretPurpose) : this;

    /// <summary>A record's own text would print the secret.</summary>
    public override string ToString() => $"Microsoft application {ClientId} of {TenantId}";
}
