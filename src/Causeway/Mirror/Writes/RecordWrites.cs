using System.Reflection;
using System.Text.Json;
using Causeway.Mirror.Catalog;
using Causeway.Mirror.Records;
using Causeway.Odoo;
using Causeway.Platform.Http;
using Causeway.Platform.Http.Document;
using Microsoft.AspNetCore.Http.Metadata;

namespace Causeway.Mirror.Writes;

/// <summary>What is to be done to a record.</summary>
/// <param name="Values">What is assigned, for the writing rule.</param>
/// <param name="Change">What is done; null where there is nothing to do.</param>
internal sealed record PlannedChange(IReadOnlyDictionary<string, object?> Values, OdooChange? Change);

/// <summary>
/// Writes one record for a viewer: visible, allowed, not stale, valid, written in Odoo, read back, answered. The same
/// steps for every model and every door.
/// </summary>
internal sealed class RecordWrites(RecordOwners owners, RecordAnswers answers, OdooWriter writer, ReadBack readBack, ModelPlans plans) : IEndpointParameterMetadataProvider
{
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new WritesToOdoo());
        builder.Metadata.Add(new ChecksIfMatch());
        builder.Metadata.Add(new Tagged(OfMirror: true));
    }

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
            id = await writer.CreateAsync(WriteOrder.By(query), values, cancellationToken);
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
        var custom = await CustomAsync(query, cancellationToken);
        return await UpdateAsync(http, query, id, present => WriteBody.ForUpdate(body, fields, custom, present), cancellationToken);
    }

    /// <summary>Writes values that are made of the record as it is; answers with it as it is then.</summary>
    public async Task<IResult> UpdateAsync(HttpContext http, RecordQuery query, long id, Func<JsonElement, Dictionary<string, object?>> make, CancellationToken cancellationToken)
    {
        await ChangeAsync(http, query, id, present =>
        {
            var values = make(present);
            return new(values, values.Count == 0 ? null : OdooChange.Write(query.Shape.Model, values));
        }, cancellationToken);
        return await AnswerAsync(query, id, cancellationToken);
    }

    /// <summary>Changes a record by one of Odoo's own methods, under the same rules as an update.</summary>
    public Task<IResult> CallAsync(HttpContext http, RecordQuery query, long id, string method, IReadOnlyDictionary<string, object?> arguments, CancellationToken cancellationToken) =>
        ChangeAndAnswerAsync(http, query, id, _ => new(Nothing, OdooChange.Call(query.Shape.Model, method, arguments)), cancellationToken);

    /// <summary>Makes a change that is planned by the record as it is; answers with it as it is then.</summary>
    public async Task<IResult> ChangeAndAnswerAsync(HttpContext http, RecordQuery query, long id, Func<JsonElement, PlannedChange> plan, CancellationToken cancellationToken)
    {
        await ChangeAsync(http, query, id, plan, cancellationToken);
        return await AnswerAsync(query, id, cancellationToken);
    }

    /// <summary>Calls a method that may remove the record, or archive it: there is nothing to answer with.</summary>
    public async Task<IResult> FinishAsync(HttpContext http, RecordQuery query, long id, string method, IReadOnlyDictionary<string, object?> arguments, CancellationToken cancellationToken)
    {
        await ChangeAsync(http, query, id, _ => new(Nothing, OdooChange.Call(query.Shape.Model, method, arguments)), cancellationToken);
        return TypedResults.NoContent();
    }

    /// <summary>Deletes a record. Of a model with owners only administrators may, which the route sees to.</summary>
    public async Task<IResult> DeleteAsync(HttpContext http, RecordQuery query, long id, CancellationToken cancellationToken)
    {
        await ChangeAsync(http, query, id, _ => new(Nothing, OdooChange.Unlink(query.Shape.Model)), cancellationToken);
        return TypedResults.NoContent();
    }

    /// <summary>The one way to a record that there is: whatever changes it, If-Match and the writing rule hold.</summary>
    public async Task ChangeAsync(HttpContext http, RecordQuery query, long id, Func<JsonElement, PlannedChange> plan, CancellationToken cancellationToken)
    {
        using var present = await PresentAsync(http, query, id, cancellationToken);
        using var record = JsonDocument.Parse(present.Body);
        var (values, change) = plan(record.RootElement);
        await AllowAsync(query, id, values, cancellationToken);
        if (change is null)
            return;
        try
        {
            await writer.ChangeAsync(WriteOrder.By(query) with { Ids = [id] }, change, cancellationToken);
        }
        catch (OdooException exception) when (exception.Kind == OdooErrorKind.MissingRecord)
        {
            throw new ProblemException(await MissingAsync(query, id, exception, cancellationToken));
        }
    }

    private async Task AllowAsync(RecordQuery query, long id, IReadOnlyDictionary<string, object?> values, CancellationToken cancellationToken)
    {
        var ownership = (await owners.OfAsync(query, [id], cancellationToken)).GetValueOrDefault(id) ?? throw new ProblemException(Missing(query, id));
        if (WriteRule.ForUpdate(query.Viewer, query.Shape.Model, ownership, values) is { } forbidden)
            throw new ProblemException(forbidden);
    }

    /// <summary>The record as it is now, or nothing where it went out of the viewer's sight by what was written.</summary>
    private async Task<IResult> AnswerAsync(RecordQuery query, long id, CancellationToken cancellationToken)
    {
        if (await answers.FindAsync(query, id, cancellationToken) is { } found)
            return found;
        var isThere = (await owners.ExistingAsync(query.Viewer.Connection, query.Shape.Model, [id], cancellationToken)).Contains(id);
        return isThere ? TypedResults.NoContent() : Missing(query, id);
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
    private async Task<JsonAnswer> PresentAsync(HttpContext http, RecordQuery query, long id, CancellationToken cancellationToken)
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

    /// <summary>The instance's own fields of the records.</summary>
    public async Task<IEnumerable<OdooField>> CustomAsync(RecordQuery query, CancellationToken cancellationToken) =>
        (await plans.FindAsync(query.Viewer.Connection, query.Shape.Model, cancellationToken))?.Custom ?? [];
}
