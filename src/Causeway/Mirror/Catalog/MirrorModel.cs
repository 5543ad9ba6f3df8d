using System.Collections.Immutable;
using Causeway.Odoo;

namespace Causeway.Mirror.Catalog;

/// <summary>Which fields of an instance, beyond the declared ones, go to <c>custom</c>.</summary>
internal enum CustomFieldRule
{
    /// <summary>The instance's own, and those that an administrator named.</summary>
    Own,

    /// <summary>Those that an administrator named alone.</summary>
    Named,

    /// <summary>All that Odoo stores.</summary>
    All,
}

/// <summary>A model that is mirrored: its declared fields, and what reads need to know of it.</summary>
internal sealed record MirrorModel(string Name, ImmutableArray<MirrorField> Fields)
{
    /// <summary>The table, schema included; safe to put into SQL, since it is made from declarations alone.</summary>
    public string Table { get; } = $"odoo.{TableName.Of(Name)}";

    /// <summary>Which of its records are mirrored, by a field that never changes for a record.</summary>
    public OdooDomain Domain { get; init; } = OdooDomain.All;

    /// <summary>The model that shows the same records, with fewer fields, to an account that may not read this one.</summary>
    public string? Fallback { get; init; }

    public CustomFieldRule Custom { get; init; }

    /// <summary>Fields that an administrator named for <c>custom</c>.</summary>
    public IReadOnlyList<string> NamedFields { get; init; } = [];

    /// <summary>Whether members read it at <c>/records</c> though it has no salesperson.</summary>
    public bool OpenToMembers { get; init; }

    /// <summary>Whether every user of the connection reads it by a route of its own, since it has no salesperson (contract section 2).</summary>
    public bool Common { get; init; }

    /// <summary>The fields that name a record of another model that this one is about; null where there are none.</summary>
    public Subject? Subject { get; init; }

    /// <summary>The field that holds the record's name, on the record itself or, with <see cref="NameVia"/>, on another.</summary>
    public string NameField { get; init; } = "name";

    /// <summary>The reference to the record that holds the name: a user is called as its partner is.</summary>
    public string? NameVia { get; init; }

    /// <summary>The salesperson, team and company that the visibility rule looks at; null where the model has no such field.</summary>
    public string? SalespersonField { get; init; }

    public string? TeamField { get; init; }

    public string? CompanyField { get; init; }

    /// <summary>Who may write its records.</summary>
    public Writers Writers { get; init; }

    /// <summary>References to records that Odoo changes together with this one; they are read back with it.</summary>
    public IReadOnlyList<string> Companions { get; init; } = [];

    /// <summary>What lists of it filter and sort by.</summary>
    public IReadOnlyList<MirrorIndex> Indexes { get; init; } = [];

    /// <summary>What its records are found by; null where none are searched.</summary>
    public SearchColumn? Search { get; init; }

    /// <summary>
    /// A table of settings (stages, tags, teams ...) of which Odoo has few rows: read whole at every proof.
    /// </summary>
    public bool Small { get; init; }

    /// <summary>The entity of the contract that this model belongs to, as in <c>sync_run.stats</c>.</summary>
    public required string Entity { get; init; }

    /// <summary>A second entity that it holds the records of: contacts stand among the accounts.</summary>
    public string? OtherEntity { get; init; }

    public bool IsOf(IEnumerable<string> entities) => entities.Any(entity => entity == Entity || entity == OtherEntity);

    public MirrorField? Field(string name) => Fields.FirstOrDefault(field => field.Name == name);
}
