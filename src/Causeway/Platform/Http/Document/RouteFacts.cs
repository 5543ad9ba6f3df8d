using Causeway.Platform.Http.Idempotency;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.RateLimiting;

namespace Causeway.Platform.Http.Document;

/// <summary>What the document says of a route follows from these, and these from what the route declares.</summary>
internal sealed class RouteFacts(ApiDescription route)
{
    private readonly IList<object> metadata = route.ActionDescriptor.EndpointMetadata;

    public string Path { get; } = $"/{route.RelativePath}";

    public bool IsRead { get; } = route.HttpMethod == HttpMethods.Get;

    /// <summary>Behind the guards that hold every route of the API: what asks for our health is not.</summary>
    public bool IsApi => Has<ApiRoute>();

    public QuerySpec Query => metadata.OfType<QuerySpec>().LastOrDefault() ?? QuerySpec.None;

    /// <summary>The strictest rule of who may call it; null for everybody.</summary>
    public string? Policy => metadata.OfType<IAuthorizeData>().Select(rule => rule.Policy).LastOrDefault();

    public OnConnection? On => metadata.OfType<OnConnection>().OrderBy(on => on.Required).LastOrDefault();

    public Tagged? Tagged => metadata.OfType<Tagged>().OrderBy(tagged => tagged.OfMirror).LastOrDefault();

    public bool IsList => Query.Any(parameter => parameter.Name == "per_page");

    /// <summary>Lists of mirrored records, and of our own that are tagged alike, stream as CSV.</summary>
    public bool StreamsCsv => IsRead && IsList && Tagged is not null;

    public bool Answers304 => IsRead && Tagged is not null;

    /// <summary>Whether it answers a record or a list of them: what deletes, and what changes many at once, does not.</summary>
    public bool AnswersRecord => IsRead || (NamesRecord ? route.HttpMethod != HttpMethods.Delete : route.HttpMethod == HttpMethods.Post);

    public bool ChecksIfMatch => Has<ChecksIfMatch>() && !IsRead && NamesRecord;

    public bool NamesRecord => Path.Contains('{') && !Path.EndsWith("{token}", StringComparison.Ordinal);

    public bool WritesToOdoo => Has<WritesToOdoo>() && !IsRead;

    public bool CallsOdoo => WritesToOdoo || Has<CallsOdoo>();

    /// <summary>Whether it is carried out once under one Idempotency-Key.</summary>
    public bool HonoursKey => IdempotencyRules.Honours(route.HttpMethod ?? "", Path);

    public IEnumerable<RequestHeader> Headers => metadata.OfType<RequestHeader>();

    /// <summary>Whether it may be told to slow down.</summary>
    public bool IsRateLimited => !Has<DisableRateLimitingAttribute>();

    public bool EndsInTime => !Has<DisableRequestTimeoutAttribute>();

    public bool Has<T>() => metadata.OfType<T>().Any();
}
