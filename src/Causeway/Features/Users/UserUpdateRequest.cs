using System.ComponentModel;

namespace Causeway.Features.Users;

internal sealed record UserUpdateRequest
{
    [Description("member, manager or admin.")]
    public string? Role { get; init; }

    [Description("A disabled user's sign-ins end at once.")]
    public bool? IsActive { get; init; }

    [Description("pending, approved or rejected.")]
    public string? ApprovalStatus { get; init; }
}
