using Causeway.GraphQL.Types;
using Causeway.Mirror.Writes;

namespace Causeway.Features.GraphQlApi.Types;

/// <summary>The input types of writes: the same fields that the bodies of REST take.</summary>
internal static class InputTypes
{
    /// <param name="name">The type's name.</param>
    /// <param name="fields">What can be set.</param>
    /// <param name="isUpdate">Whether only what is given changes: then nothing has to be.</param>
    /// <param name="withCustom">Whether the instance's own fields can be set as well.</param>
    public static InputObjectType Of(string name, IEnumerable<WritableField> fields, bool isUpdate, bool withCustom)
    {
        var type = new InputObjectType(name) { Description = isUpdate ? "Only what is given changes." : null };
        foreach (var field in fields)
            type.Fields.Add(new InputValue(field.Name, field.Required && !isUpdate ? Of(field.Type).Required() : Of(field.Type)) { Description = Describe(field) });
        if (withCustom)
            type.Fields.Add(new InputValue("custom", ApiScalars.Json) { Description = "The instance's own fields, by name." });
        return type;
    }

    private static GraphQLType Of(WriteType type) => type switch
    {
        WriteType.Number => ScalarType.Float,
        WriteType.Integer or WriteType.Reference => ScalarType.Int,
        WriteType.Boolean => ScalarType.Boolean,
        WriteType.Date => ApiScalars.Date,
        WriteType.Instant => ApiScalars.DateTime,
        WriteType.User => ScalarType.Id,
        WriteType.References => ScalarType.Int.Required().List(),
        _ => ScalarType.String,
    };

    private static string? Describe(WritableField field) => field switch
    {
        { Choices.Count: > 0 } => $"One of {string.Join(", ", field.Choices)}.",
        { Type: WriteType.Reference } => "The id of a record; null for none.",
        { Type: WriteType.References } => "Ids, in place of the present ones.",
        { Type: WriteType.User } => "The id of a user.",
        _ => null,
    };
}
