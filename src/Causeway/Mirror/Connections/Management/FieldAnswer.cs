using Causeway.Mirror.Catalog;
using Causeway.Odoo;

namespace Causeway.Mirror.Connections.Management;

/// <summary>One field of a model, as an administrator looks at it.</summary>
internal sealed record FieldAnswer
{
    public required string Name { get; init; }

    public required string Type { get; init; }

    /// <summary>What Odoo's pages call it, in the connection's language.</summary>
    public string? Label { get; init; }

    public string? Help { get; init; }

    /// <summary>The model that it points to.</summary>
    public string? Relation { get; init; }

    public required bool Stored { get; init; }

    public required bool Required { get; init; }

    public required bool ReadOnly { get; init; }

    /// <summary>Whether the mirror has it in a column of its own.</summary>
    public required bool Mirrored { get; init; }

    public static FieldAnswer Of(string model, OdooField field) => new()
    {
        Name = field.Name,
        Type = field.TypeName,
        Label = field.Label,
        Help = field.Help,
        Relation = field.Relation,
        Stored = field.Stored,
        Required = field.Required,
        ReadOnly = field.ReadOnly,
        Mirrored = DefaultModels.Find(model)?.Fields.Any(mirrored => mirrored.Name == field.Name || mirrored.FormerNames.Contains(field.Name)) == true,
    };
}
