using System.Text.Json;
using System.Text.Json.Nodes;
using Causeway.Mirror.Catalog;
using Causeway.Tests.Infrastructure;
using Causeway.Tests.Sandbox;
using Npgsql;
using Shouldly;

namespace Causeway.Tests.Mirror;

/// <summary>
/// Holds the mirror against Odoo, field by field: stored fields against the sandbox's own rows, computed ones against a
/// raw read. It shares nothing with what fills the mirror but the list of declared fields.
/// </summary>
internal sealed class MirrorComparison(OdooControl control, OdooWire raw, NpgsqlDataSource database, int connectionId)
{
    /// <summary>Every model that this Odoo has: the same ids, and the same value in every field of every record.</summary>
    public async Task ShouldBeEqualAsync()
    {
        foreach (var model in DefaultModels.All)
            await ShouldBeEqualAsync(model);
    }

    public async Task ShouldBeEqualAsync(MirrorModel model)
    {
        var odoo = await OdooRowsAsync(model);
        var mine = await MirrorRowsAsync(model);
        mine.Keys.Order().ShouldBe(odoo.Keys.Order(), $"ids of {model.Name}");
        var differences = odoo.SelectMany(pair => Differences(model, pair.Key, pair.Value, mine[pair.Key])).Take(20).ToList();
        differences.ShouldBeEmpty();
    }

    /// <summary>The present rows as the mirror has them, every value in a comparable text; x_ fields under their own names.</summary>
    public async Task<IReadOnlyDictionary<long, Dictionary<string, string?>>> MirrorRowsAsync(MirrorModel model)
    {
        await using var command = database.CreateCommand($"select to_jsonb(r) from {model.Table} r where connection_id = $1 and state = 'present'");
        command.Parameters.AddWithValue(connectionId);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new Dictionary<long, Dictionary<string, string?>>();
        while (await reader.ReadAsync())
        {
            var row = JsonNode.Parse(reader.GetString(0))!.AsObject();
            // What the mirror has not is nothing, whereas Odoo means false or 0 by it.
            var values = model.Fields.ToDictionary(field => field.Name, field => row[field.Column] is { } value ? Canonical.Of(field.Type, value) : null);
            values["write_date"] = Canonical.Of(MirrorType.Instant, row["write_date"]);
            values["create_date"] = Canonical.Of(MirrorType.Instant, row["create_date"]);
            foreach (var (name, value) in row["custom"]?.AsObject() ?? [])
                values[name] = value?.ToJsonString();
            rows.Add((long)row["id"]!, values);
        }

        return rows;
    }

    private async Task<Dictionary<long, Dictionary<string, string?>>> OdooRowsAsync(MirrorModel model)
    {
        var known = await FieldsAsync(model);
        if (known is null)
            return [];
        var dump = await DumpAsync(model.Name);
        var asked = model.Fields.Select(field => (Field: field, Source: field.FormerNames.Prepend(field.Name).FirstOrDefault(known.ContainsKey))).ToList();
        var computed = asked.Where(pair => pair.Source is not null && dump.Count > 0 && !dump.Values.First().TryGetProperty(pair.Source, out _)).Select(pair => pair.Source!).ToArray();
        var read = await ReadAsync(model, [.. dump.Keys], computed);
        return dump.ToDictionary(row => row.Key, row =>
        {
            var values = asked.ToDictionary(pair => pair.Field.Name, pair => pair.Source is null ? null
                : Canonical.Of(pair.Field.Type, computed.Contains(pair.Source) ? read[row.Key][pair.Source] : Node(row.Value, pair.Source)));
            values["write_date"] = Canonical.Of(MirrorType.Instant, Node(row.Value, "write_date"));
            values["create_date"] = Canonical.Of(MirrorType.Instant, Node(row.Value, "create_date"));
            foreach (var name in known.Keys.Where(name => name.StartsWith("x_", StringComparison.Ordinal)))
                values[name] = known[name] is "integer" ? Node(row.Value, name)?.ToJsonString() ?? "0" : Node(row.Value, name)?.ToJsonString();
            return values;
        });
    }

    /// <summary>Of entries in the books, those that customers get.</summary>
    private async Task<IReadOnlyDictionary<long, JsonElement>> DumpAsync(string model)
    {
        var dump = await control.DumpAsync(model);
        return model != "account.move" ? dump : dump.Where(row => row.Value.GetProperty("move_type").GetString() is "out_invoice" or "out_refund").ToDictionary();
    }

    /// <summary>The types of the fields; null where this Odoo has no such model.</summary>
    private async Task<Dictionary<string, string>?> FieldsAsync(MirrorModel model)
    {
        try
        {
            var fields = await raw.CallAsync(model.Name, "fields_get", new { attributes = new[] { "type" } });
            return fields!.AsObject().ToDictionary(field => field.Key, field => (string)field.Value!["type"]!);
        }
        catch (OdooFault)
        {
            return null;
        }
    }

    private async Task<Dictionary<long, JsonObject>> ReadAsync(MirrorModel model, long[] ids, string[] fields)
    {
        if (fields.Length == 0)
            return [];
        var read = await raw.CallAsync(model.Name, "read", new { fields, context = new { active_test = false } }, [.. ids.Select(id => (int)id)]);
        return read!.AsArray().ToDictionary(row => (long)row!["id"]!, row => row!.AsObject());
    }

    private static JsonNode? Node(JsonElement row, string name) =>
        row.GetProperty(name) is var value && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined) ? JsonSerializer.SerializeToNode(value) : null;

    private static IEnumerable<string> Differences(MirrorModel model, long id, Dictionary<string, string?> odoo, Dictionary<string, string?> mine) => odoo
        .Where(pair => mine.GetValueOrDefault(pair.Key) != pair.Value)
        .Select(pair => $"{model.Name} {id} {pair.Key}: Odoo has {pair.Value ?? "nothing"}, the mirror {mine.GetValueOrDefault(pair.Key) ?? "nothing"}");
}
