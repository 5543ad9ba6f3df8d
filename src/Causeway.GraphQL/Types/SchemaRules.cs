namespace Causeway.GraphQL.Types;

/// <summary>The rules that a schema itself keeps (type validation, sections 3.3 to 3.13).</summary>
internal static class SchemaRules
{
    /// <exception cref="SchemaException">Names everything that is wrong.</exception>
    public static void Check(Schema schema)
    {
        var problems = schema.Types.Where(type => !IsIntrospection(type.Name)).SelectMany(Problems)
            .Concat(schema.Directives.Where(directive => IsIntrospection(directive.Name)).Select(directive => $"@{directive.Name}: names that begin with __ are the specification's own (section 3.13)."))
            .ToList();
        if (problems.Count > 0)
            throw new SchemaException(string.Join('\n', problems));
    }

    private static IEnumerable<string> Problems(NamedType type)
    {
        if (IsIntrospection(type.Name))
            yield return $"{type}: names that begin with __ are introspection's (section 4.1).";
        var problems = type switch
        {
            FieldsType fields => OfFields(fields),
            UnionType union => OfUnion(union),
            EnumType values => OfEnum(values),
            InputObjectType input => OfInput(input),
            _ => [],
        };
        foreach (var problem in problems)
            yield return $"{type}: {problem}";
    }

    private static IEnumerable<string> OfFields(FieldsType type)
    {
        if (type.Fields.Count == 0)
            yield return "has no fields (section 3.6).";
        foreach (var field in type.Fields)
        {
            if (IsIntrospection(field.Name))
                yield return $"{field.Name} begins with __, as only introspection's fields do (section 3.6).";
            if (!field.Type.IsOutput)
                yield return $"{field.Name} is of an input type (section 3.6).";
            foreach (var argument in field.Arguments.Where(argument => !argument.Type.IsInput))
                yield return $"{field.Name}({argument.Name}:) is not of an input type (section 3.6).";
            foreach (var argument in field.Arguments.Where(argument => argument.IsRequired && argument.DeprecationReason is not null))
                yield return $"{field.Name}({argument.Name}:) is required and deprecated (section 3.6).";
        }

        foreach (var problem in type.Interfaces.SelectMany(contract => OfImplementation(type, contract)))
            yield return problem;
    }

    /// <summary>IsValidImplementation (section 3.6).</summary>
    private static IEnumerable<string> OfImplementation(FieldsType type, InterfaceType contract)
    {
        if (type == contract)
            yield return "implements itself (section 3.7).";
        foreach (var missing in contract.Interfaces.Where(implied => implied != type && !type.Interfaces.Contains(implied)))
            yield return $"must implement {missing} too, because {contract} does (section 3.6).";
        foreach (var wanted in contract.Fields)
        {
            if (type.Field(wanted.Name) is not { } field)
            {
                yield return $"lacks {wanted.Name}, which {contract} promises (section 3.6).";
                continue;
            }

            if (!Schema.IsSubtype(field.Type, wanted.Type))
                yield return $"{field.Name} is {field.Type}, where {contract} promises {wanted.Type} (section 3.6).";
            if (wanted.DeprecationReason is null && field.DeprecationReason is not null)
                yield return $"{field.Name} is deprecated, and {contract}'s is not (section 3.6).";
            foreach (var argument in wanted.Arguments.Where(argument => field.Argument(argument.Name)?.Type.ToString() != argument.Type.ToString()))
                yield return $"{field.Name} must take {argument.Name}: {argument.Type}, as {contract} promises (section 3.6).";
            foreach (var argument in field.Arguments.Where(argument => argument.IsRequired && wanted.Argument(argument.Name) is null))
                yield return $"{field.Name}({argument.Name}:) is required, and {contract} has no such argument (section 3.6).";
        }
    }

    private static IEnumerable<string> OfUnion(UnionType union)
    {
        if (union.Members.Count == 0)
            yield return "has no members (section 3.8).";
        if (union.Members.Distinct().Count() < union.Members.Count)
            yield return "has a member twice (section 3.8).";
    }

    private static IEnumerable<string> OfEnum(EnumType values)
    {
        if (values.Values.Count == 0)
            yield return "has no values (section 3.9).";
        foreach (var name in values.Values.GroupBy(value => value.Name).Where(group => group.Count() > 1))
            yield return $"has {name.Key} twice (section 3.9).";
    }

    private static IEnumerable<string> OfInput(InputObjectType input)
    {
        if (input.Fields.Count == 0)
            yield return "has no fields (section 3.10).";
        foreach (var name in input.Fields.GroupBy(field => field.Name).Where(group => group.Count() > 1))
            yield return $"has {name.Key} twice (section 3.10).";
        foreach (var field in input.Fields)
        {
            if (!field.Type.IsInput)
                yield return $"{field.Name} is not of an input type (section 3.10).";
            if (field.IsRequired && field.DeprecationReason is not null)
                yield return $"{field.Name} is required and deprecated (section 3.10).";
            if (input.IsOneOf && (field.Type is NonNullType || field.DefaultValue is not null))
                yield return $"{field.Name} must be nullable and without a default, since exactly one field is given (section 3.10.1).";
        }

        if (IsEndless(input, []))
            yield return "can never be given: each value needs another of the same kind (section 3.10).";
    }

    private static bool IsEndless(InputObjectType input, HashSet<InputObjectType> within)
    {
        if (!within.Add(input))
            return true;
        var inner = input.Fields.Where(field => field.Type is NonNullType || input.IsOneOf).Select(field => field.Type.Nullable).ToList();
        var endless = input.IsOneOf
            ? inner.Count > 0 && inner.All(type => type is InputObjectType next && IsEndless(next, [.. within]))
            : inner.OfType<InputObjectType>().Any(next => IsEndless(next, [.. within]));
        return endless;
    }

    private static bool IsIntrospection(string name) => name.StartsWith("__", StringComparison.Ordinal);
}
