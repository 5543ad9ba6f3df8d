using System.ComponentModel;
using System.Text.Json.Serialization;

namespace Causeway.Features.OdooLinks;

/// <summary>An account that looks like an Odoo user, and waits for an administrator to say whether it is.</summary>
internal sealed record OdooProposal
{
    public required Guid Id { get; init; }

    public required Guid UserId { get; init; }

    public required string Username { get; init; }

    public string? Email { get; init; }

    public required string FullName { get; init; }

    public required int ConnectionId { get; init; }

    [Description("The id in res.users.")]
    public required long OdooUserId { get; init; }

    public string? OdooLogin { get; init; }

    public string? OdooName { get; init; }

    [Description("What is alike, which proves nothing: email or username.")]
    public required string MatchMethod { get; init; }

    [Description("waiting or refused.")]
    public required string Status { get; init; }

    public required DateTimeOffset ProposedAt { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    public string? DecidedBy { get; init; }

    [JsonIgnore]
    public OdooUserKey Person => new(ConnectionId, OdooUserId);
}
