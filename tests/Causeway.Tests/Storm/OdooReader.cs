using System.Text.Json.Nodes;
using Causeway.Tests.Sandbox;

namespace Causeway.Tests.Storm;

/// <summary>Reads whole models from Odoo as an account sees them, by the tests' own client.</summary>
internal sealed class OdooReader(OdooWire account)
{
    private const int Page = 2_000;

    /// <summary>Of moves, the contract has customers' invoices and refunds mirrored.</summary>
    private static readonly object[] CustomerInvoices = [new object[] { "move_type", "in", new[] { "out_invoice", "out_refund" } }];

    private static readonly object Context = new { active_test = false, tz = "UTC", lang = "en_US" };

    /// <summary>Every record's fields by its id; many2one as [id, label].</summary>
    public async Task<Dictionary<int, JsonObject>> ReadAsync(string model, IEnumerable<string> fields)
    {
        var asked = fields.ToArray();
        var records = new Dictionary<int, JsonObject>();
        for (var last = 0; ;)
        {
            object[] domain = [new object[] { "id", ">", last }, .. model == "account.move" ? CustomerInvoices : []];
            var page = (await account.CallAsync(model, "search_read", new { domain, fields = asked, order = "id", limit = Page, context = Context }))!.AsArray();
            foreach (var record in page.Select(record => record!.AsObject()))
                records.Add(last = (int)record["id"]!, record);
            if (page.Count < Page)
                return records;
        }
    }

    /// <summary>Each field that the instance has; null where it has no such model.</summary>
    public async Task<Dictionary<string, OdooColumn>?> FieldsAsync(string model)
    {
        try
        {
            var fields = await account.CallAsync(model, "fields_get", new { attributes = new[] { "type", "relation" } });
            return fields!.AsObject().ToDictionary(field => field.Key, field => new OdooColumn((string)field.Value!["type"]!, (string?)field.Value["relation"]), StringComparer.Ordinal);
        }
        catch (OdooFault)
        {
            return null;
        }
    }
}

/// <summary>What Odoo says of a field.</summary>
internal sealed record OdooColumn(string Type, string? Relation);
