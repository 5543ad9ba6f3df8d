using Microsoft.Net.Http.Headers;

namespace Causeway.Platform.Http;

/// <summary>Refuses bodies in an encoding that does not exist, at which the framework's readers fail as if it were our fault.</summary>
internal static class RequestCharset
{
    public static void UseRequestCharset(this WebApplication app) => app.Use((context, next) =>
        IsKnown(context.Request.ContentType)
            ? next(context)
            : Problems.Of(415, "Unsupported Media Type", "The charset of the body is not known here: send UTF-8.").ExecuteAsync(context));

    private static bool IsKnown(string? contentType) =>
        !MediaTypeHeaderValue.TryParse(contentType, out var type) || !type.Charset.HasValue || type.Encoding is not null;
}
