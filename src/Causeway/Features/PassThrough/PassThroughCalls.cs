using System.Text.Json;
using Causeway.Mirror.Catalog;
using Causeway.Mirror.Writes;
using Causeway.Odoo;
using Causeway.Platform.Http;

namespace Causeway.Features.PassThrough;

/// <summary>Calls of a method by name; the answer is Odoo's own, without what nobody gets.</summary>
internal sealed class PassThroughCalls(PassThroughGate gate, OdooWriter writer)
{
    public async Task<IResult> RunAsync(PassThroughCall call, CallBody body, CancellationToken cancellationToken)
    {
        var result = CallRules.Reading.Contains(call.Method)
            ? await gate.ReadAsync(call, async access => await ReadAsync(access, call, body, cancellationToken), cancellationToken)
            : await gate.WriteAsync(call, access => WriteAsync(access, call, body, cancellationToken), cancellationToken);
        return new RawAnswer(result);
    }

    private static async Task<(object? Answer, long Count)> ReadAsync(OdooAccess access, PassThroughCall call, CallBody body, CancellationToken cancellationToken)
    {
        var given = CallArguments.Read(call.Method, body, access.Connection.Lang);
        var arguments = await ReadingArguments.OfAsync(access, call.Model, given, cancellationToken);
        var odoo = new OdooCall(call.Model, call.Method)
        {
            Ids = given.Ids,
            Arguments = arguments,
            Positional = given.Method is "read" or "fields_get" ? [] : [.. arguments.Keys.Take(given.Method == "name_search" ? 4 : 1)],
            Context = given.Context,
            SafeToRepeat = true,
        };
        var result = await access.Odoo.CallAsync(odoo, cancellationToken);
        Strip(call.Model, result);
        return (result, result switch
        {
            object?[] rows => rows.Length,
            IReadOnlyDictionary<string, object?> members => members.Count,
            long count => count,
            _ => 1,
        });
    }

    private async Task<object?> WriteAsync(OdooAccess access, PassThroughCall call, CallBody body, CancellationToken cancellationToken)
    {
        var given = CallArguments.Read(call.Method, body, access.Connection.Lang);
        var order = new WriteOrder(access.Connection, new MirrorModel(call.Model, []) { Entity = call.Model }, call.Caller.AuditName, access.UserId)
        {
            Ids = given.Ids ?? [],
            Fields = Fields(given),
        };
        var odoo = new OdooCall(call.Model, call.Method)
        {
            Ids = given.Ids,
            Arguments = given.Named.ToDictionary(argument => argument.Key, argument => (object?)argument.Value, StringComparer.Ordinal),
            Positional = given.Positional,
            Context = given.Context,
        };
        var result = await writer.PassAsync(order, odoo, answer => Made(call.Method, answer), cancellationToken);
        Strip(call.Model, result);
        // JSON-2 answers a list to one object too.
        return call.Method == "create" && given["vals_list"] is { ValueKind: JsonValueKind.Object } && result is object?[] and [var id] ? id : result;
    }

    /// <summary>For the logs: the fields that are written, or the arguments of another method; names alone.</summary>
    private static string[] Fields(CallArguments given)
    {
        var values = given["vals"] ?? given["vals_list"];
        var objects = values is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : values is { } one ? [one] : Enumerable.Empty<JsonElement>();
        return values is null
            ? [.. given.Named.Keys]
            : [.. objects.Where(item => item.ValueKind == JsonValueKind.Object).SelectMany(item => item.EnumerateObject()).Select(member => member.Name).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The ids of what a method made, which the mirror does not know yet.</summary>
    private static IReadOnlyList<long> Made(string method, object? answer) => (method, answer) switch
    {
        ("name_create", object?[] and [long id, ..]) => [id],
        ("create" or "copy", long id) => [id],
        ("create" or "copy", object?[] ids) => [.. ids.OfType<long>()],
        _ => [],
    };

    /// <summary>Takes secrets out of records and of descriptions of fields.</summary>
    private static void Strip(string model, object? result)
    {
        if (result is Dictionary<string, object?> members)
        {
            foreach (var name in members.Keys.Where(name => FieldRules.IsSecret(model, name)).ToList())
                members.Remove(name);
        }
        else if (result is object?[] rows)
        {
            foreach (var row in rows)
                Strip(model, row);
        }
    }

    private sealed class RawAnswer(object? result) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            using var answer = new AnswerWriter();
            answer.Json.WriteStartObject();
            answer.Json.WritePropertyName("result");
            OdooJson.Write(answer.Json, result);
            answer.Json.WriteEndObject();
            await TypedResults.Bytes(answer.Body.ToArray(), "application/json; charset=utf-8").ExecuteAsync(httpContext);
        }
    }
}
