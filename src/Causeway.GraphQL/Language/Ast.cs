using System.Collections.Immutable;

namespace Causeway.GraphQL.Language;

/// <summary>A part of a document; <see cref="Position"/> is its offset in the source.</summary>
public abstract record Node
{
    public int Position { get; init; }
}

/// <summary>A whole document (section 2.2).</summary>
public sealed record Document(string Source, ImmutableArray<Definition> Definitions) : Node
{
    public IEnumerable<OperationDefinition> Operations => Definitions.OfType<OperationDefinition>();

    public IEnumerable<FragmentDefinition> Fragments => Definitions.OfType<FragmentDefinition>();

    /// <summary>How many tokens it was made of: what parsing and walking it cost.</summary>
    public int Tokens { get; init; }
}

public abstract record Definition : Node
{
    /// <summary>Since September 2025 operations and fragments have descriptions too (section 2.4).</summary>
    public string? Description { get; init; }
}

public enum OperationType
{
    Query,
    Mutation,
    Subscription,
}

/// <summary>An operation (section 2.3).</summary>
public sealed record OperationDefinition(
    OperationType Operation,
    string? Name,
    ImmutableArray<VariableDefinition> Variables,
    ImmutableArray<Directive> Directives,
    SelectionSet SelectionSet) : Definition;

/// <summary>A variable of an operation (section 2.10).</summary>
public sealed record VariableDefinition(string Name, TypeReference Type, Value? DefaultValue, ImmutableArray<Directive> Directives) : Node
{
    public string? Description { get; init; }
}

/// <summary>A fragment that can be spread by its name (section 2.8).</summary>
public sealed record FragmentDefinition(string Name, string TypeCondition, ImmutableArray<Directive> Directives, SelectionSet SelectionSet) : Definition
{
    public int TypePosition { get; init; }
}

public sealed record SelectionSet(ImmutableArray<Selection> Selections) : Node;

public abstract record Selection(ImmutableArray<Directive> Directives) : Node;

/// <summary>A field (section 2.5).</summary>
public sealed record Field(
    string? Alias,
    string Name,
    ImmutableArray<Argument> Arguments,
    ImmutableArray<Directive> Directives,
    SelectionSet? SelectionSet) : Selection(Directives)
{
    /// <summary>Its key in the response: the alias, else the name (section 2.7).</summary>
    public string ResponseName => Alias ?? Name;
}

public sealed record FragmentSpread(string Name, ImmutableArray<Directive> Directives) : Selection(Directives);

public sealed record InlineFragment(string? TypeCondition, ImmutableArray<Directive> Directives, SelectionSet SelectionSet) : Selection(Directives);

public sealed record Argument(string Name, Value Value) : Node;

public sealed record Directive(string Name, ImmutableArray<Argument> Arguments) : Node;

/// <summary>A type as it is referred to (section 2.11).</summary>
public abstract record TypeReference : Node;

public sealed record NamedTypeReference(string Name) : TypeReference
{
    public override string ToString() => Name;
}

public sealed record ListTypeReference(TypeReference Of) : TypeReference
{
    public override string ToString() => $"[{Of}]";
}

public sealed record NonNullTypeReference(TypeReference Of) : TypeReference
{
    public override string ToString() => $"{Of}!";
}
