using System.Text.Json.Nodes;
using Shouldly;

namespace Causeway.Tests.Sandbox;

/// <summary>The records that a test makes, removed again at its end in the opposite order.</summary>
internal sealed class MadeRecords(OdooWire odoo) : IAsyncDisposable
{
    private readonly Stack<(string Model, int Id)> made = new();

    /// <summary>A word that no other record has, to find one's own by.</summary>
    public string Mark { get; } = $"causeway-{Guid.NewGuid():N}"[..20];

    public async Task<int> CreateAsync(string model, object values)
    {
        var ids = await odoo.CallAsync(model, "create", new { vals_list = new[] { values } });
        return Track(model, (int)ids![0]!);
    }

    public async Task<int[]> CreateManyAsync(string model, params object[] values)
    {
        var ids = (await odoo.CallAsync(model, "create", new { vals_list = values }))!.AsArray().Select(id => (int)id!).ToArray();
        Array.ForEach(ids, id => Track(model, id));
        return ids;
    }

    public int Track(string model, int id)
    {
        made.Push((model, id));
        return id;
    }

    public async ValueTask DisposeAsync()
    {
        while (made.TryPop(out var record))
        {
            try
            {
                await odoo.CallAsync(record.Model, "unlink", ids: [record.Id]);
            }
            catch (OdooFault)
            {
                // Gone already, or in use by what Odoo keeps: a test server stays usable either way.
            }
        }
    }
}

internal static class Wires
{
    public static async Task<JsonObject> ReadAsync(this OdooWire odoo, string model, int id, params string[] fields) =>
        (await odoo.CallAsync(model, "read", new { fields }, [id]))![0]!.AsObject();

    public static Task<JsonNode?> WriteAsync(this OdooWire odoo, string model, int id, object vals) => odoo.CallAsync(model, "write", new { vals }, [id]);

    public static async Task<int[]> SearchAsync(this OdooWire odoo, string model, object domain, object? context = null) =>
        Ids(await odoo.CallAsync(model, "search", new { domain, order = "id", context = context ?? new { } }));

    public static int[] Ids(JsonNode? list) => [.. list!.AsArray().Select(id => (int)id!)];

    public static async Task<OdooFault> FaultAsync(Func<Task> call) => await Should.ThrowAsync<OdooFault>(call);
}
