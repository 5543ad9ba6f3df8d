using System.Text.Json;
using Microsoft.OpenApi;

namespace Causeway.Platform.Http.Document;

/// <summary>The problem answers: which of them a route may give, and each of them once in the document.</summary>
internal static class Refusals
{
    private const string ETag = "\"9f86d081884c7d659a2feaa0\"";

    private static readonly Dictionary<int, (string Name, string Description, Problem Example)> All = new()
    {
        [400] = ("BadRequest", "A parameter or the body is not valid; every bad field is named.", Problems.Invalid("per_page", "must be a whole number.")),
        [401] = ("Unauthorized", "Not signed in, or no longer.", Problems.Unauthorized("Sign in first: send a bearer token, a session cookie or an API key.")),
        [403] = ("Forbidden", "Not for you.", Problems.Forbidden("You may not do this.")),
        [404] = ("NotFound", "Not there, or not for you to see.", Problems.NotFound("There is no lead 17.")),
        [409] = ("Conflict", "It conflicts with what is there, the first request with this Idempotency-Key still runs, or no Odoo is connected yet.", Problems.Conflict("No Odoo is connected yet. An administrator connects one with POST /api/integrations/odoo/configure.")),
        [410] = ("Gone", "That position is good no more: read the lists again.", Problems.Of(410, "Gone", "What you may see has changed since that position: read the lists again.") with { Reset = true }),
        [412] = ("Stale", "It has changed since you read it. Nothing was written; `current` holds it as it is now, and ETag its tag.", Problems.Stale(new { id = 17, name = "Office chairs" }, ETag)),
        [413] = ("ContentTooLarge", "The body is larger than 1 MiB.", Problems.Of(413, "Content Too Large", "The body is larger than 1 MiB.")),
        [415] = ("UnsupportedMediaType", "The body is of another type than the route takes.", Problems.Of(415, "Unsupported Media Type", "Send the body as application/json.")),
        [422] = ("Refused", "Odoo refused the values, and `detail` has its own words; or the Idempotency-Key came with another request.", Problems.Refused("The expected closing date must be after the creation date.")),
        [429] = ("TooManyRequests", "Too many requests, or too many failed sign-ins.", Problems.TooMany("That is too many requests. Retry-After says in how many seconds to go on.", TimeSpan.FromSeconds(30))),
        [502] = ("BadGateway", "Odoo answered what makes no sense.", Problems.Of(502, "Bad Gateway", "Odoo's answer could not be read.")),
        [503] = ("Unavailable", "Odoo, or our own database, cannot be reached; or a stored secret cannot be decrypted, which `type` says (`urn:causeway:unreadable-secret`) and an administrator has to mend.", Problems.Of(503, "Service Unavailable", "Odoo cannot be reached.")),
        [504] = ("GatewayTimeout", "It took too long. What was to be written may have been: read before you repeat it.", Problems.Of(504, "Gateway Timeout", "Odoo did not answer in time.")),
    };

    public static IEnumerable<int> Of(RouteFacts route, bool takesBody)
    {
        if (!route.IsApi)
            return [];
        (int Status, bool Applies)[] statuses =
        [
            (400, true),
            (401, route.Policy is not null),
            (403, route.Policy is not null),
            (404, route.NamesRecord || route.On is not null),
            (409, route.WritesToOdoo || route.HonoursKey || route.On is { Required: true }),
            (412, route.ChecksIfMatch),
            (413, takesBody),
            (415, takesBody),
            (422, route.CallsOdoo || route.HonoursKey),
            (429, route.IsRateLimited),
            (502, route.CallsOdoo),
            (503, true),
            (504, route.EndsInTime || route.CallsOdoo),
        ];
        return statuses.Where(status => status.Applies).Select(status => status.Status);
    }

    public static IOpenApiResponse In(OpenApiDocument document, int status)
    {
        var (name, description, example) = All[status];
        if (document.Components?.Responses?.ContainsKey(name) != true)
        {
            document.AddComponent<IOpenApiResponse>(name, new OpenApiResponse
            {
                Description = description,
                Headers = Headers(document, status),
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    [Problem.ContentType] = new()
                    {
                        Schema = new OpenApiSchemaReference(nameof(Problem), document),
                        Example = JsonSerializer.SerializeToNode(example with { TraceId = "4bf92f3577b34da6a3ce929d0e0e4736" }, ApiJson.Options),
                    },
                },
            });
        }

        return new OpenApiResponseReference(name, document);
    }

    private static Dictionary<string, IOpenApiHeader>? Headers(OpenApiDocument document, int status) => status switch
    {
        409 or 429 or 503 => new() { ["Retry-After"] = AnswerHeaders.In(document, "Retry-After") },
        412 => new() { ["ETag"] = AnswerHeaders.In(document, "ETag") },
        _ => null,
    };
}
