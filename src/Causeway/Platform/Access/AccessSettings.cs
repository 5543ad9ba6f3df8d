namespace Causeway.Platform.Access;

/// <summary>What sign-in and tokens need from the settings in force (contract, section 4).</summary>
internal sealed record AccessSettings
{
    /// <summary>The secret behind <c>X-ODOO-API-KEY</c>; without it that header opens nothing.</summary>
    public string? AdminApiKey { get; init; }

    public string? AdminPassword { get; init; }

    /// <summary>At least 32 bytes; without it a key is generated and kept in the database.</summary>
    public string? JwtSecret { get; init; }

    public string? MasterKey { get; init; }

    public string? MasterKeyFile { get; init; }

    public required string DataDirectory { get; init; }

    public Uri? PublicUrl { get; init; }

    public Registration Registration { get; init; } = Registration.Approval;

    public TimeSpan TokenLifetime { get; init; } = TimeSpan.FromHours(24);

    public int SessionMaxDays { get; init; } = 30;
}
