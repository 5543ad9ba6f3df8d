using Causeway.Features.GraphQlApi.Http;
using Causeway.GraphQL.Language;
using Causeway.Platform.Access;
using Causeway.Platform.Access.ApiTokens;
using Causeway.Platform.Access.Sessions;
using Causeway.Platform.Http;
using Microsoft.Net.Http.Headers;

namespace Causeway.Features.GraphQlApi;

/// <summary><c>/graphql</c>, by the specification of GraphQL over HTTP. It describes itself, so it is not in the OpenAPI document.</summary>
internal static class GraphQlEndpoints
{
    public const string Path = "/graphql";

    /// <summary>A page of another site cannot send one of these without asking first, and is told no.</summary>
    private static readonly string[] Preflighted = [SessionCookie.CsrfHeader, "GraphQL-Require-Preflight", "Apollo-Require-Preflight"];

    public static void MapGraphQlRoutes(this IEndpointRouteBuilder routes)
    {
        var graphQl = routes.MapGroup(Path).WithProblems().RequireSignedIn().ReadsByPost().ExcludeFromDescription();
        graphQl.MapMethods("", ["GET", "POST"], AnswerAsync);
        graphQl.MapMethods("/stream", ["GET", "POST"], FollowAsync).StaysOpen();
    }

    private static async Task<IResult> AnswerAsync(HttpContext http, GraphQlRequests requests, CancellationToken cancellationToken)
    {
        if (ResponseMedia.For(http.Request) is not { } media)
            return Problems.Of(StatusCodes.Status406NotAcceptable, "Not Acceptable", "Accept application/graphql-response+json or application/json.");
        if (Refusal(http) is { } refusal)
            return refusal;
        var context = (await GraphQlContext.BindAsync(http))!;
        try
        {
            var (prepared, refused) = await requests.PrepareAsync(context, await ReadAsync(http.Request, cancellationToken), cancellationToken);
            if (refused is not null)
                return new GraphQlAnswer(refused, media);
            if (GraphQlRequests.Refusal(context, prepared!) is { } forbidden)
                return Refused(http, forbidden);
            if (prepared!.Kind == OperationType.Subscription)
                return GraphQlAnswer.Malformed($"A subscription answers a stream of events: send it to {Path}/stream.", media);
            var (result, snapshot) = await requests.ExecuteAsync(context, prepared, cancellationToken);
            return new GraphQlAnswer(result, media, status: null, context.Viewer, snapshot);
        }
        catch (MalformedRequestException exception)
        {
            return GraphQlAnswer.Malformed(exception.Message, media);
        }
    }

    private static async Task<IResult> FollowAsync(HttpContext http, GraphQlRequests requests, CancellationToken cancellationToken)
    {
        if (Refusal(http) is { } refusal)
            return refusal;
        var context = (await GraphQlContext.BindAsync(http))!;
        try
        {
            var (prepared, refused) = await requests.PrepareAsync(context, await ReadAsync(http.Request, cancellationToken), cancellationToken);
            if (refused is not null)
                return new EventStream(EventStream.Of(refused));
            if (GraphQlRequests.Refusal(context, prepared!) is { } forbidden)
                return Refused(http, forbidden);
            return new EventStream(prepared!.Kind == OperationType.Subscription
                ? context.Schema.Engine.Value.Subscribe(prepared, cancellationToken)
                : EventStream.Of((await requests.ExecuteAsync(context, prepared, cancellationToken)).Result));
        }
        catch (MalformedRequestException exception)
        {
            return GraphQlAnswer.Malformed(exception.Message, ResponseMedia.Json);
        }
        catch (Causeway.GraphQL.GraphQLException exception)
        {
            return new EventStream(EventStream.Of(Causeway.GraphQL.Execution.ExecutionResult.Refused(exception.Error)));
        }
    }

    /// <summary>What no page of another site may make a browser send, and what is no request of GraphQL.</summary>
    private static Problem? Refusal(HttpContext http)
    {
        var request = http.Request;
        if (HttpMethods.IsGet(request.Method))
        {
            return http.Features.Get<Caller>() is { ByCookie: true } && !Preflighted.Any(header => request.Headers[header].ToString().Length > 0)
                ? Problems.Forbidden($"With a session cookie, a GET must carry {string.Join(" or ", Preflighted)}, which no other site can send.")
                : null;
        }

        return MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.Equals(ResponseMedia.Json.ContentType, StringComparison.OrdinalIgnoreCase) && ResponseMedia.IsUtf8(type)
            ? null
            : Problems.Of(StatusCodes.Status415UnsupportedMediaType, "Unsupported Media Type", "Send the body as application/json in UTF-8.");
    }

    private static Problem Refused(HttpContext http, Problem problem)
    {
        if (problem.Status == StatusCodes.Status405MethodNotAllowed)
            http.Response.Headers.Allow = "POST";
        else
            http.Response.Headers.WWWAuthenticate = """Bearer error="insufficient_scope", scope="write" """.TrimEnd();
        return problem;
    }

    private static async Task<GraphQlParameters> ReadAsync(HttpRequest request, CancellationToken cancellationToken) =>
        HttpMethods.IsGet(request.Method) ? ParameterReader.OfQuery(request.Query) : await ParameterReader.OfBodyAsync(request, cancellationToken);
}
