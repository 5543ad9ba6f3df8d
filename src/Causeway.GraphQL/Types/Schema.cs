using System.Collections.Frozen;
using Causeway.GraphQL.Language;

namespace Causeway.GraphQL.Types;

/// <summary>
/// The types that documents are held against (section 3.3). Make the types first, each referring to the others as it likes,
/// then the schema from its roots: everything that can be reached belongs to it.
/// </summary>
public sealed class Schema
{
    private readonly FrozenDictionary<string, NamedType> types;
    private readonly FrozenDictionary<string, DirectiveType> directives;
    private readonly FrozenDictionary<string, FrozenSet<ObjectType>> possible;

    /// <exception cref="SchemaException">The types break a rule of section 3; the message names the type and the rule.</exception>
    public Schema(
        ObjectType query, ObjectType? mutation = null, ObjectType? subscription = null,
        IEnumerable<NamedType>? furtherTypes = null, IEnumerable<DirectiveType>? furtherDirectives = null)
    {
        (Query, Mutation, Subscription) = (query, mutation, subscription);
        directives = DirectiveType.BuiltIn.Concat(furtherDirectives ?? []).ToFrozenDictionary(directive => directive.Name, StringComparer.Ordinal);
        var collected = new TypeCollector();
        collected.Add(query, mutation, subscription, ScalarType.String, ScalarType.Boolean, Introspection.SchemaType);
        foreach (var type in furtherTypes ?? [])
            collected.Add(type);
        foreach (var argument in directives.Values.SelectMany(directive => directive.Arguments))
            collected.Add(argument.Type.Named);
        types = collected.Types.ToFrozenDictionary(type => type.Name, StringComparer.Ordinal);
        possible = types.Values.Where(type => type is InterfaceType or UnionType).ToFrozenDictionary(type => type.Name, PossibleTypesOf, StringComparer.Ordinal);
        SchemaRules.Check(this);
    }

    public ObjectType Query { get; }

    public ObjectType? Mutation { get; }

    public ObjectType? Subscription { get; }

    /// <summary>What the schema as a whole is for.</summary>
    public string? Description { get; init; }

    /// <summary>All types, introspection's own among them, in the order of their names.</summary>
    public IEnumerable<NamedType> Types => types.Values.OrderBy(type => type.Name, StringComparer.Ordinal);

    public IEnumerable<DirectiveType> Directives => directives.Values.OrderBy(directive => directive.Name, StringComparer.Ordinal);

    /// <summary>Reads a schema in the schema definition language; its fields take their values from their parents.</summary>
    /// <exception cref="GraphQLException">It cannot be parsed.</exception>
    /// <exception cref="SchemaException">It breaks a rule of section 3.</exception>
    public static Schema Parse(string definitions) => new SchemaReader(Parser.Parse(definitions, ParseLimits.Trusted)).Read();

    public NamedType? Type(string name) => types.GetValueOrDefault(name);

    public DirectiveType? Directive(string name) => directives.GetValueOrDefault(name);

    public ObjectType? Root(OperationType operation) => operation switch
    {
        OperationType.Mutation => Mutation,
        OperationType.Subscription => Subscription,
        _ => Query,
    };

    /// <summary>A field of a type as a document may name it, <c>__typename</c>, <c>__schema</c> and <c>__type</c> included.</summary>
    public FieldOfType? Field(NamedType parent, string name)
    {
        if (name == Introspection.TypeName.Name && parent.IsComposite)
            return Introspection.TypeName;
        if (parent == Query && (name == Introspection.Schema.Name || name == Introspection.Type.Name))
            return name == Introspection.Schema.Name ? Introspection.Schema : Introspection.Type;
        return (parent as FieldsType)?.Field(name);
    }

    /// <summary>The object types that a value of this type can be.</summary>
    public IReadOnlySet<ObjectType> PossibleTypes(NamedType type) =>
        type is ObjectType single ? new HashSet<ObjectType> { single } : possible.GetValueOrDefault(type.Name, FrozenSet<ObjectType>.Empty);

    /// <summary>Whether a value of this abstract type can be of that object type.</summary>
    public bool IsPossible(NamedType type, ObjectType candidate) => type == candidate || (possible.TryGetValue(type.Name, out var set) && set.Contains(candidate));

    /// <summary>Whether the two types share a value (section 5.5.2.3).</summary>
    public bool Overlap(NamedType left, NamedType right) => left == right || PossibleTypes(left).Overlaps(PossibleTypes(right));

    /// <summary>Whether each value of the first type is one of the second (section 3.6, IsValidImplementation).</summary>
    public static bool IsSubtype(GraphQLType type, GraphQLType of) => (type, of) switch
    {
        (NonNullType left, NonNullType right) => IsSubtype(left.Of, right.Of),
        (NonNullType left, _) => IsSubtype(left.Of, of),
        (ListType left, ListType right) => IsSubtype(left.Of, right.Of),
        (NamedType left, NamedType right) => left == right
            || (left is ObjectType member && right is UnionType union && union.Members.Contains(member))
            || (left is FieldsType fields && right is InterfaceType contract && fields.Interfaces.Contains(contract)),
        _ => false,
    };

    /// <summary>The type that a document refers to; null where the schema has none of that name.</summary>
    public GraphQLType? Resolve(TypeReference reference) => reference switch
    {
        NonNullTypeReference nonNull => Resolve(nonNull.Of) is { } of ? new NonNullType(of) : null,
        ListTypeReference list => Resolve(list.Of) is { } of ? new ListType(of) : null,
        NamedTypeReference named => Type(named.Name),
        _ => null,
    };

    private FrozenSet<ObjectType> PossibleTypesOf(NamedType type) => type switch
    {
        UnionType union => union.Members.ToFrozenSet(),
        InterfaceType contract => types.Values.OfType<ObjectType>().Where(candidate => candidate.Interfaces.Contains(contract)).ToFrozenSet(),
        _ => [],
    };
}
