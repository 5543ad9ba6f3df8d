using System.Text.Json.Nodes;

namespace Causeway.Tests.Storm;

/// <summary>One value that is not the same on both sides; field "id" where a whole record is on one side only.</summary>
internal sealed record Difference(string Model, int Id, string Field, string? Odoo, string? Mirror)
{
    public override string ToString() => $"{Model} {Id} {Field}: Odoo has {Odoo ?? "nothing"}, the mirror {Mirror ?? "nothing"}";
}

/// <summary>What was compared.</summary>
internal readonly record struct Compared(int Records, long Values);

/// <summary>
/// Holds what Causeway's API answers against what Odoo answers to the account: the same records, and in each the same value
/// of every field that the API shows. It shares no code with what reads Odoo for the mirror.
/// </summary>
internal sealed class Comparison(OdooReader odoo, ApiReader api)
{
    /// <summary>What the API says of a record beyond Odoo's fields.</summary>
    private static readonly HashSet<string> Own = new(StringComparer.Ordinal) { "id", "odoo_url", "last_synced", "custom", "_etag" };

    public List<Difference> Differences { get; } = [];

    private HashSet<string> Mirrored { get; } = [];

    public Compared Total { get; private set; }

    /// <summary>Every model that the API shows.</summary>
    public async Task CompareAsync()
    {
        Mirrored.UnionWith(await api.ModelsAsync());
        foreach (var model in Mirrored)
            await CompareAsync(model);
    }

    private async Task CompareAsync(string model)
    {
        var types = await odoo.FieldsAsync(model);
        if (types is null)
            return;
        var mine = await api.ReadAsync(model);
        var fields = mine.Values.SelectMany(record => Members(record, types)).Select(member => member.Field).ToHashSet(StringComparer.Ordinal);
        var theirs = await odoo.ReadAsync(model, [.. fields, "write_date"]);
        foreach (var id in theirs.Keys.Except(mine.Keys))
            Differences.Add(new Difference(model, id, "id", "it", null));
        foreach (var id in mine.Keys.Except(theirs.Keys))
            Differences.Add(new Difference(model, id, "id", null, "it"));
        foreach (var id in mine.Keys.Intersect(theirs.Keys))
            Compare(model, id, mine[id], theirs[id], types);
        Total = Total with { Records = Total.Records + theirs.Count };
    }

    private void Compare(string model, int id, JsonObject mine, JsonObject theirs, Dictionary<string, OdooColumn> types)
    {
        foreach (var (field, value) in Members(mine, types))
        {
            var (odooHas, mirrorHas) = (Plain.OfOdoo(types[field].Type, theirs[field]), Plain.OfApi(types[field].Type, value));
            // The name of what is not mirrored itself stands nowhere yet.
            if (types[field].Relation is { } relation && !Mirrored.Contains(relation))
                (odooHas, mirrorHas) = (IdOf(odooHas), IdOf(mirrorHas));
            if (odooHas != mirrorHas)
                Differences.Add(new Difference(model, id, field, odooHas, mirrorHas));
            Total = Total with { Values = Total.Values + 1 };
        }
    }

    private static string? IdOf(string? reference) => reference?.Split(' ')[0];

    /// <summary>The members of a record that are fields of Odoo: under their own name, or a reference's without its "_id".</summary>
    private static IEnumerable<(string Field, JsonNode? Value)> Members(JsonObject record, Dictionary<string, OdooColumn> types)
    {
        var members = record.Where(member => !Own.Contains(member.Key)).Concat(record["custom"]?.AsObject() ?? []);
        foreach (var (name, value) in members)
        {
            string[] names = [name, $"{name}_id", $"{name.TrimEnd('s')}_ids"];
            if (Array.Find(names, types.ContainsKey) is { } field)
                yield return (field, value);
        }
    }
}
