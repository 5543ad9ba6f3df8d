using System.Collections.Immutable;

namespace Causeway.GraphQL.Language;

/// <summary>A definition of the type system, or an extension of one (section 3).</summary>
public abstract record TypeSystemDefinition(ImmutableArray<Directive> Directives) : Definition
{
    public bool IsExtension { get; init; }
}

public sealed record SchemaDefinition(ImmutableArray<Directive> Directives, ImmutableArray<RootOperationType> Operations) : TypeSystemDefinition(Directives);

public sealed record RootOperationType(OperationType Operation, string Type) : Node;

public abstract record TypeDefinition(string Name, ImmutableArray<Directive> Directives) : TypeSystemDefinition(Directives);

public sealed record ScalarTypeDefinition(string Name, ImmutableArray<Directive> Directives) : TypeDefinition(Name, Directives);

public sealed record ObjectTypeDefinition(
    string Name, ImmutableArray<string> Interfaces, ImmutableArray<Directive> Directives, ImmutableArray<FieldDefinition> Fields) : TypeDefinition(Name, Directives);

public sealed record InterfaceTypeDefinition(
    string Name, ImmutableArray<string> Interfaces, ImmutableArray<Directive> Directives, ImmutableArray<FieldDefinition> Fields) : TypeDefinition(Name, Directives);

public sealed record UnionTypeDefinition(string Name, ImmutableArray<Directive> Directives, ImmutableArray<string> Members) : TypeDefinition(Name, Directives);

public sealed record EnumTypeDefinition(string Name, ImmutableArray<Directive> Directives, ImmutableArray<EnumValueDefinition> Values) : TypeDefinition(Name, Directives);

public sealed record InputObjectTypeDefinition(
    string Name, ImmutableArray<Directive> Directives, ImmutableArray<InputValueDefinition> Fields) : TypeDefinition(Name, Directives);

public sealed record FieldDefinition(
    string Name, ImmutableArray<InputValueDefinition> Arguments, TypeReference Type, ImmutableArray<Directive> Directives) : Node
{
    public string? Description { get; init; }
}

public sealed record InputValueDefinition(string Name, TypeReference Type, Value? DefaultValue, ImmutableArray<Directive> Directives) : Node
{
    public string? Description { get; init; }
}

public sealed record EnumValueDefinition(string Name, ImmutableArray<Directive> Directives) : Node
{
    public string? Description { get; init; }
}

public sealed record DirectiveDefinition(
    string Name, ImmutableArray<InputValueDefinition> Arguments, bool IsRepeatable, ImmutableArray<string> Locations) : TypeSystemDefinition([]);
