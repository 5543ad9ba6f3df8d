using Causeway.GraphQL.Types;
using Causeway.Mirror.Catalog;
using Causeway.Mirror.Records.Any;

namespace Causeway.Features.GraphQlApi.Types;

/// <summary>The input types of filters: the grammar of <c>/records</c>, by the type of the field.</summary>
internal sealed class FilterTypes
{
    private static readonly Dictionary<string, string> Meanings = new(StringComparer.Ordinal)
    {
        ["eq"] = "Equal; null for what is empty.",
        ["ne"] = "Not equal; null for what is not empty.",
        ["lt"] = "Less.",
        ["lte"] = "Less, or equal.",
        ["gt"] = "Greater.",
        ["gte"] = "Greater, or equal.",
        ["in"] = "One of these; of a list, one of these among it.",
        ["like"] = "Contains this text.",
        ["ilike"] = "Contains this text, in any case.",
        ["contains"] = "Contains this.",
        ["null"] = "true for what is empty, false for what is not.",
    };

    private readonly Dictionary<MirrorType, InputObjectType> byType = [];

    /// <summary>The filter of a record's fields.</summary>
    public InputObjectType Of(string type, IEnumerable<RecordField> fields)
    {
        var filter = new InputObjectType($"{type}Filter") { Description = "Conditions by field; all of them hold." };
        foreach (var field in fields)
            filter.Fields.Add(new InputValue(field.Name, For(field.Type)));
        filter.Fields.Add(new InputValue("and", filter.Required().List()) { Description = "All of these hold." });
        filter.Fields.Add(new InputValue("or", filter.Required().List()) { Description = "One of these holds." });
        filter.Fields.Add(new InputValue("not", filter) { Description = "This does not hold." });
        return filter;
    }

    private InputObjectType For(MirrorType type)
    {
        var kind = type == MirrorType.Reference ? MirrorType.Integer : type == MirrorType.Properties ? MirrorType.Json : type;
        if (byType.TryGetValue(kind, out var known))
            return known;
        var made = new InputObjectType($"{NameOf(kind)}Condition") { Description = "Conditions on one field; all of them hold." };
        foreach (var op in RecordFilters.Operators(kind))
            made.Fields.Add(new InputValue(op, Operand(kind, op)) { Description = Meanings[op] });
        byType.Add(kind, made);
        return made;
    }

    private static string NameOf(MirrorType type) => type == MirrorType.References ? "Ids" : ApiScalars.Of(type).Name;

    private static GraphQLType Operand(MirrorType type, string op)
    {
        var scalar = type == MirrorType.References ? ScalarType.Int : ApiScalars.Of(type);
        return op switch
        {
            "null" => ScalarType.Boolean,
            "in" => scalar.Required().List(),
            _ => scalar,
        };
    }
}
