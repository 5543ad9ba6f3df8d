namespace Causeway.Odoo;

/// <summary>A field of a model, as <c>fields_get</c> describes it to the user that asks.</summary>
/// <param name="Name">The technical name.</param>
/// <param name="Type">The type, which decides what the values look like.</param>
public sealed record OdooField(string Name, OdooFieldType Type)
{
    private static readonly Dictionary<string, OdooFieldType> Types = new(StringComparer.Ordinal)
    {
        ["boolean"] = OdooFieldType.Boolean,
        ["integer"] = OdooFieldType.Integer,
        ["float"] = OdooFieldType.Float,
        ["monetary"] = OdooFieldType.Monetary,
        ["char"] = OdooFieldType.Char,
        ["text"] = OdooFieldType.Text,
        ["html"] = OdooFieldType.Html,
        ["selection"] = OdooFieldType.Selection,
        ["reference"] = OdooFieldType.Reference,
        ["binary"] = OdooFieldType.Binary,
        ["image"] = OdooFieldType.Binary,
        ["date"] = OdooFieldType.Date,
        ["datetime"] = OdooFieldType.DateTime,
        ["many2one"] = OdooFieldType.Many2one,
        ["many2one_reference"] = OdooFieldType.Many2oneReference,
        ["one2many"] = OdooFieldType.One2many,
        ["many2many"] = OdooFieldType.Many2many,
        ["json"] = OdooFieldType.Json,
        ["properties"] = OdooFieldType.Properties,
        ["properties_definition"] = OdooFieldType.PropertiesDefinition,
    };

    /// <summary>The type as Odoo spells it.</summary>
    public string TypeName { get; init; } = NameOf(Type);

    /// <summary>The label in the language of the call.</summary>
    public string? Label { get; init; }

    /// <summary>The help text in the language of the call.</summary>
    public string? Help { get; init; }

    /// <summary>The model that a relational field points to.</summary>
    public string? Relation { get; init; }

    /// <summary>False for a value that Odoo computes at each read.</summary>
    public bool Stored { get; init; } = true;

    /// <summary>True when a record cannot be without it.</summary>
    public bool Required { get; init; }

    /// <summary>True when forms do not let it be edited; the API often does.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>The keys and labels of a selection, in order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Selection { get; init; }

    /// <summary>True when each company has a value of its own.</summary>
    public bool CompanyDependent { get; init; }

    /// <summary>True when each language has a value of its own.</summary>
    public bool Translated { get; init; }

    /// <summary>The field that <c>fields_get</c> describes by these attributes.</summary>
    internal static OdooField FromAttributes(string name, IReadOnlyDictionary<string, object?> attributes)
    {
        var typeName = Text("type") ?? throw new OdooException(OdooErrorKind.Malformed, $"fields_get gave no type for the field '{name}'.");
        return new OdooField(name, Types.GetValueOrDefault(typeName))
        {
            TypeName = typeName,
            Label = Text("string"),
            Help = Text("help"),
            Relation = Text("relation"),
            Stored = Flag("store") ?? true,
            Required = Flag("required") ?? false,
            ReadOnly = Flag("readonly") ?? false,
            Selection = attributes.GetValueOrDefault("selection") is object?[] keys ? [.. keys.OfType<object?[]>().Select(Option)] : null,
            CompanyDependent = Flag("company_dependent") ?? false,
            Translated = Flag("translate") ?? false,
        };

        string? Text(string key) => attributes.GetValueOrDefault(key) as string;
        bool? Flag(string key) => attributes.GetValueOrDefault(key) as bool?;
    }

    private static KeyValuePair<string, string> Option(object?[] pair) =>
        pair is [{ } key, var label] ? new($"{key}", $"{label}") : throw new OdooException(OdooErrorKind.Malformed, "A selection option is not a pair of key and label.");

    private static string NameOf(OdooFieldType type) =>
        Types.FirstOrDefault(pair => pair.Value == type).Key ?? "unknown";
}
