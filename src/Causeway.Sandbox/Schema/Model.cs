using System.Diagnostics.CodeAnalysis;
using Causeway.Sandbox.Orm;

namespace Causeway.Sandbox.Schema;

/// <summary>A model as one version of Odoo has it: its fields bound to places in the row.</summary>
internal sealed class Model
{
    private readonly Dictionary<string, Field> fields = new(StringComparer.Ordinal);

    public Model(ModelDeclaration declaration, int version)
    {
        Declaration = declaration;
        Version = version;
        foreach (var field in declaration.Fields.Where(f => f.ExistsIn(version)))
        {
            Add(field);
        }

        foreach (var field in SystemFields.For(version))
        {
            Add(field);
        }
    }

    /// <summary>A view binds its fields to the places that they have in the rows of its source.</summary>
    public Model(ModelDeclaration declaration, int version, Model source)
    {
        Declaration = declaration;
        Version = version;
        foreach (var field in declaration.Fields.Concat(SystemFields.For(version)).Where(f => f.ExistsIn(version)))
        {
            fields[field.Name] = field with { Index = source.fields.TryGetValue(field.Name, out var stored) ? stored.Index : -1 };
        }
    }

    public ModelDeclaration Declaration { get; }

    public int Version { get; }

    public string Name => Declaration.Name;

    public string Label => Version >= 19 ? Declaration.LabelSince19 ?? Declaration.Label : Declaration.Label;

    public string TableName => Declaration.ViewOf ?? Name;

    public Behaviour Behaviour => Declaration.Behaviour;

    /// <summary>How many values a row of the model has.</summary>
    public int Width { get; private set; }

    public IReadOnlyCollection<Field> Fields => fields.Values;

    public Field this[string name] => fields[name];

    public bool Has(string name) => fields.ContainsKey(name);

    public bool TryGet(string name, [NotNullWhen(true)] out Field? field) => fields.TryGetValue(name, out field);

    public void Add(Field field)
    {
        var stored = field.IsStored && field.Type != FieldType.One2many && field.Name != "id";
        fields.Add(field.Name, field with { Index = stored ? Width++ : -1 });
    }

    /// <summary>The place in the row stays empty, so that rows already there keep theirs.</summary>
    public void Remove(string name) => fields.Remove(name);

    public IReadOnlyDictionary<string, Field> Columns() => new Dictionary<string, Field>(fields, StringComparer.Ordinal);

    /// <summary>The fields as they were; places that were given out since stay given out.</summary>
    public void Restore(IReadOnlyDictionary<string, Field> columns)
    {
        fields.Clear();
        foreach (var (name, field) in columns)
        {
            fields.Add(name, field);
        }
    }
}
