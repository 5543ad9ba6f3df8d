using Causeway.Sandbox.Data;
using Causeway.Sandbox.Schema;
using Causeway.Sandbox.Wire;

namespace Causeway.Sandbox.Orm;

/// <summary>Properties: their definitions stand on the parent record, the row keeps name and value.</summary>
internal static class PropertySets
{
    private static readonly (string Parent, string Definition) Lead = ("team_id", "lead_properties_definition");

    public static List<object?> Shown(Env env, Row row, Field field) =>
        [.. Definitions(env, row).Select(definition => (object?)Shown(env, definition, Stored(row, field)))];

    /// <summary>What a write keeps: the values given, all others emptied.</summary>
    public static Dictionary<string, object?>? Kept(object? given) => given switch
    {
        Dictionary<string, object?> values => values,
        List<object?> list => list.OfType<Dictionary<string, object?>>()
            .Where(item => item.ContainsKey("name"))
            .ToDictionary(item => (string)item["name"]!, item => item.GetValueOrDefault("value")),
        _ => null,
    };

    private static IEnumerable<Dictionary<string, object?>> Definitions(Env env, Row row) =>
        env.Follow(row, Lead.Parent)?[Lead.Definition] is List<object?> list ? list.OfType<Dictionary<string, object?>>() : [];

    private static Dictionary<string, object?> Stored(Row row, Field field) => row.Get(field) as Dictionary<string, object?> ?? [];

    private static Dictionary<string, object?> Shown(Env env, Dictionary<string, object?> definition, Dictionary<string, object?> stored)
    {
        var shown = new Dictionary<string, object?>(definition);
        if (stored.TryGetValue((string)definition["name"]!, out var value))
        {
            shown["value"] = Labelled(env, definition, value);
        }
        else if (env.Version < 19)
        {
            shown["value"] = false;
        }

        return shown;
    }

    private static object? Labelled(Env env, Dictionary<string, object?> definition, object? value) => definition["type"] switch
    {
        "many2one" when value is long id => Named(env, definition, id),
        "many2many" when value is List<object?> ids => ids.Select(id => Named(env, definition, id)).ToList(),
        _ => value,
    };

    private static object Named(Env env, Dictionary<string, object?> definition, object? id) =>
        Python.Id(id) is { } number && env.Find((string)definition["comodel"]!, number) is { } row
            ? new List<object?> { number, env.Sudo().DisplayName(row) }
            : false;
}
