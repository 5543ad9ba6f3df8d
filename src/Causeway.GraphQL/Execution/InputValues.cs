using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Causeway.GraphQL.Language;
using Causeway.GraphQL.Types;

namespace Causeway.GraphQL.Execution;

/// <summary>
/// Coercion of what comes in (sections 3.5 to 3.12 and 6.1.2, 6.4.1). Decoded: null, a scalar's own value, an enum's name,
/// a list as <c>object?[]</c>, an input object as a dictionary of what was given or has a default.
/// </summary>
public static class InputValues
{
    /// <summary>The arguments of a field or directive, variables put in (CoerceArgumentValues).</summary>
    /// <exception cref="GraphQLException">A required one has no value at run time.</exception>
    public static IReadOnlyDictionary<string, object?> Arguments(
        IReadOnlyList<InputValue> defined, ImmutableArray<Argument> given, IReadOnlyDictionary<string, object?> variables)
    {
        if (defined.Count == 0)
            return ImmutableDictionary<string, object?>.Empty;
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var argument in defined)
        {
            var literal = given.FirstOrDefault(candidate => candidate.Name == argument.Name)?.Value;
            Put(values, argument, literal, variables, $"The argument {argument.Name}");
        }

        return values;
    }

    /// <summary>The value of a literal; validation has found it to be of the type.</summary>
    public static object? OfLiteral(Value literal, GraphQLType type, IReadOnlyDictionary<string, object?> variables) => (type, literal) switch
    {
        (_, Variable variable) => variables.GetValueOrDefault(variable.Name) is var value && (value is not null || type is not NonNullType)
            ? value
            : throw new GraphQLException($"${variable.Name} is null where {type} is needed."),
        (NonNullType nonNull, _) => OfLiteral(literal, nonNull.Of, variables) ?? throw new GraphQLException($"null stands where {type} is needed."),
        (_, NullValue) => null,
        (ListType list, ListValue items) => items.Items.Select(item => OfItem(item, list.Of, variables)).ToArray(),
        (ListType list, _) => new[] { OfLiteral(literal, list.Of, variables) },
        (InputObjectType input, ObjectValue fields) => OfFields(input, fields, variables),
        (ScalarType scalar, _) => scalar.Parse(literal) ?? throw new GraphQLException($"{Printer.Print(literal)} is no {scalar}."),
        (EnumType members, EnumValue member) when members.Value(member.Name) is not null => member.Name,
        _ => throw new GraphQLException($"{Printer.Print(literal)} is no {type}."),
    };

    /// <summary>What a literal says where no type tells more, as JSON would hold it.</summary>
    public static object? Untyped(Value literal) => literal switch
    {
        StringValue text => text.Text,
        BooleanValue flag => flag.Is,
        EnumValue member => member.Name,
        IntValue number when long.TryParse(number.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => whole,
        IntValue number => double.Parse(number.Text, CultureInfo.InvariantCulture),
        FloatValue number => double.Parse(number.Text, NumberStyles.Float, CultureInfo.InvariantCulture),
        ListValue list => list.Items.Select(Untyped).ToArray(),
        ObjectValue fields => fields.Fields.ToDictionary(field => field.Name, field => Untyped(field.Value), StringComparer.Ordinal),
        _ => null,
    };

    /// <summary>The value of a variable's JSON.</summary>
    /// <param name="json">As the client sent it.</param>
    /// <param name="type">The variable's type, or a part of it.</param>
    /// <param name="path">Where we are, for the message.</param>
    /// <exception cref="GraphQLException">It is not of the type; the message says where and why.</exception>
    public static object? OfJson(JsonElement json, GraphQLType type, string path) => type switch
    {
        NonNullType nonNull => json.ValueKind == JsonValueKind.Null ? throw new GraphQLException($"{path} is null, and must be {type}.") : OfJson(json, nonNull.Of, path),
        _ when json.ValueKind == JsonValueKind.Null => null,
        ListType list when json.ValueKind == JsonValueKind.Array => json.EnumerateArray().Select((item, index) => OfJson(item, list.Of, $"{path}[{index}]")).ToArray(),
        ListType list => new[] { OfJson(json, list.Of, path) },
        InputObjectType input => OfJsonFields(json, input, path),
        ScalarType scalar => scalar.Read(json) ?? throw new GraphQLException($"{path} is {Show(json)}, which is no {scalar}."),
        EnumType members => json.ValueKind == JsonValueKind.String && members.Value(json.GetString()!) is { } member
            ? member.Name
            : throw new GraphQLException($"{path} is {Show(json)}, which is no {members}. Known: {string.Join(", ", members.Values.Select(value => value.Name))}."),
        _ => throw new GraphQLException($"{path} cannot be {type}, which is no input type."),
    };

    /// <summary>An absent variable is null in a list, and an error where the list takes none.</summary>
    private static object? OfItem(Value item, GraphQLType type, IReadOnlyDictionary<string, object?> variables) => OfLiteral(item, type, variables);

    private static Dictionary<string, object?> OfFields(InputObjectType input, ObjectValue given, IReadOnlyDictionary<string, object?> variables)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var field in input.Fields)
            Put(values, field, given.Fields.FirstOrDefault(candidate => candidate.Name == field.Name)?.Value, variables, $"{input}.{field.Name}");
        CheckOneOf(input, values, input.Name);
        return values;
    }

    private static void Put(Dictionary<string, object?> values, InputValue defined, Value? literal, IReadOnlyDictionary<string, object?> variables, string what)
    {
        var isGiven = literal is not null && (literal is not Variable variable || variables.ContainsKey(variable.Name));
        if (isGiven)
            values[defined.Name] = OfLiteral(literal!, defined.Type, variables);
        else if (defined.DefaultValue is { } otherwise)
            values[defined.Name] = OfLiteral(otherwise, defined.Type, ImmutableDictionary<string, object?>.Empty);
        else if (defined.Type is NonNullType)
            throw new GraphQLException($"{what} is missing; it must be {defined.Type}.");
    }

    private static Dictionary<string, object?> OfJsonFields(JsonElement json, InputObjectType input, string path)
    {
        if (json.ValueKind != JsonValueKind.Object)
            throw new GraphQLException($"{path} is {Show(json)}, and must be an object of {input}.");
        if (json.EnumerateObject().FirstOrDefault(property => input.Field(property.Name) is null) is { Value.ValueKind: not JsonValueKind.Undefined } unknown)
            throw new GraphQLException($"{path}.{unknown.Name} is no field of {input}.");
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var field in input.Fields)
        {
            if (json.TryGetProperty(field.Name, out var value))
                values[field.Name] = OfJson(value, field.Type, $"{path}.{field.Name}");
            else if (field.DefaultValue is { } otherwise)
                values[field.Name] = OfLiteral(otherwise, field.Type, ImmutableDictionary<string, object?>.Empty);
            else if (field.Type is NonNullType)
                throw new GraphQLException($"{path}.{field.Name} is missing; it must be {field.Type}.");
        }

        CheckOneOf(input, values, path);
        return values;
    }

    private static void CheckOneOf(InputObjectType input, Dictionary<string, object?> values, string path)
    {
        if (input.IsOneOf && (values.Count != 1 || values.Values.Single() is null))
            throw new GraphQLException($"{path} must have exactly one of {string.Join(", ", input.Fields.Select(field => field.Name))}, and that not null.");
    }

    private static string Show(JsonElement json)
    {
        var text = json.GetRawText();
        return text.Length <= 60 ? text : $"{text[..57]}...";
    }
}
