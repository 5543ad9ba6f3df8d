using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Causeway.Platform.Http.Document;

/// <summary>Mends what the framework's schemas say otherwise than we read and write.</summary>
internal static class DocumentSchemas
{
    /// <summary>An instant has a converter of our own, behind which the framework sees no type; clients are generated from this one.</summary>
    public static Task TypeInstant(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.JsonTypeInfo.Type == typeof(DateTimeOffset))
            schema.Type = JsonSchemaType.String;
        else if (context.JsonTypeInfo.Type == typeof(DateTimeOffset?))
            schema.Type = JsonSchemaType.String | JsonSchemaType.Null;
        return Task.CompletedTask;
    }

    /// <summary>
    /// A member that has to be sent is one that may be absent to its type, so that all that is missing is named at once and
    /// by us; to clients it is neither absent nor null.
    /// </summary>
    public static Task TakeNullOutOfRequired(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.JsonPropertyInfo?.AttributeProvider?.IsDefined(typeof(RequiredAttribute), inherit: true) == true)
            schema.Type &= ~JsonSchemaType.Null;
        return Task.CompletedTask;
    }

    /// <summary>
    /// A nullable enum shares its schema with the enum itself, whose values would all seem nullable; where it may be null
    /// is said at the member that refers to it.
    /// </summary>
    public static Task TakeNullOutOfEnum(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) is { IsEnum: true } && schema.Enum is { } values)
            schema.Enum = [.. values.Where(value => value?.GetValueKind() == JsonValueKind.String)];
        return Task.CompletedTask;
    }
}
