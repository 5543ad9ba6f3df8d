using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Causeway.Platform.Access;
using Causeway.Platform.Http;

namespace Causeway.Features.OdooLinks;

internal sealed record RelinkRequest
{
    [Description("An API key of one's own in Odoo: it proves who one is there.")]
    public string? ApiKey { get; init; }

    [Description("The login in Odoo, where it is none of those that one's email or username here is like.")]
    public string? Username { get; init; }

    public override string ToString() => "relink";
}

internal sealed record RelinkAnswer
{
    [Description("False where nothing proves it yet; an administrator may confirm it.")]
    public required bool Success { get; init; }

    public required string Message { get; init; }

    [Description("Of a link: api_key, odoo_sign_in, or admin. Of a proposal: email or username. Else null.")]
    public string? MatchMethod { get; init; }

    public string? OdooSalespersonName { get; init; }

    public string? OdooDepartmentName { get; init; }

    public string? OdooTeamName { get; init; }
}

internal sealed record LinkRequest
{
    [Description("The id in res.users of the request's connection.")]
    [Required]
    public long? OdooUserId { get; init; }
}

internal sealed record LinkedUserAnswer(User User);

internal sealed record OdooProposalsAnswer(IReadOnlyList<OdooProposal> Proposals, Pagination Pagination);

internal sealed record SyncUsersAnswer
{
    [Description("Employees whose Odoo user has an account here.")]
    public required int Matched { get; init; }

    [Description("Proposals that now wait for an administrator.")]
    public required int Created { get; init; }

    [Description("Accounts that followed a change in Odoo.")]
    public required int Updated { get; init; }

    public required IReadOnlyList<UnmatchedEmployee> Unmatched { get; init; }
}

internal sealed record UnmatchedEmployee
{
    [Description("The id in hr.employee.")]
    public required long OdooEmployeeId { get; init; }

    public string? Name { get; init; }

    [Description("The id in res.users; null for an employee who is no user of Odoo.")]
    public long? OdooUserId { get; init; }

    [Description("no_odoo_user, waiting (for an administrator), or no_account.")]
    public required string Reason { get; init; }
}
