using Causeway.GraphQL.Language;
using Causeway.GraphQL.Types;

namespace Causeway.GraphQL.Execution;

/// <summary>
/// Answers a field's value: a scalar's or enum's value, an <c>IEnumerable</c> for a list, anything that its own fields'
/// resolvers know for an object, a <see cref="System.Text.Json.JsonElement"/> that holds a whole subtree, or a
/// <see cref="CompletedJson"/> that is the field's part of the response already.
/// </summary>
/// <exception cref="GraphQLException">The field has no value, and the client may know why.</exception>
public delegate ValueTask<object?> Resolver(FieldContext context, CancellationToken cancellationToken);

/// <summary>Answers the events of a subscription's root field; each is the value of that field's parent in one response.</summary>
public delegate IAsyncEnumerable<object?> Subscriber(FieldContext context, CancellationToken cancellationToken);

/// <summary>What a resolver may know of the field that it answers.</summary>
public sealed class FieldContext
{
    private readonly SelectionCollector collector;

    internal FieldContext(ExecutionState state, ObjectType parentType, object? parent, CollectedField collected, FieldOfType definition, ResponsePath path)
    {
        (collector, ParentType, Parent, Collected, Definition, Path) = (state.Collector, parentType, parent, collected, definition, path);
        (Schema, Request) = (state.Schema, state.Request);
        Arguments = InputValues.Arguments(definition.Arguments, collected.First.Arguments, state.Variables);
    }

    public Schema Schema { get; }

    /// <summary>Whatever the caller gave with the request: who asks, for one.</summary>
    public object? Request { get; }

    public ObjectType ParentType { get; }

    /// <summary>The value that the field belongs to.</summary>
    public object? Parent { get; }

    public FieldOfType Definition { get; }

    public ResponsePath Path { get; }

    /// <summary>The field's key in its parent's response object.</summary>
    public string ResponseName => Collected.ResponseName;

    /// <summary>The arguments, coerced; one that was not given and has no default is not there.</summary>
    public IReadOnlyDictionary<string, object?> Arguments { get; }

    internal CollectedField Collected { get; }

    /// <summary>What is selected of the field's value, should it be of this type: fragments and conditions are resolved.</summary>
    public IReadOnlyList<SelectedField> Selections(ObjectType type) => collector.Select(Collected, type);
}

/// <summary>A field that is selected below another.</summary>
/// <param name="ResponseName">Its key in the response.</param>
/// <param name="Definition">The field itself.</param>
/// <param name="Arguments">Its arguments, coerced.</param>
public sealed record SelectedField(string ResponseName, FieldOfType Definition, IReadOnlyDictionary<string, object?> Arguments)
{
    internal Func<ObjectType, IReadOnlyList<SelectedField>> Below { get; init; } = _ => [];

    /// <summary>What is selected below it, should its value be of this type.</summary>
    public IReadOnlyList<SelectedField> Selections(ObjectType type) => Below(type);
}

/// <summary>The fields of one response name in one selection set; all have the same name and arguments (section 5.3.2).</summary>
internal sealed record CollectedField(string ResponseName, IReadOnlyList<Field> Fields)
{
    public Field First => Fields[0];
}

/// <summary>Where in the response a value is: response names and list indexes.</summary>
public sealed record ResponsePath(ResponsePath? Parent, object Key)
{
    public IEnumerable<object> Keys => Parent is null ? [Key] : Parent.Keys.Append(Key);
}
