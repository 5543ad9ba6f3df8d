using System.Text.Json;
using Causeway.Mirror.Catalog;
using Causeway.Mirror.Records;
using Causeway.Odoo;
using Causeway.Platform.Database;
using Causeway.Platform.Http;
using Dapper;
using Npgsql;

namespace Causeway.Mirror.Writes;

/// <summary>
/// Writes one record for a viewer: visible, allowed, not stale, valid, written in Odoo, read back, answered. The same
/// steps for every model and every door.
/// </summary>
internal sealed class RecordWrites(NpgsqlDataSource database, RecordAnswers answers, OdooWriter writer, ReadBack readBack, ModelPlans plans)
{
    private static readonly Dictionary<string, object?> Nothing = [];

    public async Task<IResult> CreateAsync(RecordQuery query, JsonElement body, IReadOnlyList<WritableField> fields, Func<long, string> location, CancellationToken cancellationToken)
    {
        var values = WriteBody.ForCreate(body, fields, await CustomAsync(query, cancellationToken));
        return await CreateAsync(query, values, location, cancellationToken);
    }

    /// <summary>Creates a record of values that are already checked.</summary>
    public async Task<IResult> CreateAsync(RecordQuery query, Dictionary<string, object?> values, Func<long, string> location, CancellationToken cancellationToken)
    {
        if (WriteRule.ForCreate(query.Viewer, query.Shape.Model, values) is { } forbidden)
            return forbidden;
        long id;
        try
        {
            id = await writer.CreateAsync(Order(query), values, cancellationToken);
        }
        catch (OdooException exception) when (exception.Kind == OdooErrorKind.MissingRecord)
        {
            return Problems.Refused(exception.OdooMessage);
        }

        var created = await answers.FindAsync(query, id, cancellationToken);
        // Odoo may have given it away at once, by a rule of its own.
        return created?.Created(location(id)) ?? (IResult)TypedResults.Created(location(id));
    }

    public async Task<IResult> UpdateAsync(HttpContext http, RecordQuery query, long id, JsonElement body, IReadOnlyList<WritableField> fields, CancellationToken cancellationToken)
    {
        var present = await PresentAsync(http, query, id, cancellationToken);
        using var record = JsonDocument.Parse(present.Body);
        var values = WriteBody.ForUpdate(body, fields, await CustomAsync(query, cancellationToken), record.RootElement);
        return await UpdateAsync(query, id, values, cancellationToken) ?? (IResult)await FindAsync(query, id, cancellationToken);
    }

    /// <summary>Writes values that are already checked; null where that went well.</summary>
    public async Task<Problem?> UpdateAsync(RecordQuery query, long id, IReadOnlyDictionary<string, object?> values, CancellationToken cancellationToken)
    {
        if (WriteRule.ForUpdate(query.Viewer, query.Shape.Model, await OwnershipAsync(query, id, cancellationToken), values) is { } forbidden)
            return forbidden;
        if (values.Count == 0)
            return null;
        try
        {
            await writer.UpdateAsync(Order(query) with { Ids = [id] }, [id], values, cancellationToken);
            return null;
        }
        catch (OdooException exception) when (exception.Kind == OdooErrorKind.MissingRecord)
        {
            return await MissingAsync(query, id, exception, cancellationToken);
        }
    }

    /// <summary>Changes a record by one of Odoo's own methods, under the same rules as an update.</summary>
    public async Task<IResult> CallAsync(HttpContext http, RecordQuery query, long id, string method, IReadOnlyDictionary<string, object?> arguments, CancellationToken cancellationToken)
    {
        using var present = await PresentAsync(http, query, id, cancellationToken);
        if (WriteRule.ForUpdate(query.Viewer, query.Shape.Model, await OwnershipAsync(query, id, cancellationToken), Nothing) is { } forbidden)
            return forbidden;
        await writer.CallAsync(Order(query) with { Ids = [id] }, method, arguments, cancellationToken);
        return await FindAsync(query, id, cancellationToken);
    }

    /// <summary>Calls a method that may remove the record, or archive it: there is nothing to answer with.</summary>
    public async Task<IResult> FinishAsync(HttpContext http, RecordQuery query, long id, string method, IReadOnlyDictionary<string, object?> arguments, CancellationToken cancellationToken)
    {
        using var present = await PresentAsync(http, query, id, cancellationToken);
        if (WriteRule.ForUpdate(query.Viewer, query.Shape.Model, await OwnershipAsync(query, id, cancellationToken), Nothing) is { } forbidden)
            return forbidden;
        try
        {
            await writer.CallAsync(Order(query) with { Ids = [id] }, method, arguments, cancellationToken);
            return TypedResults.NoContent();
        }
        catch (OdooException exception) when (exception.Kind == OdooErrorKind.MissingRecord)
        {
            return await MissingAsync(query, id, exception, cancellationToken);
        }
    }

    /// <summary>Deletes a record. Of a model with owners only administrators may, which the route sees to.</summary>
    public async Task<IResult> DeleteAsync(HttpContext http, RecordQuery query, long id, CancellationToken cancellationToken)
    {
        using var present = await PresentAsync(http, query, id, cancellationToken);
        if (WriteRule.ForUpdate(query.Viewer, query.Shape.Model, await OwnershipAsync(query, id, cancellationToken), Nothing) is { } forbidden)
            return forbidden;
        try
        {
            await writer.DeleteAsync(Order(query) with { Ids = [id] }, [id], cancellationToken);
            return TypedResults.NoContent();
        }
        catch (OdooException exception) when (exception.Kind == OdooErrorKind.MissingRecord)
        {
            return await MissingAsync(query, id, exception, cancellationToken);
        }
    }

    /// <summary>
    /// Odoo says the same of a record that is gone and of one that a value points to: a look at the record tells which,
    /// and takes it out of the mirror when it was the former.
    /// </summary>
    private async Task<Problem> MissingAsync(RecordQuery query, long id, OdooException exception, CancellationToken cancellationToken)
    {
        await readBack.ReadAsync(query.Viewer.Connection, query.Shape.Model, [id], cancellationToken);
        using var found = await answers.FindAsync(query, id, cancellationToken);
        return found is null ? Missing(query, id) : Problems.Refused(exception.OdooMessage);
    }

    /// <summary>
    /// The record before the write. With <c>If-Match</c> it is read afresh from Odoo first, so that a change which the mirror
    /// has not seen yet counts too; Odoo has no compare-and-set, so a race of the one call that follows remains.
    /// </summary>
    public async Task<JsonAnswer> PresentAsync(HttpContext http, RecordQuery query, long id, CancellationToken cancellationToken)
    {
        var conditions = http.Request.GetTypedHeaders().IfMatch;
        var present = await FindAsync(query, id, cancellationToken);
        if (conditions.Count == 0)
            return present;
        await readBack.ReadAsync(query.Viewer.Connection, query.Shape.Model, [id], cancellationToken);
        present = await FindAsync(query, id, cancellationToken);
        if (present.Meets(conditions))
            return present;
        throw new ProblemException(Problems.Stale(JsonSerializer.Deserialize<JsonElement>(present.Body.Span), present.ETag));
    }

    private async Task<JsonAnswer> FindAsync(RecordQuery query, long id, CancellationToken cancellationToken) =>
        await answers.FindAsync(query, id, cancellationToken)
        ?? throw new ProblemException(Missing(query, id));

    private static Problem Missing(RecordQuery query, long id) => Problems.NotFound($"There is no such record: {query.Shape.Collection} {id}.");

    private async Task<IEnumerable<OdooField>> CustomAsync(RecordQuery query, CancellationToken cancellationToken) =>
        (await plans.FindAsync(query.Viewer.Connection, query.Shape.Model, cancellationToken))?.Custom ?? [];

    private async Task<Ownership> OwnershipAsync(RecordQuery query, long id, CancellationToken cancellationToken)
    {
        var model = query.Shape.Model;
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        return await db.QuerySingleAsync<Ownership>(new CommandDefinition(
            $"select {Column(model.SalespersonField)} as salesperson, {Column(model.TeamField)} as team, {Column(model.Field("create_uid")?.Name)} as creator from {model.Table} where connection_id = @connection and id = @id",
            new { connection = query.Viewer.Connection.Id, id },
            cancellationToken: cancellationToken));
    }

    private static string Column(string? field) => field is null ? "null::bigint" : Sql.Name(field);

    private static WriteOrder Order(RecordQuery query) => new(query.Viewer.Connection, query.Shape.Model, query.Viewer.Caller.AuditName, query.Viewer.Caller.UserId);
}
