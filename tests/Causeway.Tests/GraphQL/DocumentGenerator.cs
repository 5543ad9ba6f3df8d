using Causeway.GraphQL.Types;

namespace Causeway.Tests.GraphQL;

/// <summary>Documents over a schema: mostly right, then damaged in the ways in which people and clients damage them.</summary>
internal sealed class DocumentGenerator(Schema schema, int seed)
{
    private readonly Random random = new(seed);
    private readonly List<string> fragments = [];
    private readonly Dictionary<string, string> variables = [];
    private int names;

    public string Next()
    {
        fragments.Clear();
        variables.Clear();
        var (keyword, root) = random.Next(8) switch
        {
            0 when schema.Mutation is { } mutation => ("mutation", mutation),
            1 when schema.Subscription is { } subscription => ("subscription", subscription),
            _ => ("query", schema.Query),
        };
        var body = Selections(root, 0);
        var declared = variables.Count == 0 ? "" : $"({string.Join(", ", variables.Select(variable => $"${variable.Key}: {variable.Value}"))})";
        var document = $"{keyword} Q{declared} {body}\n{string.Join('\n', fragments)}";
        return random.Next(2) == 0 ? document : Damage(document);
    }

    private string Selections(NamedType type, int depth)
    {
        var selections = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Selection(type, depth)).ToList();
        return $"{{ {string.Join(' ', selections)} }}";
    }

    private string Selection(NamedType type, int depth) => random.Next(10) switch
    {
        0 => "__typename",
        1 => $"... on {Within(type)} {Selections(schema.Type(Within(type))!, depth + 1)}",
        2 when depth < 4 => Spread(type, depth),
        3 => $"... @include(if: {Value(ScalarType.Boolean)}) {Selections(type, depth + 1)}",
        _ when type is FieldsType fields => Field(fields, depth),
        _ => "__typename",
    };

    /// <summary>Mostly a type that can be there.</summary>
    private string Within(NamedType type)
    {
        var composite = schema.Types.Where(candidate => candidate.IsComposite && !candidate.Name.StartsWith("__", StringComparison.Ordinal)).ToList();
        return random.Next(5) > 0 ? type.Name : composite[random.Next(composite.Count)].Name;
    }

    private string Spread(NamedType type, int depth)
    {
        var name = $"F{names++}";
        var body = Selections(type, depth + 1);
        fragments.Add($"fragment {name} on {type} {body}");
        return $"...{name}";
    }

    private string Field(FieldsType type, int depth)
    {
        var candidates = type.Fields.Where(field => depth < 5 || !field.Type.Named.IsComposite).ToList();
        if (candidates.Count == 0)
            return "__typename";
        var field = candidates[random.Next(candidates.Count)];
        var alias = random.Next(4) == 0 ? $"{(random.Next(2) == 0 ? "a" : "name")}: " : "";
        var given = field.Arguments.Where(argument => argument.IsRequired || random.Next(2) == 0).Select(argument => $"{argument.Name}: {Value(argument.Type)}").ToList();
        var arguments = given.Count == 0 ? "" : $"({string.Join(", ", given)})";
        return $"{alias}{field.Name}{arguments}{(field.Type.Named.IsComposite ? " " + Selections(field.Type.Named, depth + 1) : "")}";
    }

    private string Value(GraphQLType type)
    {
        if (random.Next(5) == 0)
            return Variable(type);
        return type switch
        {
            NonNullType nonNull => Value(nonNull.Of),
            _ when random.Next(12) == 0 => "null",
            ListType list => random.Next(4) == 0 ? Value(list.Of) : $"[{string.Join(", ", Enumerable.Range(0, random.Next(3)).Select(_ => Value(list.Of)))}]",
            InputObjectType input => InputObject(input),
            EnumType members => members.Values[random.Next(members.Values.Count)].Name,
            NamedType { Name: "Int" } => random.Next(-9, 9).ToString(),
            NamedType { Name: "Float" } => random.Next(2) == 0 ? "1.5" : "3",
            NamedType { Name: "Boolean" } => random.Next(2) == 0 ? "true" : "false",
            NamedType { Name: "ID" } => random.Next(2) == 0 ? "7" : "\"seven\"",
            _ => "\"text\"",
        };
    }

    private string InputObject(InputObjectType input)
    {
        var fields = input.IsOneOf && random.Next(6) > 0
            ? [input.Fields[random.Next(input.Fields.Count)]]
            : input.Fields.Where(field => field.IsRequired || random.Next(2) == 0);
        return $"{{{string.Join(", ", fields.Select(field => $"{field.Name}: {Value(field.Type)}"))}}}";
    }

    private string Variable(GraphQLType type)
    {
        var name = $"v{random.Next(4)}{type.Named}";
        var declared = random.Next(5) switch
        {
            0 => type.Nullable.ToString()!,
            1 => $"{type.Nullable}!",
            2 when type.Nullable is EnumType or NamedType { Name: "Int" or "String" or "Boolean" } => $"{type.Nullable} = {(type.Nullable is EnumType members ? members.Values[0].Name : Value(type.Nullable) is var value && value.StartsWith('$') ? "null" : value)}",
            _ => type.ToString()!,
        };
        variables.TryAdd(name, declared);
        return $"${name}";
    }

    private string Damage(string document)
    {
        var words = document.Split(' ');
        var at = random.Next(words.Length);
        switch (random.Next(9))
        {
            case 0: words[at] = ""; break;
            case 1: words[at] += " " + words[random.Next(words.Length)]; break;
            case 2: words[at] = words[random.Next(words.Length)]; break;
            case 3: words[at] += "x"; break;
            case 4: words[at] += " name"; break;
            case 5: words[at] += " @skip(if: true)"; break;
            case 6: return document + "\nfragment Unused on Query { __typename }";
            case 7: return document + "\nquery Q { __typename }";
            default: words[at] += " ...Nowhere"; break;
        }

        return string.Join(' ', words);
    }
}
