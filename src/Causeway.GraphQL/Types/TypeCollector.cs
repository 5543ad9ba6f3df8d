namespace Causeway.GraphQL.Types;

/// <summary>Walks from the roots of a schema to every type that can be reached.</summary>
internal sealed class TypeCollector
{
    private readonly Dictionary<string, NamedType> types = new(StringComparer.Ordinal);
    private readonly Queue<NamedType> waiting = new();

    public IEnumerable<NamedType> Types => types.Values;

    public void Add(params ReadOnlySpan<NamedType?> roots)
    {
        foreach (var root in roots)
            Note(root);
        while (waiting.TryDequeue(out var type))
            Follow(type);
    }

    private void Note(NamedType? type)
    {
        if (type is null)
            return;
        if (types.TryAdd(type.Name, type))
            waiting.Enqueue(type);
        else if (types[type.Name] != type)
            throw new SchemaException($"The schema has two types called {type.Name}.");
    }

    private void Follow(NamedType type)
    {
        switch (type)
        {
            case FieldsType fields:
                Each(fields.Interfaces);
                Each(fields.Fields.Select(field => field.Type.Named));
                Each(fields.Fields.SelectMany(field => field.Arguments).Select(argument => argument.Type.Named));
                break;
            case UnionType union:
                Each(union.Members);
                break;
            case InputObjectType input:
                Each(input.Fields.Select(field => field.Type.Named));
                break;
        }
    }

    private void Each(IEnumerable<NamedType> found)
    {
        foreach (var type in found)
            Note(type);
    }
}
