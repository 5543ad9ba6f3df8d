using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Causeway.Platform.Http.Document;

/// <summary>The headers that answers carry.</summary>
internal static class AnswerHeaders
{
    private static readonly Dictionary<string, (string Description, JsonNode Example)> All = new()
    {
        ["ETag"] = ("Of the content, not of the moment: for If-None-Match, and for If-Match when you write.", "\"9f86d081884c7d659a2feaa0\""),
        ["X-Data-As-Of"] = ("When the mirror last agreed with Odoo as a whole; of what is our own, now.", "2026-01-31T08:30:00.000Z"),
        ["X-Changes-Position"] = ("Where the answer stands in /api/changes: follow the feed from here and nothing is missed.", "4711.3f9a0c2b7d15"),
        ["X-Connection"] = ("The Odoo connection that the request acted on.", "1"),
        ["Location"] = ("Where it is from now on, if it has an address of its own.", "/api/crm/leads/17"),
        ["Idempotency-Replayed"] = ("true where it is the first answer to this Idempotency-Key once more.", "true"),
        ["Retry-After"] = ("In how many seconds to try again.", 30),
    };

    public static IEnumerable<string> Of(string status, RouteFacts route)
    {
        if (route.On is not null)
            yield return "X-Connection";
        if (status is "201" or "202")
            yield return "Location";
        if (route.HonoursKey)
            yield return "Idempotency-Replayed";
        if (route.Tagged is not { } tagged || !route.AnswersRecord || status is not ("200" or "201" or "304"))
            yield break;
        yield return "ETag";
        yield return "X-Data-As-Of";
        if (tagged.OfMirror)
            yield return "X-Changes-Position";
    }

    public static IOpenApiHeader In(OpenApiDocument document, string name)
    {
        if (document.Components?.Headers?.ContainsKey(name) != true)
        {
            var (description, example) = All[name];
            var type = example.GetValueKind() == System.Text.Json.JsonValueKind.Number ? JsonSchemaType.Integer : JsonSchemaType.String;
            document.AddComponent<IOpenApiHeader>(name, new OpenApiHeader { Description = description, Schema = Schemas.Of(type), Example = example.DeepClone() });
        }

        return new OpenApiHeaderReference(name, document);
    }
}
