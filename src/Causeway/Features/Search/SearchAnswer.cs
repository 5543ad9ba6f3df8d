using Causeway.Features.Tasks;
using Causeway.Mirror.Records;
using Causeway.Platform.Http;
using Microsoft.OpenApi;

namespace Causeway.Features.Search;

/// <summary>What was found, as clients see it: groups in a fixed order, each with its best hits.</summary>
internal static class SearchAnswer
{
    public static readonly AnswerSchema Schema = new("200", "SearchAnswer", document => Schemas.Object(
        ("q", Schemas.Of(JsonSchemaType.String)),
        ("groups", Schemas.ListOf(Schemas.Object(
            ("type", Words(SearchTypes.All)),
            ("hits", Schemas.ListOf(new AnswerSchema(null, "SearchHit", _ => Hit).In(document))),
            ("has_more", Schemas.Of(JsonSchemaType.Boolean)))))));

    private static OpenApiSchema Hit => Schemas.Object(
        ("type", Words(SearchTypes.All)),
        ("id", Schemas.Of(JsonSchemaType.Integer | JsonSchemaType.String, null, "Odoo's number, or a task's uuid.")),
        ("title", Schemas.Of(JsonSchemaType.String | JsonSchemaType.Null)),
        ("subtitle", Schemas.Of(JsonSchemaType.String | JsonSchemaType.Null)),
        ("match", Words(Enum.GetNames<SearchMatch>().Select(name => name.ToLowerInvariant()))),
        ("href", Schemas.Of(JsonSchemaType.String, null, "The route that answers the whole record.")),
        ("odoo_url", Schemas.Of(JsonSchemaType.String | JsonSchemaType.Null, "uri", "The record in Odoo's own pages; of a task, what it is about.")),
        ("last_synced", Schemas.Of(JsonSchemaType.String | JsonSchemaType.Null, "date-time", "When the mirror last confirmed it; null for a task.")));

    public static IResult Of(TaskReader reader, SearchRequest request, SearchResult result, TimeProvider clock)
    {
        var answer = new AnswerWriter();
        answer.Json.WriteStartObject();
        answer.Json.WriteString("q", request.Text);
        answer.Json.WriteStartArray("groups");
        foreach (var type in SearchTypes.All.Intersect(request.Types))
            WriteGroup(answer, type, [.. result.Hits.Where(hit => hit.Type == type)], request.Limit);
        answer.Json.WriteEndArray();
        answer.Json.WriteEndObject();
        // Without an Odoo there are tasks, which have no age.
        return reader.Viewer is { } viewer
            ? new JsonAnswer(answer, viewer, result.Snapshot)
            : new TaggedJson(answer.Body, answer.ETag(reader.ConnectionId), clock.GetUtcNow());
    }

    private static void WriteGroup(AnswerWriter answer, string type, IReadOnlyList<SearchHit> hits, int limit)
    {
        answer.Json.WriteStartObject();
        answer.Json.WriteString("type", type);
        answer.Json.WriteStartArray("hits");
        foreach (var hit in hits.Take(limit))
            WriteHit(answer, hit);
        answer.Json.WriteEndArray();
        answer.Json.WriteBoolean("has_more", hits.Count > limit);
        answer.Json.WriteEndObject();
    }

    private static void WriteHit(AnswerWriter answer, SearchHit hit)
    {
        var json = answer.Json;
        json.WriteStartObject();
        json.WriteString("type", hit.Type);
        if (hit.Id is long id)
            json.WriteNumber("id", id);
        else
            json.WriteString("id", (Guid)hit.Id);
        json.WriteString("title", hit.Title);
        json.WriteString("subtitle", hit.Subtitle);
        json.WriteString("match", hit.Match.ToString().ToLowerInvariant());
        json.WriteString("href", hit.Href);
        json.WriteString("odoo_url", hit.OdooUrl);
        json.WritePropertyName("last_synced");
        answer.BeginMoment();
        if (hit.LastSynced is { } seen)
            json.WriteStringValue(seen);
        else
            json.WriteNullValue();
        answer.EndMoment();
        json.WriteEndObject();
    }

    private static OpenApiSchema Words(IEnumerable<string> words)
    {
        var schema = Schemas.Of(JsonSchemaType.String);
        schema.Enum = [.. words.Select(word => (System.Text.Json.Nodes.JsonNode)word)];
        return schema;
    }
}
