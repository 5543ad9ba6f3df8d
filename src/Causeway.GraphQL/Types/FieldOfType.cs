using Causeway.GraphQL.Execution;

namespace Causeway.GraphQL.Types;

/// <summary>A field of an object or interface type.</summary>
public sealed class FieldOfType(string name, GraphQLType type)
{
    public string Name => name;

    public GraphQLType Type => type;

    public string? Description { get; init; }

    /// <summary>Why it should no longer be used; null while it should (section 3.13.3).</summary>
    public string? DeprecationReason { get; init; }

    public IReadOnlyList<InputValue> Arguments { get; init; } = [];

    /// <summary>
    /// Answers the field's value. Without one, the value is the parent's entry under the field's response name: what a
    /// resolver further up has prepared for the whole selection.
    /// </summary>
    public Resolver? Resolve { get; init; }

    /// <summary>For a root field of subscriptions: the events, each of which is then the field's parent value.</summary>
    public Subscriber? Subscribe { get; init; }

    /// <summary>What one of its values costs, in the unit of <see cref="Limits.Cost"/>; times the size of its list.</summary>
    public int Cost { get; init; } = 1;

    /// <summary>The argument that says how many values a list has at most; with what the list has when it is left out.</summary>
    public (string Argument, int Otherwise)? SizedBy { get; init; }

    /// <summary>What the application makes its value of, where it prepares whole selections; the engine does not look at it.</summary>
    public object? Plan { get; init; }

    public InputValue? Argument(string argument)
    {
        foreach (var candidate in Arguments)
        {
            if (candidate.Name == argument)
                return candidate;
        }

        return null;
    }
}

/// <summary>An argument, or a field of an input object.</summary>
public sealed class InputValue(string name, GraphQLType type)
{
    public string Name => name;

    public GraphQLType Type => type;

    public string? Description { get; init; }

    public string? DeprecationReason { get; init; }

    /// <summary>As it is written in the schema; null where there is none.</summary>
    public Language.Value? DefaultValue { get; init; }

    /// <summary>Whether it must be given: non-null and without a default (section 5.4.2.1).</summary>
    public bool IsRequired => type is NonNullType && DefaultValue is null;
}
