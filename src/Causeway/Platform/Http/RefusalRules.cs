namespace Causeway.Platform.Http;

internal static class RefusalRules
{
    /// <summary>Which problem answers a route may give, for its description.</summary>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder route, params ReadOnlySpan<int> statuses)
    {
        foreach (var status in statuses)
            route.Produces<Problem>(status, Problem.ContentType);
        return route;
    }
}
