using System.Collections.Frozen;

namespace Causeway.GraphQL.Language;

/// <summary>Where a directive can stand (section 3.13), by the specification's own names.</summary>
public static class DirectiveLocations
{
    public const string Query = "QUERY", Mutation = "MUTATION", Subscription = "SUBSCRIPTION", Field = "FIELD",
        FragmentDefinition = "FRAGMENT_DEFINITION", FragmentSpread = "FRAGMENT_SPREAD", InlineFragment = "INLINE_FRAGMENT",
        VariableDefinition = "VARIABLE_DEFINITION", Schema = "SCHEMA", Scalar = "SCALAR", Object = "OBJECT",
        FieldDefinition = "FIELD_DEFINITION", ArgumentDefinition = "ARGUMENT_DEFINITION", Interface = "INTERFACE", Union = "UNION",
        Enum = "ENUM", EnumValue = "ENUM_VALUE", InputObject = "INPUT_OBJECT", InputFieldDefinition = "INPUT_FIELD_DEFINITION";

    /// <summary>All of them, in the specification's order.</summary>
    public static readonly IReadOnlyList<string> InOrder =
    [
        Query, Mutation, Subscription, Field, FragmentDefinition, FragmentSpread, InlineFragment, VariableDefinition,
        Schema, Scalar, Object, FieldDefinition, ArgumentDefinition, Interface, Union, Enum, EnumValue, InputObject, InputFieldDefinition,
    ];

    public static readonly FrozenSet<string> All = InOrder.ToFrozenSet(StringComparer.Ordinal);
}
