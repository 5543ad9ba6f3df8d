namespace Causeway.Platform.Access.ApiTokens;

/// <summary>What routes say about personal API tokens, and the one place that holds a request to it.</summary>
internal static class ScopeRules
{
    private const string OfTheRoute = "{model}";

    private sealed record Refusing;

    private sealed record About(string Model);

    private sealed record ReadingByPost;

    /// <summary>
    /// A route that a token must not reach, whatever its scope: what gives out sign-ins, tokens or rights would let it
    /// outlive its expiry and outgrow its scope.
    /// </summary>
    public static T RefuseApiTokens<T>(this T routes)
        where T : IEndpointConventionBuilder => routes.WithMetadata(new Refusing());

    /// <summary>The one model whose records the route reads or writes: tokens for that model alone may call it.</summary>
    public static T AboutModel<T>(this T routes, string model)
        where T : IEndpointConventionBuilder => routes.WithMetadata(new About(model));

    /// <summary>A route that reads by POST as well: a token that may read may call it, and what writes is held to its scope there.</summary>
    public static T ReadsByPost<T>(this T routes)
        where T : IEndpointConventionBuilder => routes.WithMetadata(new ReadingByPost());

    /// <summary>The same for a route with the model's name in its path, as <c>{model}</c>.</summary>
    public static T AboutModelOfRoute<T>(this T routes)
        where T : IEndpointConventionBuilder => routes.AboutModel(OfTheRoute);

    /// <summary>Whether a route with this metadata is none for tokens.</summary>
    public static bool RefusesApiTokens(IEnumerable<object> metadata) => metadata.OfType<Refusing>().Any();

    /// <summary>Why the caller's token does not do for this request; null when it does, or when they came without one.</summary>
    public static ScopeRefusal? Refusal(HttpContext context, Caller caller, bool needsAdmin)
    {
        if (caller.Scopes is not { } scopes)
            return null;
        var metadata = context.GetEndpoint()?.Metadata;
        if (metadata?.GetMetadata<Refusing>() is not null)
            return new ScopeRefusal("This needs a sign-in: a personal API token cannot do it, whatever its scope.", Needed: null);
        var reach = needsAdmin ? Reach.Admin : metadata?.GetMetadata<ReadingByPost>() is not null ? Reach.Read : ReachOf(context.Request.Method);
        return Refusal(scopes, reach, ModelOf(context));
    }

    /// <summary>Why a token does not reach so far; null when it does.</summary>
    public static ScopeRefusal? Refusal(TokenScopes scopes, Reach reach, string? model = null) => scopes.Allow(reach, model)
        ? null
        : new ScopeRefusal($"The scope of this API token does not reach so far: {scopes}. Needed: {Word(reach)}.", Word(reach));

    /// <summary>The one model whose records the route of this request reads or writes; null where it has none.</summary>
    public static string? ModelOf(HttpContext context)
    {
        var model = context.GetEndpoint()?.Metadata.GetMetadata<About>()?.Model;
        return model == OfTheRoute ? context.GetRouteValue("model") as string : model;
    }

    private static Reach ReachOf(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) ? Reach.Read : Reach.Write;

    private static string Word(Reach reach) => reach.Word();
}

/// <param name="Reason">In words, for the caller.</param>
/// <param name="Needed">The scope that would do (RFC 6750, section 3); null where none does.</param>
internal sealed record ScopeRefusal(string Reason, string? Needed);
