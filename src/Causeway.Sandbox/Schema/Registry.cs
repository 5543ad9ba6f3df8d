using System.Diagnostics.CodeAnalysis;

namespace Causeway.Sandbox.Schema;

/// <summary>The models of one version of Odoo.</summary>
internal sealed class Registry
{
    private readonly Dictionary<string, Model> models = new(StringComparer.Ordinal);

    public Registry(int version, IEnumerable<ModelDeclaration> declarations)
    {
        Version = version;
        foreach (var declaration in declarations.Where(d => d.ExistsIn(version)))
        {
            models.Add(declaration.Name, declaration.ViewOf is { } source
                ? new Model(declaration, version, models[source])
                : new Model(declaration, version));
        }
    }

    public int Version { get; }

    public IReadOnlyCollection<Model> Models => models.Values;

    public Model this[string name] => models[name];

    public bool TryGet(string name, [NotNullWhen(true)] out Model? model) => models.TryGetValue(name, out model);

    /// <summary>The many2one fields, of all models, that point to <paramref name="target"/>.</summary>
    public IEnumerable<(Model Model, Field Field)> ReferencesTo(string target) =>
        from model in models.Values
        where model.Declaration.ViewOf is null
        from field in model.Fields
        where field.HasColumn && field.Relation == target && field.Type is FieldType.Many2one or FieldType.Many2many
        select (model, field);
}
