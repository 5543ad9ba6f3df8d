namespace Causeway.Sandbox.Domains;

/// <summary>A search domain as a tree.</summary>
internal abstract record Node;

internal sealed record All(IReadOnlyList<Node> Nodes) : Node;

internal sealed record Any(IReadOnlyList<Node> Nodes) : Node;

internal sealed record Not(Node Inner) : Node;

internal sealed record Constant(bool Value) : Node;

internal sealed record Condition(string Path, string Operator, object? Value) : Node;
