using Causeway.Features.GraphQlApi.Nouns;
using Causeway.Features.GraphQlApi.Plans;
using Causeway.GraphQL.Language;
using Causeway.GraphQL.Types;
using Causeway.Mirror.Catalog;
using Causeway.Mirror.Records.Any;
using Causeway.Platform.Http;

namespace Causeway.Features.GraphQlApi.Types;

/// <summary>The types of counts and sums.</summary>
internal sealed class AggregateTypes(InstanceFields fields)
{
    private readonly Dictionary<string, ObjectType> known = new(StringComparer.Ordinal);

    public ObjectType Of(Noun noun)
    {
        if (known.TryGetValue(noun.Type, out var made))
            return made;
        var all = RecordField.Of(noun.Model, fields.Custom(noun.Model.Name)).Values.Where(field => field.Name != "id").ToList();
        var aggregate = new ObjectType($"{noun.Type}Aggregate") { Description = "Counts and sums over all records that you may see." };
        var group = new ObjectType($"{noun.Type}Group") { Description = "The records that have one value of a field." };
        AddFolds(noun, all, aggregate, group);
        if (noun.Amounts.Count > 0)
            aggregate.Add(new FieldOfType("currency", ScalarType.String) { Description = "The code of the currency of the connection's main company, in which some sums are.", Plan = new CurrencyPlan() });
        group.Add(new FieldOfType("key", ApiScalars.Json) { Description = "The value; null for what is empty." });
        group.Add(new FieldOfType("label", ScalarType.String) { Description = "The value in words: of a reference, the name." });
        aggregate.Add(new FieldOfType("groups", group.Required().List().Required())
        {
            Description = "The same by each value of a field, the most frequent first.",
            Arguments = [new("by", By(noun, all).Required()), new("limit", ScalarType.Int) { DefaultValue = new IntValue($"{ListRequest.DefaultPerPage}") }],
            SizedBy = ("limit", ListRequest.DefaultPerPage),
            Plan = new GroupsPlan(),
        });
        return known[noun.Type] = aggregate;
    }

    private static void AddFolds(Noun noun, List<RecordField> all, params ObjectType[] into)
    {
        var numbers = Values($"{noun.Type}Numbers", all.Where(field => field.Type == MirrorType.Number));
        foreach (var amount in noun.Amounts)
            numbers.Add(new FieldOfType(amount.Name, ApiScalars.Of(amount.Type)) { Description = amount.Description, Plan = new ValuePlan(amount.Sql, amount.Type) { IsConverted = true } });
        var extremes = Values($"{noun.Type}Extremes", all.Where(field => field.Type is MirrorType.Number or MirrorType.Integer or MirrorType.Date or MirrorType.Instant));
        foreach (var type in into)
        {
            type.Add(new FieldOfType("count", ScalarType.Int.Required()) { Plan = new CountPlan() });
            if (numbers.Fields.Count > 0)
            {
                type.Add(new FieldOfType("sum", numbers.Required()) { Plan = new FoldPlan("sum") });
                type.Add(new FieldOfType("avg", numbers.Required()) { Plan = new FoldPlan("avg") });
            }

            type.Add(new FieldOfType("min", extremes.Required()) { Plan = new FoldPlan("min") });
            type.Add(new FieldOfType("max", extremes.Required()) { Plan = new FoldPlan("max") });
        }
    }

    private static ObjectType Values(string name, IEnumerable<RecordField> fields)
    {
        var type = new ObjectType(name) { Description = "One value a field; null where no record has one." };
        foreach (var field in fields)
            type.Add(new FieldOfType(field.Name, ApiScalars.Of(field.Type)) { Plan = new ValuePlan(field.Expression, field.Type) });
        return type;
    }

    private static EnumType By(Noun noun, IEnumerable<RecordField> fields)
    {
        var by = new EnumType($"{noun.Type}GroupBy") { Description = "Fields that records can be grouped by." };
        foreach (var field in fields.Where(field => field.Type is MirrorType.Reference or MirrorType.Boolean or MirrorType.Text))
            by.Values.Add(new EnumMember(field.Name));
        return by;
    }
}
