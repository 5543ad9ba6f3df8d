using Causeway.Features.GraphQlApi.Nouns;
using Causeway.Features.GraphQlApi.Plans;
using Causeway.GraphQL.Types;
using Causeway.Mirror.Catalog;
using Causeway.Mirror.Records.Any;

namespace Causeway.Features.GraphQlApi.Types;

/// <summary>The object types of mirrored records: every field of the catalogue and of the instance, with what Odoo says of it.</summary>
internal sealed class RecordTypes
{
    private readonly InstanceFields fields;
    private readonly CollectionTypes collections;
    private readonly Dictionary<string, ObjectType> types = ApiNouns.All.ToDictionary(noun => noun.Type, noun => new ObjectType(noun.Type) { Description = noun.Description }, StringComparer.Ordinal);

    public RecordTypes(InstanceFields fields, FilterTypes filters)
    {
        this.fields = fields;
        collections = new CollectionTypes(this, filters, fields);
        foreach (var noun in ApiNouns.All)
            Fill(noun, types[noun.Type]);
    }

    /// <summary>A record of which nothing but this is shown.</summary>
    public static ObjectType Reference { get; } = MakeReference();

    public ObjectType Of(Noun noun) => types[noun.Type];

    public IReadOnlyCollection<RecordField> FieldsOf(Noun noun) => [.. RecordField.Of(noun.Model, fields.Custom(noun.Model.Name)).Values.Where(IsNamed)];

    /// <summary>Adds the fields by which records of a noun are read at the root.</summary>
    public void AddRoot(ObjectType query, Noun noun)
    {
        query.Add(new FieldOfType(noun.Single, Of(noun))
        {
            Description = "One by its id; null where there is none that you may see.",
            Arguments = [new("id", ScalarType.Int.Required())],
            Plan = new OnePlan(noun, null),
        });
        collections.Add(query, noun.Plural, noun, null, noun.Description);
    }

    private void Fill(Noun noun, ObjectType type)
    {
        // What is derived stands for what one version of Odoo stores under the same name.
        foreach (var field in FieldsOf(noun).Where(field => !field.IsCustom && noun.Derived.All(derived => derived.Name != field.Name)))
            AddField(type, noun, field);
        foreach (var derived in noun.Derived)
            type.Add(new FieldOfType(derived.Name, ApiScalars.Of(derived.Type)) { Description = derived.Description, Plan = new ValuePlan(derived.Sql, derived.Type) { IsBusiness = derived.IsBusiness } });
        foreach (var owner in noun.Owners)
            type.Add(new FieldOfType(owner.Name, types[owner.To]) { Description = owner.Description, Plan = new OnePlan(ApiNouns.Of(owner.To), owner.Id) });
        foreach (var members in noun.Members)
            collections.Add(type, members.Name, ApiNouns.Of(members.To), members, members.Description);
        type.Add(new FieldOfType("custom", ApiScalars.Json) { Description = "The instance's own fields together.", Plan = new ValuePlan(Mirror.Records.Subjects.Custom(noun.Model), MirrorType.Json) });
        type.Add(new FieldOfType("odoo_url", ScalarType.String.Required()) { Description = "The record in Odoo's own pages.", Plan = new UrlPlan(noun.Model.Name) });
        type.Add(new FieldOfType("last_synced", ApiScalars.DateTime) { Description = "When the mirror last confirmed it.", Plan = new ValuePlan("r.confirmed_at", MirrorType.Instant) });
        // Last, since what an administrator names may be called as something that we have already.
        foreach (var field in FieldsOf(noun).Where(field => field.IsCustom && type.Field(field.Name) is null))
            AddField(type, noun, field);
    }

    private void AddField(ObjectType type, Noun noun, RecordField field)
    {
        var description = Describe(noun.Model, field);
        GraphQLType of = field.Name == "id" ? ScalarType.Int.Required()
            : field.Type == MirrorType.References ? ScalarType.Int.Required().List().Required()
            : ApiScalars.Of(field.Type);
        type.Add(new FieldOfType(field.Name, of) { Description = description, Plan = new ValuePlan(field.Expression, field.Type) });
        if (field.Relation is not { } relation || RelationNames.Of(noun, field) is not { } name || type.Field(name) is not null)
            return;
        if (field.Type == MirrorType.Reference)
            type.Add(One(name, relation, field.Expression, description));
        else if (ApiNouns.Find(relation) is { } target)
            collections.AddTargets(type, name, target, field.Expression, description);
        else
            type.Add(new FieldOfType(name, Reference.Required().List().Required()) { Description = description, Plan = new ReferencesPlan(field.Expression, relation) });
    }

    private FieldOfType One(string name, string relation, string id, string? description) => ApiNouns.Find(relation) is { } target
        ? new FieldOfType(name, Of(target)) { Description = description, Plan = new OnePlan(target, id) }
        : new FieldOfType(name, Reference) { Description = description, Plan = new ReferencePlan(id, relation) };

    /// <summary>The label and help of Odoo's own forms, in the language of the connection.</summary>
    private string? Describe(MirrorModel model, RecordField field) => field.Name switch
    {
        "id" => "The record's id in Odoo.",
        "create_date" => "When it was created in Odoo.",
        "write_date" => "When it was last written in Odoo.",
        _ => fields.Text(model.Name, field.Name) is { Label: { } label } text ? string.IsNullOrWhiteSpace(text.Help) ? label : $"{label}: {text.Help.Trim()}" : null,
    };

    /// <summary>Names that begin with two underscores are the specification's own.</summary>
    private static bool IsNamed(RecordField field) => !field.Name.StartsWith("__", StringComparison.Ordinal);

    private static ObjectType MakeReference()
    {
        var type = new ObjectType("Reference") { Description = "A record of which its id and name are shown." };
        type.Add(new FieldOfType("id", ScalarType.Int.Required()));
        type.Add(new FieldOfType("name", ScalarType.String));
        return type;
    }
}
