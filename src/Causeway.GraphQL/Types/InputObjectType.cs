namespace Causeway.GraphQL.Types;

/// <summary>An input object (section 3.10).</summary>
public sealed class InputObjectType(string name) : NamedType(name)
{
    public IList<InputValue> Fields { get; } = [];

    /// <summary>Exactly one of its fields is given (<c>@oneOf</c>, section 3.10.1).</summary>
    public bool IsOneOf { get; init; }

    public InputValue? Field(string field) => Fields.FirstOrDefault(candidate => candidate.Name == field);
}
