using System.Text.Json;
using Causeway.Platform.Http;
using Causeway.Platform.Http.Document;
using CsvHelper;

namespace Causeway.Mirror.Records;

/// <summary>
/// Lists of our own tables, such as the audit log, answered as lists of records are: with the ETag of their content, and as
/// CSV, page after page of what the route itself answers.
/// </summary>
internal static class OwnList
{
    /// <param name="route">A list whose handler takes <see cref="QueryValues"/> and answers 200 with rows and their pagination.</param>
    /// <param name="collection">The member that holds the rows.</param>
    /// <typeparam name="T">What a row is: its members are the columns.</typeparam>
    public static RouteHandlerBuilder AnswersOwnList<T>(this RouteHandlerBuilder route, string collection) => route
        .WithMetadata(new Tagged(OfMirror: false))
        .AddEndpointFilter(async (context, next) =>
        {
            var asCsv = CsvAnswer.IsWanted(context.HttpContext.Request);
            var result = await (asCsv ? PageAsync(context, next, after: "") : next(context));
            if (result is not IValueHttpResult { Value: { } answer })
                return result;
            var clock = context.HttpContext.RequestServices.GetRequiredService<TimeProvider>();
            return asCsv
                ? new Csv<T>(collection, Json(answer), async after => Json(((IValueHttpResult)(await PageAsync(context, next, after))!).Value!))
                : TaggedJson.Of(answer, connectionId: 0, clock.GetUtcNow());
        });

    /// <summary>The page behind a cursor, as large as a page may be; from the one that was asked for where there is none yet.</summary>
    private static ValueTask<object?> PageAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next, string after)
    {
        var at = context.Arguments.ToList().FindIndex(argument => argument is QueryValues);
        context.Arguments[at] = ((QueryValues)context.Arguments[at]!).From(after);
        return next(context);
    }

    private static JsonElement Json(object answer) => JsonSerializer.SerializeToElement(answer, ApiJson.Options);

    private sealed class Csv<T>(string collection, JsonElement first, Func<string, ValueTask<JsonElement>> pageAfter) : IResult
    {
        private static readonly string[] Columns = [.. ApiJson.Options.GetTypeInfo(typeof(T)).Properties.Select(property => property.Name)];

        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var cancellationToken = httpContext.RequestAborted;
            httpContext.TakeItsTime();
            await using var csv = CsvAnswer.Begin(httpContext.Response, collection);
            await csv.WriteRecordAsync(Columns, cancellationToken);
            var page = first;
            await WriteAsync(csv, page, cancellationToken);
            while (page.GetProperty("pagination").GetProperty("next_cursor").GetString() is { } next)
                await WriteAsync(csv, page = await pageAfter(next), cancellationToken);
            await csv.FlushAsync(cancellationToken);
        }

        private async Task WriteAsync(CsvWriter csv, JsonElement page, CancellationToken cancellationToken)
        {
            foreach (var row in page.GetProperty(collection).EnumerateArray())
                await csv.WriteRecordAsync([.. Columns.Select(column => Cell(row, column))], cancellationToken);
        }

        private static string? Cell(JsonElement row, string column) =>
            !row.TryGetProperty(column, out var value) || value.ValueKind == JsonValueKind.Null ? null
            : value.ValueKind == JsonValueKind.String ? value.GetString()
            : value.GetRawText();
    }
}
