using System.Text.Json.Nodes;
using Causeway.Tests.Sandbox;

namespace Causeway.Tests.Storm;

/// <summary>Reads whole models from Odoo as an account sees them, by the tests' own client.</summary>
internal sealed class OdooReader(OdooWire account)
{
    private const int Page = 2_000;

    private static readonly object Context = new { active_test = false, tz = "UTC", lang = "en_US" };

    /// <summary>Every record's fields by its id; many2one as [id, label].</summary>
    public async Task<Dictionary<int, JsonObject>> ReadAsync(string model, IEnumerable<string> fields)
    {
        var asked = fields.ToArray();
        var records = new Dictionary<int, JsonObject>();
        for (var last = 0; ;)
        {
            var domain = new object[] { new object[] { "id", ">", last } };
            var page = (await account.CallAsync(model, "search_read", new { domain, fields = asked, order = "id", limit = Page, context = Context }))!.AsArray();
            foreach (var record in page.Select(record => record!.AsObject()))
                records.Add(last = (int)record["id"]!, record);
            if (page.Count < Page)
                return records;
        }
    }

    /// <summary>The type of each field that the instance has; null where it has no such model.</summary>
    public async Task<Dictionary<string, string>?> TypesAsync(string model)
    {
        try
        {
            var fields = await account.CallAsync(model, "fields_get", new { attributes = new[] { "type" } });
            return fields!.AsObject().ToDictionary(field => field.Key, field => (string)field.Value!["type"]!, StringComparer.Ordinal);
        }
        catch (OdooFault)
        {
            return null;
        }
    }
}
