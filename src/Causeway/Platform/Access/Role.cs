namespace Causeway.Platform.Access;

/// <summary>What a user may do (contract, section 2). Ordered: each role may do what those before it may.</summary>
internal enum Role
{
    Member,
    Manager,
    Admin,
}

internal static class RoleNames
{
    public static string Name(this Role role) => role switch
    {
        Role.Member => "member",
        Role.Manager => "manager",
        Role.Admin => "admin",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "Not a role"),
    };

    public static Role? TryParse(string? name) => name switch
    {
        "member" => Role.Member,
        "manager" => Role.Manager,
        "admin" => Role.Admin,
        _ => null,
    };
}
