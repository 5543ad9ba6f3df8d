namespace Causeway.Platform.Access.Sessions;

/// <summary>One sign-in, in force until it expires or is ended.</summary>
internal sealed record Session
{
    public required Guid SessionId { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>A user, by way of the sign-in that their token or cookie belongs to.</summary>
internal sealed record SignedInUser(User User, Session Session);
