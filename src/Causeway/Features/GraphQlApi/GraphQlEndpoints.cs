using Causeway.Features.GraphQlApi.Http;
using Causeway.GraphQL.Language;
using Causeway.Mirror.Records;
using Causeway.Platform.Access;
using Causeway.Platform.Access.ApiTokens;
using Causeway.Platform.Access.Sessions;
using Causeway.Platform.Http;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;

namespace Causeway.Features.GraphQlApi;

/// <summary><c>/graphql</c>, by the specification of GraphQL over HTTP.</summary>
internal static class GraphQlEndpoints
{
    public const string Path = "/graphql";

    /// <summary>A page of another site cannot send one of these without asking first, and is told no.</summary>
    private static readonly string[] Preflighted = [SessionCookie.CsrfHeader, "GraphQL-Require-Preflight", "Apollo-Require-Preflight"];

    public static void MapGraphQlRoutes(this IEndpointRouteBuilder routes)
    {
        var graphQl = routes.MapGroup(Path).WithProblems().RequireSignedIn().ReadsByPost().WithTags("GraphQL");
        graphQl.MapGet("", AnswerAsync)
            .WithQuery(Parameters)
            .WithName("QueryGraphQL")
            .WithSummary("Query by GraphQL")
            .WithDescription("Queries alone. A browser that asks for a page gets GraphiQL. With a session cookie, a header is needed that no other site can send: X-CSRF-Token or GraphQL-Require-Preflight.")
            .WithAnswer(Response);
        graphQl.MapPost("", AnswerAsync)
            .Accepts<GraphQlBody>(ResponseMedia.Json.ContentType)
            .WithName("RequestGraphQL")
            .WithSummary("Query or change by GraphQL")
            .WithDescription("One statement reads the whole of a query, under the same visibility rule as REST; mutations write through the same writers.")
            .WithAnswer(Response);
        graphQl.MapMethods("/stream", ["GET", "POST"], FollowAsync)
            .StaysOpen()
            .ExcludeFromDescription();
    }

    private static readonly AnswerSchema Response = new("200", "GraphQLResponse", _ => new OpenApiSchema
    {
        Type = JsonSchemaType.Object,
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["data"] = Schemas.Of(JsonSchemaType.Object | JsonSchemaType.Null),
            ["errors"] = Schemas.ListOf(Schemas.Of(JsonSchemaType.Object)),
        },
    });

    private static QuerySpec Parameters =>
    [
        new("query", QueryType.Text, "The document."),
        new("operationName", QueryType.Text, "Which of its operations."),
        new("variables", QueryType.Text, "A JSON object."),
        new("extensions", QueryType.Text, "A JSON object; persistedQuery.sha256Hash names a document by its hash."),
        new("documentId", QueryType.Text, "sha256: and the hash of a document that was sent before."),
    ];

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

/// <summary>What a POST holds; the names are those of GraphQL over HTTP.</summary>
internal sealed record GraphQlBody(string Query)
{
    [System.Text.Json.Serialization.JsonPropertyName("operationName")]
    public string? OperationName { get; init; }

    public IReadOnlyDictionary<string, System.Text.Json.JsonElement>? Variables { get; init; }

    public IReadOnlyDictionary<string, System.Text.Json.JsonElement>? Extensions { get; init; }
}
