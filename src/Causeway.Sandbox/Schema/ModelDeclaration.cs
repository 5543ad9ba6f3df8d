using Causeway.Sandbox.Orm;

namespace Causeway.Sandbox.Schema;

/// <summary>A model as data: what it is called, its fields over all versions, and what it does beyond storing.</summary>
internal sealed record ModelDeclaration(string Name, string Label, string Order, IReadOnlyList<Field> Fields)
{
    /// <summary>What the model is called from version 19 on, where that differs.</summary>
    public string? LabelSince19 { get; init; }

    public Behaviour Behaviour { get; init; } = new();

    /// <summary>The model whose rows this one shows, for a read-only view.</summary>
    public string? ViewOf { get; init; }

    public IReadOnlyList<Unique> Unique { get; init; } = [];

    /// <summary>Whether a write or unlink of a record that is gone says nothing, as where no rule or chatter makes Odoo look first.</summary>
    public bool IsSilentWhenMissing { get; init; }

    public int FirstVersion { get; init; }

    public int LastVersion { get; init; } = int.MaxValue;

    /// <summary>The field that gives a record its name.</summary>
    public string NameField { get; init; } = "name";

    public bool ExistsIn(int version) => version >= FirstVersion && version <= LastVersion;
}

/// <summary>A unique constraint and what Odoo says when it is broken.</summary>
internal sealed record Unique(string Constraint, string Message, params string[] Fields);
