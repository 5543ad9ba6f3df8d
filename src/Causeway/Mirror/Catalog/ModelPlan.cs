using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Causeway.Mirror.Records;
using Causeway.Mirror.Records.Storing;
using Causeway.Odoo;

namespace Causeway.Mirror.Catalog;

/// <summary>A declared field as one instance has it, perhaps under a former name.</summary>
internal sealed record PlannedField(MirrorField Field, OdooField Source);

/// <summary>What is read of a model from one instance: the declared fields that it has, and its own custom ones.</summary>
internal sealed class ModelPlan
{
    private static readonly string[] Stamps = ["write_date", "create_date"];

    private UpsertSql? upsert;

    private ModelPlan(MirrorModel model, string source, ImmutableArray<PlannedField> columns, ImmutableArray<OdooField> custom, IEnumerable<OdooField> stamps)
    {
        Model = model;
        Source = source;
        Columns = columns;
        Custom = custom;
        Fields = new OdooFieldSet([.. columns.Select(column => column.Source), .. custom, .. stamps]);
        WriteDateOnly = new OdooFieldSet([.. Fields.Where(field => field is { Name: "write_date", Stored: true })]);
        Missing = [.. Declared(model).Except([.. columns.Select(column => column.Field.Name), .. Fields.Select(field => field.Name)])];
        Signatures = [.. Fields.Select(field => $"{field.Name} {field.TypeName} {field.Relation}")];
        SchemaHash = Hash(Signatures);
    }

    public MirrorModel Model { get; }

    /// <summary>The model that Odoo is asked for: the mirrored one, or its fallback.</summary>
    public string Source { get; }

    /// <summary>The records that are mirrored, among those of a domain.</summary>
    public OdooDomain Within(OdooDomain domain) => Model.Domain.And(domain);

    public ImmutableArray<PlannedField> Columns { get; }

    /// <summary>Fields of the instance that go to <c>custom</c>.</summary>
    public ImmutableArray<OdooField> Custom { get; }

    /// <summary>Every field that is asked for: the columns, the custom ones, <c>write_date</c> and <c>create_date</c>.</summary>
    public OdooFieldSet Fields { get; }

    /// <summary>What a listing of changes asks for.</summary>
    public OdooFieldSet WriteDateOnly { get; }

    /// <summary>False where Odoo stores no write_date: the model lives by its list of ids and by reading it whole.</summary>
    public bool HasWriteDate => WriteDateOnly.Count > 0;

    /// <summary>Declared fields that this instance lacks; null in the mirror.</summary>
    public ImmutableArray<string> Missing { get; }

    /// <summary>Name, type and relation of each field that is read: with one that was not read so before, the model is read anew.</summary>
    public ImmutableArray<string> Signatures { get; }

    /// <summary>Changes when a field comes, goes or changes its type.</summary>
    public string SchemaHash { get; }

    /// <summary>False once the instance has refused to answer bare ids in place of names (Sync/PageRead finds out).</summary>
    public bool TakesLoad { get; set; } = true;

    /// <summary>The statements by which a page of this plan enters the mirror.</summary>
    public UpsertSql Upsert => upsert ??= new UpsertSql(this);

    public static ModelPlan For(MirrorModel model, IReadOnlyDictionary<string, OdooField> instance) => For(model, model.Name, instance);

    /// <param name="model">What is mirrored.</param>
    /// <param name="source">The model that Odoo is asked for.</param>
    /// <param name="instance">The fields that it has.</param>
    public static ModelPlan For(MirrorModel model, string source, IReadOnlyDictionary<string, OdooField> instance)
    {
        var columns = model.Fields
            .Select(field => new { field, source = Find(model, field, instance) })
            .Where(pair => pair.source is not null)
            .Select(pair => new PlannedField(pair.field, pair.source!))
            .ToImmutableArray();
        var custom = instance.Values
            .Where(field => FieldRules.IsCustom(model, field) && !Stamps.Contains(field.Name) && field.Name != "id" && columns.All(column => column.Source.Name != field.Name))
            .OrderBy(field => field.Name, StringComparer.Ordinal)
            .ToImmutableArray();
        return new ModelPlan(model, source, columns, custom, Stamps.Where(instance.ContainsKey).Select(name => instance[name]));
    }

    /// <summary>The same but for fields that Odoo cannot read at present: their columns keep what they hold.</summary>
    public ModelPlan Without(IReadOnlyCollection<string> fields)
    {
        if (fields.Count == 0)
            return this;
        var stamps = Fields.Where(field => field.Name is "write_date" or "create_date");
        return new ModelPlan(
            Model, Source, [.. Columns.Where(column => !fields.Contains(column.Source.Name))], [.. Custom.Where(field => !fields.Contains(field.Name))], stamps)
        {
            TakesLoad = TakesLoad,
        };
    }

    /// <summary>What somebody counts on: of an added model the fields that were named, since its company is our own question.</summary>
    private static IEnumerable<string> Declared(MirrorModel model) =>
        model.Custom == CustomFieldRule.All ? model.NamedFields : model.Fields.Select(field => field.Name).Concat(model.NamedFields);

    private static OdooField? Find(MirrorModel model, MirrorField field, IReadOnlyDictionary<string, OdooField> instance) =>
        field.FormerNames
            .Prepend(field.Name)
            .Select(name => instance.GetValueOrDefault(name))
            .FirstOrDefault(candidate => candidate is not null && FieldRules.IsReadable(model.Name, candidate));

    private static string Hash(IEnumerable<string> signatures) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', signatures))))[..32];
}
