using Causeway.GraphQL.Language;

namespace Causeway.GraphQL.Types;

/// <summary>Makes a schema of its definitions: first every type, empty, then what each holds.</summary>
internal sealed class SchemaReader(Document document)
{
    private readonly Dictionary<string, NamedType> types = ScalarType.BuiltIn.ToDictionary(type => type.Name, NamedType (type) => type, StringComparer.Ordinal);

    public Schema Read()
    {
        var definitions = document.Definitions.OfType<TypeDefinition>().ToList();
        foreach (var definition in definitions.Where(definition => !definition.IsExtension))
        {
            if (!types.TryAdd(definition.Name, Declare(definition)))
                throw Wrong(definition, $"There is already a type called {definition.Name}.");
        }

        foreach (var definition in definitions)
            Fill(Find(definition.Name, definition), definition);
        if (new DirectiveReferences(document).Cycle() is { } cyclic)
            throw new SchemaException($"{cyclic} refers to itself (section 3.13).");
        var directives = document.Definitions.OfType<DirectiveDefinition>().Where(directive => DirectiveType.BuiltIn.All(known => known.Name != directive.Name)).Select(Directive).ToList();
        var roots = document.Definitions.OfType<SchemaDefinition>().SelectMany(schema => schema.Operations).ToDictionary(root => root.Operation, root => root.Type);
        var described = document.Definitions.OfType<SchemaDefinition>().Select(schema => schema.Description).FirstOrDefault(text => text is not null);
        return new Schema(
            Root(OperationType.Query) ?? throw new SchemaException("The schema has no query type (section 3.3.1)."),
            Root(OperationType.Mutation), Root(OperationType.Subscription), types.Values, directives) { Description = described };

        ObjectType? Root(OperationType operation) =>
            types.GetValueOrDefault(roots.GetValueOrDefault(operation) ?? (roots.Count == 0 ? operation.ToString() : "")) as ObjectType;
    }

    private static NamedType Declare(TypeDefinition definition)
    {
        NamedType declared = definition switch
        {
            ScalarTypeDefinition scalar => ScalarType.Any(scalar.Name, TextOf(scalar.Directives, "specifiedBy", "url")),
            ObjectTypeDefinition => new ObjectType(definition.Name),
            InterfaceTypeDefinition => new InterfaceType(definition.Name),
            UnionTypeDefinition => new UnionType(definition.Name),
            EnumTypeDefinition => new EnumType(definition.Name),
            _ => new InputObjectType(definition.Name) { IsOneOf = definition.Directives.Any(directive => directive.Name == "oneOf") },
        };
        declared.Description = definition.Description;
        return declared;
    }

    private void Fill(NamedType type, TypeDefinition definition)
    {
        switch (type, definition)
        {
            case (ObjectType fields, ObjectTypeDefinition from):
                FillFields(fields, from.Interfaces, from.Fields, from);
                break;
            case (InterfaceType fields, InterfaceTypeDefinition from):
                FillFields(fields, from.Interfaces, from.Fields, from);
                break;
            case (UnionType union, UnionTypeDefinition from):
                foreach (var member in from.Members)
                    union.Members.Add(Find(member, from) as ObjectType ?? throw Wrong(from, $"{member} is no object type (section 3.8)."));
                break;
            case (EnumType values, EnumTypeDefinition from):
                foreach (var value in from.Values)
                    values.Values.Add(new EnumMember(value.Name, value.Description, Deprecation(value.Directives)));
                break;
            case (InputObjectType input, InputObjectTypeDefinition from):
                foreach (var field in from.Fields)
                    input.Fields.Add(Input(field));
                break;
            case (ScalarType, ScalarTypeDefinition):
                break;
            default:
                throw Wrong(definition, $"{type.Name} is of another kind than its extension.");
        }
    }

    private void FillFields(FieldsType type, IEnumerable<string> interfaces, IEnumerable<FieldDefinition> fields, TypeDefinition from)
    {
        foreach (var name in interfaces)
            type.Interfaces.Add(Find(name, from) as InterfaceType ?? throw Wrong(from, $"{name} is no interface (section 3.6)."));
        foreach (var field in fields)
        {
            if (type.Field(field.Name) is not null)
                throw Wrong(field, $"{type.Name} has two fields called {field.Name} (section 3.6).");
            type.Add(new FieldOfType(field.Name, Type(field.Type))
            {
                Description = field.Description,
                DeprecationReason = Deprecation(field.Directives),
                Arguments = [.. field.Arguments.Select(Input)],
            });
        }
    }

    private InputValue Input(InputValueDefinition definition) => new(definition.Name, Type(definition.Type))
    {
        Description = definition.Description,
        DefaultValue = definition.DefaultValue,
        DeprecationReason = Deprecation(definition.Directives),
    };

    private DirectiveType Directive(DirectiveDefinition definition) => new(definition.Name, definition.Locations)
    {
        Description = definition.Description,
        IsRepeatable = definition.IsRepeatable,
        Arguments = [.. definition.Arguments.Select(Input)],
    };

    private GraphQLType Type(TypeReference reference) => reference switch
    {
        NonNullTypeReference nonNull => Type(nonNull.Of).Required(),
        ListTypeReference list => Type(list.Of).List(),
        NamedTypeReference named => Find(named.Name, named),
        _ => throw new SchemaException($"{reference} refers to nothing."),
    };

    private NamedType Find(string name, Node at) => types.GetValueOrDefault(name) ?? throw Wrong(at, $"There is no type called {name}.");

    private static string? Deprecation(IEnumerable<Directive> directives) =>
        directives.Any(directive => directive.Name == "deprecated") ? TextOf(directives, "deprecated", "reason") ?? DirectiveType.DefaultReason : null;

    private static string? TextOf(IEnumerable<Directive> directives, string directive, string argument) =>
        directives.Where(used => used.Name == directive).SelectMany(used => used.Arguments).Where(given => given.Name == argument).Select(given => (given.Value as StringValue)?.Text).FirstOrDefault();

    private GraphQLException Wrong(Node at, string message) => new(GraphQLError.At(message, document.Source, at.Position));
}
