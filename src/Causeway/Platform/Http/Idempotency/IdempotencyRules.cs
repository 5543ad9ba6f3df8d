namespace Causeway.Platform.Http.Idempotency;

/// <summary>Which writes honour an <c>Idempotency-Key</c>: every one under <c>/api</c>, but for a table of exemptions.</summary>
internal static class IdempotencyRules
{
    /// <summary>
    /// Paths below <c>/api</c> whose answers hold what must not be kept (tokens, secrets), or that are not made by a user: no
    /// answer of theirs is stored, and a key sent to them counts for nothing.
    /// </summary>
    public static readonly IReadOnlyList<string> Exempt = ["/login", "/auth", "/profile", "/webhooks", "/tasks/calendar-token"];

    private sealed record MayRepeat;

    private sealed record OnlyReads(Func<RouteValueDictionary, bool> Where);

    public static IServiceCollection AddIdempotency(this IServiceCollection services)
    {
        services.AddSingleton<IdempotencyTable>();
        services.AddSingleton<ReplayGuards>();
        services.AddSingleton<KeyLeases>();
        services.AddHostedService(provider => provider.GetRequiredService<KeyLeases>());
        services.AddHostedService<IdempotencyRetention>();
        return services;
    }

    /// <summary>Behind what decides who may call a route: a stored answer is given to nobody else.</summary>
    /// <param name="app">The server.</param>
    /// <param name="connectionOf">The id of the Odoo connection that a request acts on, if any.</param>
    public static void UseIdempotency(this WebApplication app, Func<HttpContext, Task<int?>> connectionOf) =>
        app.UseMiddleware<IdempotencyMiddleware>(connectionOf);

    /// <summary>
    /// A POST that has the same effect however often it is carried out under one key: it is, where its answer was lost.
    /// PUT, PATCH and DELETE are so by themselves.
    /// </summary>
    public static T Repeatable<T>(this T route)
        where T : IEndpointConventionBuilder => route.WithMetadata(new MayRepeat());

    public static bool IsRepeatable(HttpContext context) =>
        !HttpMethods.IsPost(context.Request.Method) || context.GetEndpoint()?.Metadata.GetMetadata<MayRepeat>() is not null;

    /// <summary>
    /// A POST that only reads for some requests, by the values in its path: repeated it does no harm, and a stored answer
    /// would be an old one. A key counts for nothing there.
    /// </summary>
    public static T ReadsWhere<T>(this T route, Func<RouteValueDictionary, bool> reads)
        where T : IEndpointConventionBuilder => route.WithMetadata(new OnlyReads(reads));

    public static bool OnlyReadsBy(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<OnlyReads>()?.Where(context.Request.RouteValues) == true;

    /// <summary>Whether a route honours the header.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">Its path, or the pattern of it.</param>
    public static bool Honours(string method, PathString path) =>
        IsWrite(method) && path.StartsWithSegments("/api", out var rest) && !Exempt.Any(exempt => rest.StartsWithSegments(exempt));

    private static bool IsWrite(string method) =>
        HttpMethods.IsPost(method) || HttpMethods.IsPut(method) || HttpMethods.IsPatch(method) || HttpMethods.IsDelete(method);
}
