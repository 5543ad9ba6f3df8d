using Causeway.Sandbox.Schema;

namespace Causeway.Sandbox.Orm;

/// <summary>fields_get: what the instance says about the fields that the caller may see.</summary>
internal static class FieldsGet
{
    public static object Run(Call call)
    {
        var (env, model) = (call.Env, call.Model);
        var wanted = call["allfields"] is List<object?> { Count: > 0 } names ? names.OfType<string>().ToHashSet(StringComparer.Ordinal) : null;
        var attributes = call["attributes"] is List<object?> { Count: > 0 } list ? list.OfType<string>().ToHashSet(StringComparer.Ordinal) : null;
        return model.Fields
            .Where(field => (wanted is null || wanted.Contains(field.Name)) && (env.IsSuperuser || model.Behaviour.MaySee(env, field)))
            .ToDictionary(field => field.Name, field => (object?)Describe(env, model, field, attributes), StringComparer.Ordinal);
    }

    private static Dictionary<string, object?> Describe(Env env, Model model, Field field, HashSet<string>? attributes)
    {
        var all = new SortedDictionary<string, object?>(StringComparer.Ordinal)
        {
            ["change_default"] = false,
            ["company_dependent"] = field.IsPerCompany,
            ["depends"] = Array.Empty<string>(),
            ["exportable"] = true,
            ["manual"] = field.IsManual,
            ["name"] = field.Name,
            ["readonly"] = field.IsReadOnly,
            ["required"] = field.IsRequired,
            ["searchable"] = true,
            ["sortable"] = IsStored(env, field),
            ["store"] = IsStored(env, field),
            ["string"] = field.Label,
            ["type"] = TypeName(field.Type),
        };
        Add(env, model, field, all);
        return all.Where(pair => attributes is null || attributes.Contains(pair.Key)).ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
    }

    private static void Add(Env env, Model model, Field field, SortedDictionary<string, object?> all)
    {
        if (env.Version >= 17)
        {
            all["groupable"] = IsStored(env, field);
        }

        if (field.Relation is { } relation)
        {
            all["relation"] = relation;
            all["domain"] = Array.Empty<object>();
            all["context"] = new Dictionary<string, object?>();
        }

        if (field.Inverse is { } inverse)
        {
            all["relation_field"] = inverse;
        }

        if (field.Type == FieldType.Selection)
        {
            all["selection"] = field.Options.Select(option => new List<object?> { option.Key, option.Label }).ToList();
        }

        if (field.IsText)
        {
            all["translate"] = field.IsTranslated;
        }

        if (field.Type == FieldType.Char)
        {
            all["trim"] = true;
        }

        if (field.Type == FieldType.Monetary)
        {
            all["currency_field"] = model.Has("company_currency") ? "company_currency" : "currency_id";
        }

        if (field is { IsNumber: true, IsStored: true } && field.Name != "id")
        {
            all[env.Version >= 18 ? "aggregator" : "group_operator"] = "sum";
        }
    }

    /// <summary>Up to 17 a company's values lay in another table, and the field called itself not stored.</summary>
    private static bool IsStored(Env env, Field field) => field.IsStored && (!field.IsPerCompany || env.Version >= 18);

    public static string TypeName(FieldType type) => type switch
    {
        FieldType.Many2oneReference => "many2one_reference",
        FieldType.PropertiesDefinition => "properties_definition",
        _ => type.ToString().ToLowerInvariant(),
    };
}
