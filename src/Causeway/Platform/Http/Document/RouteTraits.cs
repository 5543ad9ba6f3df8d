namespace Causeway.Platform.Http.Document;

/// <summary>
/// The route acts on one Odoo connection, which a request may name. What binds one as a handler's parameter declares this
/// of the route by itself, as the other traits here are declared by what handlers ask for.
/// </summary>
/// <param name="Required">Whether there must be one: without, the route answers 409.</param>
internal sealed record OnConnection(bool Required);

/// <summary>It stands behind the guards of the API's group, and answers as the ground rules say.</summary>
internal sealed record ApiRoute;

/// <summary>Its answers carry an ETag, by which a known one is a 304; lists of such records can be had as CSV.</summary>
/// <param name="OfMirror">Whether they are mirrored records, which stand at a position of the feed.</param>
internal sealed record Tagged(bool OfMirror);

/// <summary>It changes one record, which If-Match holds to the caller's copy.</summary>
internal sealed record ChecksIfMatch;

/// <summary>It asks Odoo while the caller waits.</summary>
internal sealed record CallsOdoo;

/// <summary>It writes to Odoo, which may refuse the values.</summary>
internal sealed record WritesToOdoo;

/// <summary>A header that the route reads.</summary>
internal sealed record RequestHeader(string Name, string Description, string Example)
{
    public bool Required { get; init; }
}

internal static class RouteTraits
{
    public static TBuilder CallsOdoo<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new CallsOdoo());

    public static TBuilder TakesIfMatch<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new ChecksIfMatch());

    public static TBuilder ReadsHeader<TBuilder>(this TBuilder route, RequestHeader header)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(header);
}
