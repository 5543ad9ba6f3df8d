namespace Causeway.Platform.Access;

/// <summary>The rules that a route or a group of routes states once about who may call it.</summary>
internal static class AccessRules
{
    internal const string User = "user";
    internal const string SignedIn = "signed-in";
    internal const string Admin = "admin";

    /// <summary>Any active, approved user, or the admin key.</summary>
    public static T RequireSignedIn<T>(this T routes)
        where T : IEndpointConventionBuilder => routes.RequireAuthorization(SignedIn);

    public static T RequireAdmin<T>(this T routes)
        where T : IEndpointConventionBuilder => routes.RequireAuthorization(Admin);

    /// <summary>Whoever has a user row, in good standing or not: what one who waits for approval may still call.</summary>
    public static T RequireUser<T>(this T routes)
        where T : IEndpointConventionBuilder => routes.RequireAuthorization(User);
}
