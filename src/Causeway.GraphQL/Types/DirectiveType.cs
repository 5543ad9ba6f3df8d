using Causeway.GraphQL.Language;

namespace Causeway.GraphQL.Types;

/// <summary>A directive that documents may use (section 3.13).</summary>
public sealed class DirectiveType(string name, IReadOnlyList<string> locations)
{
    public string Name => name;

    public IReadOnlyList<string> Locations => locations;

    public string? Description { get; init; }

    public IReadOnlyList<InputValue> Arguments { get; init; } = [];

    public bool IsRepeatable { get; init; }

    public static DirectiveType Skip { get; } = new("skip", [DirectiveLocations.Field, DirectiveLocations.FragmentSpread, DirectiveLocations.InlineFragment])
    {
        Description = "Leaves out the field or fragment where the argument is true.",
        Arguments = [new("if", ScalarType.Boolean.Required()) { Description = "Left out when true." }],
    };

    public static DirectiveType Include { get; } = new("include", [DirectiveLocations.Field, DirectiveLocations.FragmentSpread, DirectiveLocations.InlineFragment])
    {
        Description = "Takes the field or fragment only where the argument is true.",
        Arguments = [new("if", ScalarType.Boolean.Required()) { Description = "Taken when true." }],
    };

    public static DirectiveType Deprecated { get; } = new(
        "deprecated",
        [DirectiveLocations.FieldDefinition, DirectiveLocations.ArgumentDefinition, DirectiveLocations.InputFieldDefinition, DirectiveLocations.EnumValue])
    {
        Description = "Marks what should no longer be used.",
        Arguments = [new("reason", ScalarType.String.Required()) { Description = "Why, and what to use instead, in CommonMark.", DefaultValue = new StringValue("No longer supported") }],
    };

    /// <summary>What <c>@deprecated</c> says where it says nothing else.</summary>
    public const string DefaultReason = "No longer supported";

    public static DirectiveType SpecifiedBy { get; } = new("specifiedBy", [DirectiveLocations.Scalar])
    {
        Description = "Names the specification of a scalar's format.",
        Arguments = [new("url", ScalarType.String.Required()) { Description = "Where that specification is." }],
    };

    public static DirectiveType OneOf { get; } = new("oneOf", [DirectiveLocations.InputObject])
    {
        Description = "Marks an input object of which exactly one field is given.",
    };

    /// <summary>The five that every schema has.</summary>
    public static IReadOnlyList<DirectiveType> BuiltIn { get; } = [Include, Skip, Deprecated, SpecifiedBy, OneOf];
}
