using Microsoft.Net.Http.Headers;

namespace Causeway.Features.GraphQlApi.Http;

/// <summary>In which media type a response is written (GraphQL over HTTP, section 6).</summary>
internal sealed record ResponseMedia(string ContentType, bool TellsByStatus)
{
    /// <summary>What it is called since 2022: the status says how the request went.</summary>
    private static readonly ResponseMedia Current = new("application/graphql-response+json", TellsByStatus: true);

    /// <summary>The older one, which is 200 for every request of GraphQL, so that no proxy's own answer is taken for ours.</summary>
    public static readonly ResponseMedia Json = new("application/json", TellsByStatus: false);

    /// <summary>The one that the client likes best; the older one where it has no wish, null where it takes neither.</summary>
    public static ResponseMedia? For(HttpRequest request)
    {
        var wishes = request.GetTypedHeaders().Accept;
        return wishes.Count == 0
            ? Json
            : wishes.Where(wish => wish.Quality is not 0).OrderByDescending(wish => wish.Quality ?? 1).Select(Of).FirstOrDefault(media => media is not null);
    }

    private static ResponseMedia? Of(MediaTypeHeaderValue wish) =>
        !IsUtf8(wish) ? null
        : wish.MediaType.Equals(Current.ContentType, StringComparison.OrdinalIgnoreCase) ? Current
        : wish.MediaType.Equals(Json.ContentType, StringComparison.OrdinalIgnoreCase) || wish.MatchesAllTypes || (wish.MatchesAllSubTypes && wish.Type.Equals("application", StringComparison.OrdinalIgnoreCase)) ? Json
        : null;

    public static bool IsUtf8(MediaTypeHeaderValue media) => !media.Charset.HasValue || media.Charset.Value.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase);
}
