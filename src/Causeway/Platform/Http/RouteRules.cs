namespace Causeway.Platform.Http;

/// <summary>What a route declares about its query, and the guard that holds every route to its declaration.</summary>
internal static class RouteRules
{
    /// <summary>The query parameters that this route takes beyond those that every route takes.</summary>
    public static TBuilder WithQuery<TBuilder>(this TBuilder route, QuerySpec spec)
        where TBuilder : IEndpointConventionBuilder
    {
        route.Add(endpoint => endpoint.Metadata.Add(spec));
        return route;
    }

    /// <summary>A list route: its filters, and the paging parameters with the fields it can be sorted by.</summary>
    public static TBuilder WithList<TBuilder>(this TBuilder route, QuerySpec filters, IEnumerable<string> sorts)
        where TBuilder : IEndpointConventionBuilder => route.WithQuery(filters.With(ListRequest.Parameters(sorts)));

    /// <summary>
    /// Answers with the problems that handlers throw, before the exception handler would: that takes headers away which
    /// belong to the answer, such as the ETag of a 412.
    /// </summary>
    public static RouteGroupBuilder WithProblems(this RouteGroupBuilder group)
    {
        group.AddEndpointFilter(async (context, next) =>
        {
            try
            {
                return await next(context);
            }
            catch (ProblemException exception)
            {
                return exception.Problem;
            }
        });
        return group;
    }

    /// <summary>Refuses unknown query parameters on every route of the group, declared or not.</summary>
    public static RouteGroupBuilder WithQueryGuard(this RouteGroupBuilder group)
    {
        group.AddEndpointFilter(async (context, next) =>
        {
            await QueryValues.BindAsync(context.HttpContext, null!);
            return await next(context);
        });
        return group;
    }
}
