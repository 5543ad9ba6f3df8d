using System.Collections.Immutable;

namespace Causeway.Mirror.Catalog;

/// <summary>A model that is mirrored: its declared fields, and what reads need to know of it.</summary>
internal sealed record MirrorModel(string Name, ImmutableArray<MirrorField> Fields)
{
    /// <summary>The table, schema included; safe to put into SQL, since it is made from declarations alone.</summary>
    public string Table { get; } = $"odoo.{Name.Replace('.', '_')}";

    /// <summary>The field that holds the record's name, on the record itself or, with <see cref="NameVia"/>, on another.</summary>
    public string NameField { get; init; } = "name";

    /// <summary>The reference to the record that holds the name: a user is called as its partner is.</summary>
    public string? NameVia { get; init; }

    /// <summary>The salesperson, team and company that the visibility rule looks at; null where the model has no such field.</summary>
    public string? SalespersonField { get; init; }

    public string? TeamField { get; init; }

    public string? CompanyField { get; init; }

    /// <summary>References to records that Odoo changes together with this one; they are read back with it.</summary>
    public IReadOnlyList<string> Companions { get; init; } = [];

    /// <summary>What lists of it filter and sort by.</summary>
    public IReadOnlyList<MirrorIndex> Indexes { get; init; } = [];

    /// <summary>
    /// A table of settings (stages, tags, teams ...) of which Odoo has few rows: read whole at every proof.
    /// </summary>
    public bool Small { get; init; }

    /// <summary>The entity of the contract that this model belongs to, as in <c>sync_run.stats</c>.</summary>
    public required string Entity { get; init; }

    public MirrorField? Field(string name) => Fields.FirstOrDefault(field => field.Name == name);
}
