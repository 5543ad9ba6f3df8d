namespace Causeway.Platform.Access;

/// <summary>Whether a user who proved who they are may go further than <c>GET /auth/me</c>.</summary>
internal enum Standing
{
    Good,

    /// <summary>Registered, and no administrator has approved it yet, or one has refused it.</summary>
    NotApproved,

    Disabled,

    /// <summary>Holds a generated password, which was shown on a terminal or left in a file.</summary>
    MustChangePassword,
}
