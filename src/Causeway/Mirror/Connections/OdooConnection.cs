using System.Text.Json;
using Causeway.Mirror.Catalog;
using Causeway.Mirror.Connections.Hosts;
using Causeway.Platform.Http;

namespace Causeway.Mirror.Connections;

/// <summary>One Odoo that is mirrored, as its row says. The secret in it is sealed.</summary>
internal sealed record OdooConnection
{
    public required int Id { get; init; }

    public required string Name { get; init; }

    /// <summary>The one user whose private connection this is; null where it is shared.</summary>
    public Guid? OwnerId { get; init; }

    /// <summary>Whether the owner was disabled: their credentials are used no more.</summary>
    public bool OwnerIsOut { get; init; }

    public required string Url { get; init; }

    public required string Database { get; init; }

    public required string Username { get; init; }

    public required string SecretProtected { get; init; }

    /// <summary>The transport in use, as found.</summary>
    public string? Transport { get; init; }

    /// <summary>The transport that an administrator insists on; null takes the best that the server offers.</summary>
    public string? ForcedTransport { get; init; }

    public string? ServerVersion { get; init; }

    /// <summary>The uid of the connection's own account.</summary>
    public long? OdooUid { get; init; }

    /// <summary>What users without an Odoo user of their own see records of.</summary>
    public long? MainCompanyId { get; init; }

    /// <summary>The language in which everything is read.</summary>
    public string? Lang { get; init; }

    public int IntervalMinutes { get; init; }

    public bool Paused { get; init; }

    public bool IsDefault { get; init; }

    /// <summary>The entities that are mirrored; null for all.</summary>
    public string[]? EnabledEntities { get; init; }

    /// <summary>What is mirrored beyond the default, as JSON; null for nothing.</summary>
    public string? Models { get; init; }

    public IReadOnlyList<ModelChoice> ChosenModels => Models is null ? [] : JsonSerializer.Deserialize<ModelChoice[]>(Models, ApiJson.Options)!;

    public string State { get; init; } = "unknown";

    public DateTimeOffset StateSince { get; init; }

    public string? StateMessage { get; init; }

    public long StateVersion { get; init; }

    /// <summary>Calls in a row that failed on the way to Odoo.</summary>
    public int Failures { get; init; }

    /// <summary>When Odoo may be asked again; null when it may be at any time.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>When the API key ends, as far as Odoo tells.</summary>
    public DateTimeOffset? KeyExpiresAt { get; init; }

    /// <summary>False where the account has several keys, of which Odoo does not say which is ours.</summary>
    public bool KeyIsCertain { get; init; } = true;

    public DateTimeOffset? KeyCheckedAt { get; init; }

    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>How it stands with its Odoo.</summary>
    public OdooStanding Standing => new(Enum.Parse<ConnectionState>(State, ignoreCase: true), Failures, RetryAt, StateMessage, StateVersion);

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The link to a record in Odoo's own pages.</summary>
    public string RecordUrl(string model, long id) => $"{Url.TrimEnd('/')}/web#id={id}&model={model}&view_type=form";
}
