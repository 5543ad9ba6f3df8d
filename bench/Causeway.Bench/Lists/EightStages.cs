using Causeway.Odoo;

namespace Causeway.Bench.Lists;

/// <summary>Three stages more than the sandbox has, and leads in them: a board as big companies have it.</summary>
internal static class EightStages
{
    private static readonly string[] Added = ["Contacted", "Demo", "Contract"];

    private const int Chunk = 5_000;

    public static async Task MakeAsync(OdooOptions options, CancellationToken cancel)
    {
        using var http = OdooClient.CreateHttpClient();
        using var odoo = new OdooClient(options, http);
        var open = OdooDomain.Where("stage_id", "<=", 2);
        var leads = await odoo.SearchAsync("crm.lead", open, new OdooQuery { Order = "id" }, cancel);
        for (var i = 0; i < Added.Length; i++)
        {
            var stage = await odoo.CreateAsync("crm.stage", new Dictionary<string, object?> { ["name"] = Added[i], ["sequence"] = 10 + i }, null, cancel);
            // Every fifth of those in the first two stages.
            foreach (var ids in leads.Where((_, at) => at % 5 == i).Chunk(Chunk))
                await odoo.WriteAsync("crm.lead", ids, new Dictionary<string, object?> { ["stage_id"] = stage }, null, cancel);
        }
    }
}
