using Causeway.Platform.Http;
using CsvHelper;
using Npgsql;

namespace Causeway.Mirror.Records;

/// <summary>A whole list as CSV (RFC 4180) in its order, streamed row by row: memory does not grow with it.</summary>
internal sealed class CsvAnswer(NpgsqlDataSource database, RecordQuery query, ListRequest request) : IResult
{
    /// <summary>A cell that a spreadsheet would run as a formula is shown as text.</summary>
    private static readonly CsvWriterOptions Options = CsvWriterOptions.Default with { Injection = CsvInjection.Escape };

    public static bool IsWanted(HttpRequest request) =>
        request.Query["format"] == "csv"
        || request.GetTypedHeaders().Accept.FirstOrDefault()?.MediaType.Equals("text/csv", StringComparison.OrdinalIgnoreCase) == true;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (response, cancellationToken) = (httpContext.Response, httpContext.RequestAborted);
        httpContext.TakeItsTime();
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        await using var command = query.All(request).ToCommand(db);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await using var csv = Begin(response, query.Shape.Collection);
        await csv.WriteRecordAsync([.. query.Shape.CsvColumns], cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            await csv.WriteRecordAsync([.. query.Shape.CsvCells(reader, query.Viewer.Connection)], cancellationToken);
        await csv.FlushAsync(cancellationToken);
    }

    /// <summary>The answer's head, and the writer of its rows.</summary>
    public static CsvWriter Begin(HttpResponse response, string collection)
    {
        response.ContentType = "text/csv; charset=utf-8; header=present";
        response.Headers.ContentDisposition = $"attachment; filename=\"{collection}.csv\"";
        return CsvWriter.Create(response.Body, Options, leaveOpen: true);
    }
}
