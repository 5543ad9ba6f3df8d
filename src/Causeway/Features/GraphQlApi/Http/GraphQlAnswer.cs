using System.Globalization;
using Causeway.GraphQL;
using Causeway.GraphQL.Execution;
using Causeway.Mirror.Changes;
using Causeway.Mirror.Records;
using Causeway.Platform.Http;

namespace Causeway.Features.GraphQlApi.Http;

/// <summary>A response of GraphQL, with how fresh what it holds is.</summary>
internal sealed class GraphQlAnswer(ExecutionResult result, ResponseMedia media, int? status = null, Viewer? viewer = null, Snapshot? snapshot = null) : IResult
{
    /// <summary>A request that is none of GraphQL.</summary>
    public static GraphQlAnswer Malformed(string message, ResponseMedia media) => new(ExecutionResult.Refused(new GraphQLError(message)), media, StatusCodes.Status400BadRequest);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status ?? (result.HasData || !media.TellsByStatus ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
        response.ContentType = $"{media.ContentType}; charset=utf-8";
        response.Headers.CacheControl = "private, no-store";
        if (snapshot is not null && viewer is not null)
            AddFreshness(response.Headers, snapshot, viewer);
        using var answer = new AnswerWriter();
        result.WriteTo(answer.Json);
        response.ContentLength = answer.Body.Length;
        await response.Body.WriteAsync(answer.Body, httpContext.RequestAborted);
    }

    private static void AddFreshness(IHeaderDictionary headers, Snapshot snapshot, Viewer viewer)
    {
        headers["X-Changes-Position"] = new FeedPosition(snapshot.Position, viewer.Scope).ToString();
        if (snapshot.AsOf is { } asOf)
            headers["X-Data-As-Of"] = asOf.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        if (snapshot.Held)
            headers["X-Data-Held"] = "true";
    }
}
