using System.Collections.Immutable;

namespace Causeway.GraphQL.Language;

/// <summary>A value as it is written in a document (section 2.9).</summary>
public abstract record Value : Node;

public sealed record Variable(string Name) : Value;

/// <summary>An integer of any size, as written.</summary>
public sealed record IntValue(string Text) : Value;

public sealed record FloatValue(string Text) : Value;

public sealed record StringValue(string Text, bool IsBlock = false) : Value;

public sealed record BooleanValue(bool Is) : Value;

public sealed record NullValue : Value;

public sealed record EnumValue(string Name) : Value;

public sealed record ListValue(ImmutableArray<Value> Items) : Value;

public sealed record ObjectValue(ImmutableArray<ObjectField> Fields) : Value;

public sealed record ObjectField(string Name, Value Value) : Node;
