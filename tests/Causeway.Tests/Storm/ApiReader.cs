using System.Text.Json;
using System.Text.Json.Nodes;

namespace Causeway.Tests.Storm;

/// <summary>Reads whole models from Causeway, by its public API.</summary>
internal sealed class ApiReader(StormProcess server)
{
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
