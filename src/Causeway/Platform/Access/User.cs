using System.Text.Json.Serialization;

namespace Causeway.Platform.Access;

/// <summary>A user as the API shows one (contract, section 3.1): never a hash, never a token.</summary>
internal sealed record User
{
    public required Guid Id { get; init; }

    public required string Username { get; init; }

    public string? Email { get; init; }

    public required string FullName { get; init; }

    public string Name => FullName;

    public required Role Role { get; init; }

    public Role RoleId => Role;

    public bool IsSuperAdmin => Role == Role.Admin;

    public required bool IsActive { get; init; }

    public required ApprovalStatus ApprovalStatus { get; init; }

    public required AuthProvider AuthProvider { get; init; }

    /// <summary>Nothing but the password can be changed before the password is.</summary>
    public bool MustChangePassword { get; init; }

    public string? MsId { get; init; }

    /// <summary>The id in <c>res.users</c>; the ids of employees are others.</summary>
    public long? OdooUserId { get; init; }

    /// <summary>This and what follows is what the mirror says of that user (Features/OdooLinks).</summary>
    public long? OdooEmployeeId { get; init; }

    public string? OdooSalespersonName { get; init; }

    public long? OdooDepartmentId { get; init; }

    public long? OdooTeamId { get; init; }

    /// <summary>The employee to whom this one reports.</summary>
    public long? ManagerOdooId { get; init; }

    public bool OdooMatched => OdooUserId is not null;

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public DateTimeOffset? LastLogin { get; init; }

    [JsonIgnore]
    public int? ConnectionId { get; init; }

    /// <summary>Whether the Odoo user's own secret proved the link; else an administrator confirmed it.</summary>
    [JsonIgnore]
    public bool OdooLinkProved { get; init; }

    [JsonIgnore]
    public Standing Standing =>
        !IsActive ? Standing.Disabled
        : ApprovalStatus != ApprovalStatus.Approved ? Standing.NotApproved
        : MustChangePassword ? Standing.MustChangePassword
        : Standing.Good;
}
