using System.Text.Json.Serialization;
using Causeway.Mirror.Connections;
using Causeway.Mirror.Connections.Accounts;

namespace Causeway.Features.Profile;

/// <summary>What is saved; the secret never leaves.</summary>
internal sealed record OdooCredentialsAnswer
{
    public required string OdooUrl { get; init; }

    public required string OdooUsername { get; init; }

    /// <summary>Always null: older clients look for the member.</summary>
    public string? OdooPassword { get; init; }

    public required string OdooDatabase { get; init; }

    public bool HasPassword { get; init; } = true;

    public long? OdooUid { get; init; }

    /// <summary>The shared connection that the user writes to as themselves, or their private one.</summary>
    public required int ConnectionId { get; init; }

    public required bool Private { get; init; }

    public DateTimeOffset? RefusedAt { get; init; }

    /// <summary>Why Odoo takes them no more.</summary>
    public string? Refusal { get; init; }

    public static OdooCredentialsAnswer Of(Saved saved) => saved.Own.Account is { } account ? OfShared(saved, account) : OfPrivate(saved.Connection);

    private static OdooCredentialsAnswer OfShared(Saved saved, OwnAccount account) => new()
    {
        OdooUrl = account.Url,
        OdooUsername = account.Username,
        OdooDatabase = account.Database,
        OdooUid = account.OdooUid,
        ConnectionId = saved.Connection.Id,
        Private = false,
        RefusedAt = account.RefusedAt,
        Refusal = account.Refusal,
    };

    private static OdooCredentialsAnswer OfPrivate(OdooConnection connection)
    {
        var isRefused = connection.Standing.State == ConnectionState.Refused;
        return new OdooCredentialsAnswer
        {
            OdooUrl = connection.Url,
            OdooUsername = connection.Username,
            OdooDatabase = connection.Database,
            OdooUid = connection.OdooUid,
            ConnectionId = connection.Id,
            Private = true,
            RefusedAt = isRefused ? connection.StateSince : null,
            Refusal = isRefused ? connection.StateMessage : null,
        };
    }
}

internal sealed record CredentialsSavedAnswer(long? OdooUid, string OdooUrl, string OdooDatabase)
{
    [JsonPropertyOrder(-1)]
    public string Message { get; init; } = "Odoo credentials updated successfully";
}

/// <summary>Counts are null where the account may not read the model, or this Odoo lacks it.</summary>
internal sealed record CredentialsTestedAnswer(long OdooUid, long? ContactCount, long? ProductCount, string OdooUrl, string OdooDatabase)
{
    [JsonPropertyOrder(-1)]
    public string Message { get; init; } = "Odoo credentials test successful";
}

internal sealed record CredentialsDeletedAnswer
{
    public string Message { get; init; } = "Odoo credentials deleted successfully";
}
