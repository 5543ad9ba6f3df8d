using Causeway.GraphQL.Language;
using Causeway.GraphQL.Types;

namespace Causeway.GraphQL.Validation;

/// <summary>Section 5.6.</summary>
internal static class ValueRules
{
    /// <summary>5.6.1, 5.6.2 and 5.6.4: literals are of the type that stands there, input objects with all that they need.</summary>
    public static IEnumerable<GraphQLError> AreOfTheirType(DocumentFacts facts) =>
        facts.All.SelectMany(definition => definition.Values).SelectMany(use => Check(use.Node, use.Type, facts));

    private static IEnumerable<GraphQLError> Check(Value value, GraphQLType? type, DocumentFacts facts) => (type, value) switch
    {
        (null, _) or (_, Variable) => [],
        (NonNullType, NullValue) => [Wrong(value, type, facts)],
        (NonNullType nonNull, _) => Check(value, nonNull.Of, facts),
        (_, NullValue) => [],
        (ListType list, ListValue items) => items.Items.SelectMany(item => Check(item, list.Of, facts)),
        (ListType list, _) => Check(value, list.Of, facts),
        (InputObjectType input, ObjectValue fields) => CheckFields(fields, input, facts),
        (ScalarType scalar, _) when scalar.Parse(value) is not null => [],
        (EnumType members, EnumValue member) when members.Value(member.Name) is not null => [],
        (EnumType members, EnumValue member) =>
            [facts.Error($"{members} has no value {member.Name}.{Suggestion.For(member.Name, members.Values.Select(known => known.Name))}", value)],
        // That the type is no input type is said of the variable.
        ({ IsInput: false }, _) => [],
        _ => [Wrong(value, type, facts)],
    };

    private static IEnumerable<GraphQLError> CheckFields(ObjectValue given, InputObjectType input, DocumentFacts facts)
    {
        foreach (var field in given.Fields)
        {
            if (input.Field(field.Name) is not { } defined)
                yield return facts.Error($"{input} has no field {field.Name}.{Suggestion.For(field.Name, input.Fields.Select(known => known.Name))}", field);
            else
            {
                foreach (var error in Check(field.Value, defined.Type, facts))
                    yield return error;
            }
        }

        foreach (var required in input.Fields.Where(field => field.IsRequired && given.Fields.All(candidate => candidate.Name != field.Name)))
            yield return facts.Error($"{input} needs the field {required.Name}: {required.Type}.", given);
        if (input.IsOneOf && (given.Fields.DistinctBy(field => field.Name).Count() != 1 || given.Fields[0].Value is NullValue))
            yield return facts.Error($"{input} needs exactly one of its fields, and that not null.", given);
    }

    private static GraphQLError Wrong(Value value, GraphQLType type, DocumentFacts facts) => facts.Error($"{Printer.Print(value)} is no {type}.", value);

    /// <summary>5.6.3.</summary>
    public static IEnumerable<GraphQLError> FieldsAreGivenOnce(DocumentFacts facts) =>
        from input in facts.All.SelectMany(definition => definition.Values).SelectMany(use => ObjectsIn(use.Node))
        from same in input.Fields.GroupBy(field => field.Name)
        where same.Count() > 1
        select facts.Error($"The field {same.Key} is given more than once.", same);

    private static IEnumerable<ObjectValue> ObjectsIn(Value value) => value switch
    {
        ListValue list => list.Items.SelectMany(ObjectsIn),
        ObjectValue fields => fields.Fields.SelectMany(field => ObjectsIn(field.Value)).Prepend(fields),
        _ => [],
    };
}
