using Causeway.Sandbox.Access;
using Causeway.Sandbox.Data;
using Causeway.Sandbox.Orm;

namespace Causeway.Sandbox.Schema;

/// <summary>One field of a model, as data. A <see cref="Registry"/> binds it to a place in the row.</summary>
internal sealed record Field(string Name, FieldType Type, string Label)
{
    public string? Relation { get; init; }

    /// <summary>The many2one on the other side of a one2many.</summary>
    public string? Inverse { get; init; }

    /// <summary>Where a one2many goes by a bare id: the field on the other side that names the model.</summary>
    public string? InverseModel { get; init; }

    public IReadOnlyList<Option> Options { get; init; } = [];

    public bool IsRequired { get; init; }

    public bool IsReadOnly { get; init; }

    public bool IsStored { get; init; } = true;

    public bool IsTranslated { get; init; }

    public bool IsPerCompany { get; init; }

    /// <summary>Made by an administrator at run time, as every <c>x_</c> field is.</summary>
    public bool IsManual { get; init; }

    /// <summary>A value that is computed when read or followed through a relation.</summary>
    public Func<Env, Row, object?>? Compute { get; init; }

    /// <summary>The many2one and the field behind it whose value this field shows and writes.</summary>
    public (string Through, string Target)? Related { get; init; }

    public Func<Env, object?>? Default { get; init; }

    public OnDelete OnDelete { get; init; }

    /// <summary>The groups that may see the field; empty means everybody who may read the model.</summary>
    public IReadOnlyList<Group> VisibleTo { get; init; } = [];

    public int FirstVersion { get; init; }

    public int LastVersion { get; init; } = int.MaxValue;

    /// <summary>The place of the value in a row; -1 where nothing is stored.</summary>
    public int Index { get; init; } = -1;

    public bool IsX2many => Type is FieldType.One2many or FieldType.Many2many;

    public bool IsText => Type is FieldType.Char or FieldType.Text or FieldType.Html;

    public bool IsNumber => Type is FieldType.Integer or FieldType.Float or FieldType.Monetary or FieldType.Many2oneReference;

    public bool HasColumn => Index >= 0;

    public bool ExistsIn(int version) => version >= FirstVersion && version <= LastVersion;

    public Field Required() => this with { IsRequired = true };

    public Field ReadOnly() => this with { IsReadOnly = true };

    public Field Translated() => this with { IsTranslated = true };

    public Field PerCompany() => this with { IsPerCompany = true };

    public Field Since(int version) => this with { FirstVersion = version };

    public Field Until(int version) => this with { LastVersion = version };

    public Field By(Func<Env, Row, object?> compute) => this with { Compute = compute, IsStored = false, IsReadOnly = true };

    public Field Through(string relation, string target) => this with { Related = (relation, target), IsStored = false };

    public Field DefaultsTo(object? value) => this with { Default = _ => value };

    public Field DefaultsTo(Func<Env, object?> value) => this with { Default = value };

    public Field Deletes(OnDelete rule) => this with { OnDelete = rule };

    public Field For(params Group[] groups) => this with { VisibleTo = groups };
}

/// <summary>One key of a selection and the label that people see.</summary>
internal readonly record struct Option(string Key, string Label);
