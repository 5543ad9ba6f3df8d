namespace Causeway.Platform.Access;

internal static class RefusalMetadata
{
    /// <summary>Which problem answers a route may give, for its description.</summary>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder route, params ReadOnlySpan<int> statuses)
    {
        foreach (var status in statuses)
            route.ProducesProblem(status);
        return route;
    }
}
