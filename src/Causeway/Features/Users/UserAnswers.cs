using Causeway.Platform.Access;
using Causeway.Platform.Http;

namespace Causeway.Features.Users;

internal sealed record UserListAnswer(IReadOnlyList<User> Users, Pagination Pagination);

internal sealed record AssignableUsersAnswer(IReadOnlyList<User> Users);

internal sealed record UpdatedUserAnswer(User User);
