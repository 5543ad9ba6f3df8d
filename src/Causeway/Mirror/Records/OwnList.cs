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
            if (CsvAnswer.IsWanted(context.HttpContext.Request))
                return new Csv<T>(collection, await PageAsync(context, next, after: ""), after => PageAsync(context, next, after));
            var clock = context.HttpContext.RequestServices.GetRequiredService<TimeProvider>();
            var result = await next(context);
            return result is IValueHttpResult { Value: { } answer } ? TaggedJson.Of(answer, connectionId: 0, clock.GetUtcNow()) : result;
        });

    /// <summary>The page behind a cursor, as large as a page may be; from the one that was asked for where there is none yet.</summary>
    private static async ValueTask<JsonElement> PageAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next, string after)
    {
        var at = context.Arguments.ToList().FindIndex(argument => argument is QueryValues);
        context.Arguments[at] = ((QueryValues)context.Arguments[at]!).From(after);
        return JsonSerializer.SerializeToElement(((IValueHttpResult)(await next(context))!).Value, ApiJson.Options);
    }

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
