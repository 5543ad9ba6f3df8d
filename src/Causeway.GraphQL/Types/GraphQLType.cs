namespace Causeway.GraphQL.Types;

/// <summary>A type of a schema (section 3.4).</summary>
public abstract class GraphQLType
{
    /// <summary>The type without its list and non-null wrappers.</summary>
    public NamedType Named => this switch
    {
        NamedType named => named,
        ListType list => list.Of.Named,
        NonNullType nonNull => nonNull.Of.Named,
        _ => throw new InvalidOperationException("A type is named or wraps another."),
    };

    /// <summary>The type without its outermost non-null mark.</summary>
    public GraphQLType Nullable => this is NonNullType nonNull ? nonNull.Of : this;

    /// <summary>Whether arguments and variables can have it (section 3.4.2).</summary>
    public bool IsInput => Named is ScalarType or EnumType or InputObjectType;

    /// <summary>Whether fields can have it.</summary>
    public bool IsOutput => Named is not InputObjectType;

    /// <summary>A list of it.</summary>
    public ListType List() => new(this);

    /// <summary>The same, never null.</summary>
    public NonNullType Required() => this as NonNullType ?? new NonNullType(this);
}

/// <summary>A type with a name of its own.</summary>
public abstract class NamedType(string name) : GraphQLType
{
    public string Name => name;

    public string? Description { get; set; }

    /// <summary>Whether it has fields to select.</summary>
    public bool IsComposite => this is ObjectType or InterfaceType or UnionType;

    public override string ToString() => name;
}

/// <summary>A list (section 3.11).</summary>
public sealed class ListType(GraphQLType of) : GraphQLType
{
    public GraphQLType Of => of;

    public override string ToString() => $"[{of}]";
}

/// <summary>A type whose value is never null (section 3.12).</summary>
public sealed class NonNullType(GraphQLType of) : GraphQLType
{
    public GraphQLType Of => of;

    public override string ToString() => $"{of}!";
}

/// <summary>A type with fields: an object or an interface.</summary>
public abstract class FieldsType(string name) : NamedType(name)
{
    private readonly Dictionary<string, FieldOfType> fields = new(StringComparer.Ordinal);
    private readonly List<FieldOfType> inOrder = [];

    public IReadOnlyList<FieldOfType> Fields => inOrder;

    /// <summary>The interfaces that it declares.</summary>
    public IList<InterfaceType> Interfaces { get; } = [];

    public FieldOfType? Field(string field) => fields.GetValueOrDefault(field);

    /// <summary>Adds a field; types that refer to each other are made first and filled then.</summary>
    public void Add(FieldOfType field)
    {
        fields.Add(field.Name, field);
        inOrder.Add(field);
    }
}

/// <summary>An object type (section 3.6).</summary>
public sealed class ObjectType(string name) : FieldsType(name);

/// <summary>An interface (section 3.7).</summary>
public sealed class InterfaceType(string name) : FieldsType(name);

/// <summary>A union (section 3.8).</summary>
public sealed class UnionType(string name) : NamedType(name)
{
    public IList<ObjectType> Members { get; } = [];
}
