using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Causeway.Tests.Storm;

/// <summary>Reads whole models from Causeway, by its public API.</summary>
internal sealed class ApiReader(StormProcess server)
{
    private static readonly MirroredModel[] Leads =
    [
        new("crm.lead", "/api/crm/leads", "leads"),
        new("crm.tag", "/api/crm/tags", "tags"),
        new("crm.stage", "/api/crm/stages", "stages"),
        new("crm.team", "/api/crm/teams", "teams"),
        new("crm.lost.reason", "/api/crm/lost-reasons", "lost_reasons"),
    ];

    /// <summary>Every model that is mirrored.</summary>
    public async Task<IReadOnlyList<MirroredModel>> ModelsAsync()
    {
        if (await server.TrySendAsync(HttpMethod.Get, "/api/records") is not { Status: HttpStatusCode.OK } index)
            return Leads;
        return [.. index.Body.GetProperty("records").EnumerateArray().Select(model => model.GetProperty("model").GetString()!).Select(model => new MirroredModel(model, $"/api/records/{model}", "records"))];
    }

    public async Task<Dictionary<int, JsonObject>> ReadAsync(string path, string collection)
    {
        var records = new Dictionary<int, JsonObject>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await server.GetAsync($"{path}?per_page=100&count=none{(cursor.Length > 0 ? $"&cursor={Uri.EscapeDataString(cursor)}" : "")}");
            foreach (var record in page.GetProperty(collection).EnumerateArray())
                records[record.GetProperty("id").GetInt32()] = JsonSerializer.SerializeToNode(record)!.AsObject();
            cursor = page.GetProperty("pagination").GetProperty("next_cursor").GetString();
        }

        return records;
    }
}
