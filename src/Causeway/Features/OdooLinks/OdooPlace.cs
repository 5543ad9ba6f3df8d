namespace Causeway.Features.OdooLinks;

/// <summary>Who an Odoo user is and where in the company they stand, as the mirror says.</summary>
internal sealed record OdooPlace
{
    public required int ConnectionId { get; init; }

    public required long OdooUserId { get; init; }

    public string? SalespersonName { get; init; }

    public long? EmployeeId { get; init; }

    public long? ManagerId { get; init; }

    public long? DepartmentId { get; init; }

    public string? DepartmentName { get; init; }

    public long? TeamId { get; init; }

    public string? TeamName { get; init; }
}
