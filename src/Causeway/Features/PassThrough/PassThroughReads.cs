using System.Text.Json;
using Causeway.Mirror.Catalog;
using Causeway.Mirror.Connections;
using Causeway.Mirror.Connections.Management;
using Causeway.Odoo;
using Causeway.Platform.Http;

namespace Causeway.Features.PassThrough;

/// <summary>The routes that read, in the API's own form.</summary>
internal sealed class PassThroughReads(PassThroughGate gate, TimeProvider clock)
{
    private const int UsualRows = 80;

    public static readonly QuerySpec Search =
    [
        new("domain", QueryType.Text, "Odoo's own notation as JSON, such as [[\"name\", \"ilike\", \"azure\"]]; every record without."),
        new("fields", QueryType.Text, "Names with commas between them; without, what Odoo stores, but for lists of ids and files."),
        new("limit", QueryType.Long, $"Records at most: {UsualRows} by default, up to {SearchTerms.MostRows}.") { Min = 1 },
        new("offset", QueryType.Long, "Records to leave out first. Rows shift while others write: page by id with a domain where that matters.") { Min = 0 },
        new("order", QueryType.Text, "Such as write_date desc, id; the model's own by default."),
        PassThroughCall.Account,
    ];

    public static readonly QuerySpec One =
    [
        new("fields", QueryType.Text, "Names with commas between them; without, what Odoo stores, but for lists of ids and files."),
        PassThroughCall.Account,
    ];

    public static readonly QuerySpec AccountAlone = [PassThroughCall.Account];

    public Task<VersionAnswer> VersionAsync(PassThroughCall call, CancellationToken cancellationToken) =>
        gate.ReadAsync(call.Of("base", "version"), async access =>
        {
            var server = await access.Odoo.ProbeAsync(cancellationToken);
            return (new VersionAnswer(server.Version, server.Major, TransportNames.Of(server.Chosen), access.IsService ? PassThroughCall.OfConnection : PassThroughCall.Own), 1L);
        }, cancellationToken);

    /// <summary>Ordinary users of Odoo may not list its models: they are told those that are mirrored.</summary>
    public Task<ModelsAnswer> ModelsAsync(PassThroughCall call, CancellationToken cancellationToken) =>
        gate.ReadAsync(call.Of("base", "models"), async access =>
        {
            var mirrored = ConnectionModels.Of(access.Connection).Select(model => model.Name).ToHashSet(StringComparer.Ordinal);
            try
            {
                var fields = await access.Odoo.FieldsGetAsync("ir.model", ["model", "name"], cancellationToken);
                await using var rows = await access.Odoo.SearchReadPageAsync("ir.model", OdooDomain.All, OdooFieldSet.Of(fields, "model", "name"), new OdooQuery { Order = "model", Context = access.Context }, cancellationToken);
                var models = new List<ModelAnswer>();
                await foreach (var row in rows.WithCancellation(cancellationToken))
                    models.Add(new ModelAnswer((string)row["model"]!, row["name"] as string, mirrored.Contains((string)row["model"]!)));
                return (new ModelsAnswer(models, Complete: true), (long)models.Count);
            }
            catch (OdooException exception) when (exception.Kind == OdooErrorKind.NoAccess)
            {
                return (new ModelsAnswer([.. mirrored.Order(StringComparer.Ordinal).Select(model => new ModelAnswer(model, null, true))], Complete: false), mirrored.Count);
            }
        }, cancellationToken);

    public Task<FieldsAnswer> FieldsAsync(PassThroughCall call, string model, CancellationToken cancellationToken) =>
        gate.ReadAsync(call.Of(model, "fields_get"), async access =>
        {
            var fields = (await access.Odoo.FieldsGetAsync(model, cancellationToken)).Values.Where(field => !FieldRules.IsSecret(model, field.Name));
            FieldAnswer[] answers = [.. fields.OrderBy(field => field.Name, StringComparer.Ordinal).Select(field => FieldAnswer.Of(model, field))];
            return (new FieldsAnswer(model, answers), (long)answers.Length);
        }, cancellationToken);

    public Task<IResult> ListAsync(PassThroughCall call, string model, QueryValues query, CancellationToken cancellationToken) =>
        gate.ReadAsync<IResult>(call.Of(model, "search_read"), async access =>
        {
            var (limit, offset) = ((int)Math.Min(query.Long("limit") ?? UsualRows, SearchTerms.MostRows), query.Long("offset") ?? 0);
            if (offset > SearchTerms.MostSkipped)
                throw JsonValues.Bad("offset", "is too deep; page by id with a domain such as [[\"id\", \">\", 1000]].");
            var order = SearchTerms.Order(model, query.Text("order"));
            var domain = await new DomainCheck(access).ReadAsync(query.Text("domain") is { } text ? JsonValues.Parse(text, "domain") : null, model, cancellationToken);
            var fields = await FieldsAsync(access, model, query.Text("fields"), cancellationToken);
            // One more than asked for tells whether there is a next page.
            var records = await ReadAsync(access, model, domain, fields, new OdooQuery { Limit = limit + 1, Offset = (int)offset, Order = order, Context = access.Context }, cancellationToken);
            return (Page(access, model, records, limit, offset), Math.Min(records.Count, limit));
        }, cancellationToken);

    public Task<IResult> FindAsync(PassThroughCall call, string model, long id, QueryValues query, CancellationToken cancellationToken) =>
        gate.ReadAsync<IResult>(call.Of(model, "read"), async access =>
        {
            var fields = await FieldsAsync(access, model, query.Text("fields"), cancellationToken);
            // By a search, which leaves out what may not be read as it does what is not there.
            var found = await ReadAsync(access, model, OdooDomain.Where("id", "=", id), fields, new OdooQuery { Limit = 1, Context = access.Context with { ActiveTest = false } }, cancellationToken);
            return found is [var record] ? (Answer(access, json => OdooJson.WriteRecord(json, record, access.Connection.RecordUrl(model, id))), 1L) : (Problems.NotFound($"There is no {model} {id}, or not for this account."), 0L);
        }, cancellationToken);

    public static async Task<OdooFieldSet> FieldsAsync(OdooAccess access, string model, string? names, CancellationToken cancellationToken)
    {
        string[] wanted = names?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        SearchTerms.CheckNames(model, wanted);
        if (wanted.Length == 0)
            return SearchTerms.Usual(model, await access.Odoo.FieldsGetAsync(model, cancellationToken));
        return SearchTerms.Named(model, await access.Odoo.FieldsGetAsync(model, wanted, cancellationToken), wanted);
    }

    private static async Task<List<OdooRecord>> ReadAsync(OdooAccess access, string model, OdooDomain domain, OdooFieldSet fields, OdooQuery query, CancellationToken cancellationToken)
    {
        await using var rows = await access.Odoo.SearchReadPageAsync(model, domain, fields, query, cancellationToken);
        var records = new List<OdooRecord>();
        await foreach (var record in rows.WithCancellation(cancellationToken))
            records.Add(record);
        return records;
    }

    private IResult Page(OdooAccess access, string model, List<OdooRecord> records, int limit, long offset) => Answer(access, json =>
    {
        json.WriteStartObject();
        json.WriteString("model", model);
        json.WriteStartArray("records");
        foreach (var record in records.Take(limit))
            OdooJson.WriteRecord(json, record, access.Connection.RecordUrl(model, record.Id));
        json.WriteEndArray();
        json.WriteNumber("limit", limit);
        json.WriteNumber("offset", offset);
        json.WriteBoolean("has_more", records.Count > limit);
        json.WriteEndObject();
    });

    private TaggedJson Answer(OdooAccess access, Action<Utf8JsonWriter> write)
    {
        using var answer = new AnswerWriter();
        write(answer.Json);
        return new TaggedJson(answer.Body.ToArray(), answer.ETag(access.Connection.Id), clock.GetUtcNow());
    }
}
