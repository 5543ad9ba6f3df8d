namespace Causeway.Features.SignIn;

/// <summary>The user of the shared Odoo whom a secret belongs to, as Odoo itself says.</summary>
internal sealed record OdooPerson
{
    public required int ConnectionId { get; init; }

    public required long Uid { get; init; }

    public required string Login { get; init; }

    public required string Name { get; init; }

    public string? Email { get; init; }

    /// <summary>The connection's own service account, or in Odoo's group of those who may change its settings.</summary>
    public required bool IsAdmin { get; init; }
}
