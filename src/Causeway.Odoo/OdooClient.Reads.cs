using System.Runtime.CompilerServices;
using Causeway.Odoo.Values;
using Causeway.Odoo.Wire;

namespace Causeway.Odoo;

public sealed partial class OdooClient
{
    private const int FirstWithFormattedGroups = 19;

    private static readonly string[] FieldAttributes =
        ["type", "string", "help", "relation", "store", "required", "readonly", "selection", "company_dependent", "translate"];

    /// <summary>The fields of a model that the user may read, by name.</summary>
    public Task<IReadOnlyDictionary<string, OdooField>> FieldsGetAsync(string model, CancellationToken cancellationToken) =>
        FieldsGetAsync(model, null, cancellationToken);

    /// <summary>Some of the fields of a model that the user may read, by name; what it has not is left out.</summary>
    public async Task<IReadOnlyDictionary<string, OdooField>> FieldsGetAsync(string model, IReadOnlyList<string>? fields, CancellationToken cancellationToken)
    {
        var arguments = Arguments(("attributes", FieldAttributes));
        if (fields is not null)
            arguments["allfields"] = fields;
        var result = await ReadCallAsync(new OdooCall(model, "fields_get") { Arguments = arguments }, cancellationToken);
        return Shape<Dictionary<string, object?>>(result, "fields_get").ToDictionary(
            field => field.Key, field => OdooField.FromAttributes(field.Key, Shape<Dictionary<string, object?>>(field.Value, "fields_get")), StringComparer.Ordinal);
    }

    /// <summary>The ids of the records that match.</summary>
    public async Task<long[]> SearchAsync(string model, OdooDomain domain, OdooQuery query, CancellationToken cancellationToken)
    {
        var call = new OdooCall(model, "search") { Arguments = SearchArguments(domain, query), Positional = ["domain"], Context = query.Context };
        return Ids(await ReadCallAsync(call, cancellationToken), "search");
    }

    /// <summary>How many records match.</summary>
    public async Task<long> SearchCountAsync(string model, OdooDomain domain, OdooContext? context, CancellationToken cancellationToken)
    {
        var call = new OdooCall(model, "search_count") { Arguments = Arguments(("domain", domain)), Positional = ["domain"], Context = context };
        return await ReadCallAsync(call, cancellationToken) as long? ?? throw Unexpected("search_count");
    }

    /// <summary>
    /// The records of one search in one call, decoded as they arrive. The stream must be disposed of. Until it is
    /// returned the call is retried; an answer that breaks off later is not, because records of it are out already.
    /// </summary>
    public async Task<OdooRecordStream> SearchReadPageAsync(string model, OdooDomain domain, OdooFieldSet fields, OdooQuery query, CancellationToken cancellationToken)
    {
        var arguments = SearchArguments(domain, query);
        arguments["fields"] = fields.RequestNames;
        if (query.Load is not null)
            arguments["load"] = query.Load;
        var call = new OdooCall(model, "search_read") { Arguments = arguments, Context = query.Context, SafeToRepeat = true };
        var answer = await ExecuteAsync(call, EnterRecordsAsync, cancellationToken);
        return new OdooRecordStream(answer, fields, exception => exception.For(model, "search_read", _options.Secret));
    }

    /// <summary>
    /// All records that match, in the order of their ids, page by page after the last id: safe while others write.
    /// </summary>
    public async IAsyncEnumerable<OdooRecord> SearchReadAsync(
        string model, OdooDomain domain, OdooFieldSet fields, int pageSize, OdooContext? context, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pageSize, 1);
        var query = new OdooQuery { Limit = pageSize, Order = "id", Context = context };
        long? last = null;
        int count;
        do
        {
            var rest = last is null ? domain : domain.And(OdooDomain.Where("id", ">", last));
            await using var page = await SearchReadPageAsync(model, rest, fields, query, cancellationToken);
            count = 0;
            await foreach (var record in page.WithCancellation(cancellationToken))
            {
                (last, count) = (record.Id, count + 1);
                yield return record;
            }
        }
        while (count >= pageSize);
    }

    /// <summary>
    /// Records by their ids, in that order. An id that does not exist is left out; one that the user may not read
    /// fails the whole call with <see cref="OdooErrorKind.NoAccess"/>.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="ids">The ids.</param>
    /// <param name="fields">The fields.</param>
    /// <param name="context">The context, or null.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="load">"" for bare ids in many2one fields; null for id and name.</param>
    public Task<IReadOnlyList<OdooRecord>> ReadAsync(
        string model, IReadOnlyList<long> ids, OdooFieldSet fields, OdooContext? context, CancellationToken cancellationToken, string? load = null)
    {
        var arguments = Arguments(("fields", fields.RequestNames));
        if (load is not null)
            arguments["load"] = load;
        var call = new OdooCall(model, "read") { Ids = ids, Arguments = arguments, Context = context, SafeToRepeat = true };
        return ExecuteAsync<IReadOnlyList<OdooRecord>>(call, answer => ReadAllAsync(answer, fields), cancellationToken);
    }

    /// <summary>Counts and sums by group: <c>read_group</c>, from 19 on <c>formatted_read_group</c>.</summary>
    /// <param name="model">The model.</param>
    /// <param name="domain">Which records.</param>
    /// <param name="aggregates">Such as "id:sum" or "write_date:max"; empty for the count alone.</param>
    /// <param name="groupBy">Such as "stage_id" or "write_date:day" (days of the context's time zone).</param>
    /// <param name="context">The context, or null.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<OdooGroup>> ReadGroupAsync(
        string model, OdooDomain domain, IReadOnlyList<string> aggregates, IReadOnlyList<string> groupBy, OdooContext? context, CancellationToken cancellationToken)
    {
        var server = await ProbeAsync(cancellationToken);
        // read_group writes a warning into the log of a 19 each time.
        var (method, arguments) = server.Major >= FirstWithFormattedGroups
            ? ("formatted_read_group", Arguments(("domain", domain), ("aggregates", aggregates.Prepend("__count")), ("groupby", groupBy)))
            // An empty list of fields would mean all that can be summed up.
            : ("read_group", Arguments(("domain", domain), ("fields", aggregates.Count > 0 ? aggregates : ["__count"]), ("groupby", groupBy), ("lazy", false)));
        var result = await ReadCallAsync(new OdooCall(model, method) { Arguments = arguments, Context = context }, cancellationToken);
        return [.. Shape<object?[]>(result, method).Select(row => OdooGroups.FromRow(Shape<Dictionary<string, object?>>(row, method), groupBy))];
    }

    private Task<object?> ReadCallAsync(OdooCall call, CancellationToken cancellationToken) =>
        CallAsync(call with { SafeToRepeat = true }, cancellationToken);

    private static async ValueTask<Answer> EnterRecordsAsync(Answer answer)
    {
        try
        {
            await answer.EnterRecordsAsync();
            return answer;
        }
        catch
        {
            await answer.DisposeAsync();
            throw;
        }
    }

    private static async ValueTask<IReadOnlyList<OdooRecord>> ReadAllAsync(Answer answer, OdooFieldSet fields)
    {
        await using (answer)
        {
            var records = new List<OdooRecord>();
            await answer.EnterRecordsAsync();
            while (await answer.ReadRecordAsync(fields) is { } record)
                records.Add(record);
            return records;
        }
    }

    private static Dictionary<string, object?> SearchArguments(OdooDomain domain, OdooQuery query)
    {
        var arguments = Arguments(("domain", domain));
        if (query.Offset is { } offset)
            arguments["offset"] = offset;
        if (query.Limit is { } limit)
            arguments["limit"] = limit;
        if (query.Order is { } order)
            arguments["order"] = order;
        return arguments;
    }

    private static Dictionary<string, object?> Arguments(params ReadOnlySpan<(string Name, object? Value)> arguments)
    {
        var named = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in arguments)
            named[name] = value;
        return named;
    }

    private static long[] Ids(object? result, string method) =>
        Array.ConvertAll(Shape<object?[]>(result, method), id => id as long? ?? throw Unexpected(method));

    private static T Shape<T>(object? result, string method)
        where T : class => result as T ?? throw Unexpected(method);

    private static OdooException Unexpected(string method) =>
        new(OdooErrorKind.Malformed, $"Odoo's answer to {method} is not of the shape that it should have.");
}
