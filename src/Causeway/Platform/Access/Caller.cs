using Causeway.Platform.Access.ApiTokens;
using Causeway.Platform.Access.Sessions;

namespace Causeway.Platform.Access;

/// <summary>
/// Who is asking, as the user row says at this request. Take it as a parameter of any handler behind
/// <see cref="AccessRules.RequireSignedIn{T}"/>.
/// </summary>
internal sealed record Caller
{
    public required Guid UserId { get; init; }

    public required string Username { get; init; }

    public required string FullName { get; init; }

    public required Role Role { get; init; }

    /// <summary>The Odoo user whom this caller proved to be, if any; it means something on <see cref="OdooConnectionId"/> alone.</summary>
    public long? OdooUserId { get; init; }

    public int? OdooConnectionId { get; init; }

    public Standing Standing { get; init; }

    /// <summary>The sign-in that the request's token or cookie belongs to; none for a personal API token and for the admin key.</summary>
    public Session? Session { get; init; }

    /// <summary>Came with a browser's session cookie.</summary>
    public bool ByCookie { get; private init; }

    /// <summary>What the personal API token that the request came with is for; null where it came with none.</summary>
    public TokenScopes? Scopes { get; private init; }

    public Guid? ApiTokenId { get; private init; }

    /// <summary>Came with <c>X-ODOO-API-KEY</c>: an administrator without a user row.</summary>
    public bool IsAdminKey { get; private init; }

    public bool IsAdmin => Role == Role.Admin;

    /// <summary>An administrator who came without an API token, or with one that is for that.</summary>
    public bool MayAdminister => IsAdmin && Scopes?.Allow(Reach.Admin, model: null) != false;

    /// <summary>What the audit log calls this caller.</summary>
    public string AuditName => IsAdminKey ? "admin key" : Username;

    public static Caller ByAdminKey { get; } = new()
    {
        UserId = Guid.Empty,
        Username = "admin-key",
        FullName = "Admin key",
        Role = Role.Admin,
        IsAdminKey = true,
    };

    public static Caller Of(SignedInUser found, bool byCookie = false) =>
        Of(found.User) with { Session = found.Session, ByCookie = byCookie };

    public static Caller Of(TokenUser found) => Of(found.User) with { Scopes = new TokenScopes(found.Token.Scopes), ApiTokenId = found.Token.Id };

    /// <summary>Somebody who is known by other means than a credential for the whole API.</summary>
    public static Caller Of(User user) => new()
    {
        UserId = user.Id,
        Username = user.Username,
        FullName = user.FullName,
        Role = user.Role,
        OdooUserId = user.OdooUserId,
        OdooConnectionId = user.ConnectionId,
        Standing = user.Standing,
    };

    public static ValueTask<Caller?> BindAsync(HttpContext context) =>
        ValueTask.FromResult(context.Features.Get<Caller>());
}
