using System.Text.Json;
using System.Text.Json.Nodes;

namespace Causeway.Tests.Storm;

/// <summary>Reads whole models from Causeway, by its public API.</summary>
internal sealed class ApiReader(StormProcess server)
{
    /// <summary>Every model that is mirrored.</summary>
    public async Task<IReadOnlyList<string>> ModelsAsync()
    {
        var index = await server.GetAsync("/api/records");
        return [.. index.GetProperty("records").EnumerateArray().Where(model => model.GetProperty("phase").GetString() != "absent").Select(model => model.GetProperty("model").GetString()!)];
    }

    public async Task<Dictionary<int, JsonObject>> ReadAsync(string model)
    {
        var records = new Dictionary<int, JsonObject>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await server.GetAsync($"/api/records/{model}?per_page=100&count=none{(cursor.Length > 0 ? $"&cursor={Uri.EscapeDataString(cursor)}" : "")}");
            foreach (var record in page.GetProperty("records").EnumerateArray())
                records[record.GetProperty("id").GetInt32()] = JsonSerializer.SerializeToNode(record)!.AsObject();
            cursor = page.GetProperty("pagination").GetProperty("next_cursor").GetString();
        }

        return records;
    }
}
