using System.Reflection;
using System.Text.Json;
using Causeway.Platform.Http;
using Causeway.Platform.Http.Document;
using Microsoft.AspNetCore.Http.Metadata;
using Npgsql;

namespace Causeway.Mirror.Records;

/// <summary>Runs a query and answers with it: one page, one record, or everything as CSV.</summary>
internal sealed class RecordAnswers(NpgsqlDataSource database) : IEndpointParameterMetadataProvider
{
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => builder.Metadata.Add(new Tagged(OfMirror: true));

    public Task<IResult> ListAsync(HttpContext http, RecordQuery query, ListRequest request, CancellationToken cancellationToken) =>
        ListAsync(http, query, request, [], cancellationToken);

    /// <summary>A list with something before its records, such as sums over all of its pages; CSV has the records alone.</summary>
    public async Task<IResult> ListAsync(HttpContext http, RecordQuery query, ListRequest request, IReadOnlyList<ListHead> heads, CancellationToken cancellationToken)
    {
        if (CsvAnswer.IsWanted(http.Request))
            return new CsvAnswer(database, query, request);
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(db);
        batch.BatchCommands.Add(Snapshot.Of(query).ToBatchCommand());
        foreach (var head in heads)
            batch.BatchCommands.Add(head.Statement.ToBatchCommand());
        batch.BatchCommands.Add(query.Page(request).ToBatchCommand());
        if (request.WithTotal)
            batch.BatchCommands.Add(query.Count().ToBatchCommand());
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var snapshot = await Snapshot.ReadAsync(reader, cancellationToken);
        var answer = new AnswerWriter();
        answer.Json.WriteStartObject();
        foreach (var head in heads)
            await head.WriteAsync(answer.Json, reader, cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var next = await WritePageAsync(answer, reader, query, request, cancellationToken);
        var total = request.WithTotal ? await ReadTotalAsync(reader, cancellationToken) : default(long?);
        WritePagination(answer, request, total, next);
        answer.Json.WriteEndObject();
        return new JsonAnswer(answer, query.Viewer, snapshot);
    }

    /// <summary>The record as JSON with its ETag; null where it does not exist for this viewer.</summary>
    public async Task<JsonAnswer?> FindAsync(RecordQuery query, long id, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(db);
        batch.BatchCommands.Add(Snapshot.Of(query).ToBatchCommand());
        batch.BatchCommands.Add(query.One(id).ToBatchCommand());
        foreach (var related in query.Related)
            batch.BatchCommands.Add(related.Query.Page(related.Request).ToBatchCommand());
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var snapshot = await Snapshot.ReadAsync(reader, cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
            return null;
        var answer = new AnswerWriter();
        if (query.Related.Count == 0)
        {
            query.Shape.Write(answer, reader, 0, query.Viewer.Connection);
            return new JsonAnswer(answer, query.Viewer, snapshot);
        }

        query.Shape.Begin(answer, reader, 0, query.Viewer.Connection);
        var ofRecord = answer.ETagOfObject(0, query.Viewer.Connection.Id);
        foreach (var related in query.Related)
            await WriteRelatedAsync(answer, reader, related, cancellationToken);
        answer.Json.WriteEndObject();
        return new JsonAnswer(answer, query.Viewer, snapshot, ofRecord);
    }

    /// <summary>Records by their ids, each as a list shows it, with its ETag; without those that do not exist for this viewer.</summary>
    public async Task<Dictionary<long, JsonElement>> FindManyAsync(RecordQuery query, long[] ids, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        await using var command = query.And(sql => sql.Append($" and r.id = any({ids})")).All().ToCommand(db);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        using var answer = new AnswerWriter();
        answer.Json.WriteStartArray();
        while (await reader.ReadAsync(cancellationToken))
            query.Shape.Write(answer, reader, 0, query.Viewer.Connection, withETag: true);
        answer.Json.WriteEndArray();
        return JsonSerializer.Deserialize<JsonElement[]>(answer.Body.Span)!.ToDictionary(record => record.GetProperty("id").GetInt64());
    }

    /// <summary>Writes a list of records from the reader's next result, under the name of their collection.</summary>
    public static async Task WriteRelatedAsync(AnswerWriter answer, NpgsqlDataReader reader, RelatedRecords related, CancellationToken cancellationToken)
    {
        await reader.NextResultAsync(cancellationToken);
        await WriteListAsync(answer, reader, related, cancellationToken);
    }

    /// <summary>Writes a list of records from the reader's result, under the name of their collection.</summary>
    public static Task WriteListAsync(AnswerWriter answer, NpgsqlDataReader reader, RelatedRecords list, CancellationToken cancellationToken) =>
        WritePageAsync(answer, reader, list.Query, list.Request, cancellationToken);

    private static async Task<Cursor?> WritePageAsync(AnswerWriter answer, NpgsqlDataReader reader, RecordQuery query, ListRequest request, CancellationToken cancellationToken)
    {
        answer.Json.WriteStartArray(query.Shape.Collection);
        var (written, last) = (0, default(Cursor));
        while (written < request.PerPage && await reader.ReadAsync(cancellationToken))
        {
            query.Shape.Write(answer, reader, 2, query.Viewer.Connection, withETag: true);
            if (++written == request.PerPage)
                last = At(reader, query, request);
        }

        answer.Json.WriteEndArray();
        // One record more was asked for than the page holds: it tells whether there is a next page.
        return await reader.ReadAsync(cancellationToken) ? last : null;
    }

    private static Cursor At(NpgsqlDataReader reader, RecordQuery query, ListRequest request) => new(
        query.Viewer.Connection.Id,
        request.SortBy,
        request.Descending,
        reader.IsDBNull(0) ? null : reader.GetString(0),
        reader.GetInt64(1));

    private static async Task<long> ReadTotalAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        await reader.NextResultAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return reader.GetInt64(0);
    }

    private static void WritePagination(AnswerWriter answer, ListRequest request, long? total, Cursor? next)
    {
        var json = answer.Json;
        json.WriteStartObject("pagination");
        if (request.After is null)
            json.WriteNumber("page", request.Page);
        else
            json.WriteNull("page");
        json.WriteNumber("per_page", request.PerPage);
        if (total is { } count)
        {
            json.WriteNumber("total", count);
            json.WriteNumber("pages", (count + request.PerPage - 1) / request.PerPage);
        }
        else
        {
            json.WriteNull("total");
            json.WriteNull("pages");
        }

        json.WriteBoolean("has_next", next is not null);
        json.WriteBoolean("has_prev", request.After is not null || request.Page > 1);
        json.WriteString("next_cursor", next?.ToString());
        json.WriteEndObject();
    }
}
