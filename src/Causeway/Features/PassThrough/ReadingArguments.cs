using System.Text.Json;
using Causeway.Odoo;

namespace Causeway.Features.PassThrough;

/// <summary>The arguments of a reading method: checked one by one, and no more rows than one answer may hold.</summary>
internal static class ReadingArguments
{
    private const int UsualNames = 100;

    public static async Task<IReadOnlyDictionary<string, object?>> OfAsync(OdooAccess access, string model, CallArguments given, CancellationToken cancellationToken) => given.Method switch
    {
        "fields_get" => Description(model, given),
        "read" => Loaded(given, await FieldsAsync(access, model, given, cancellationToken)),
        "search_count" => Counted(given, await DomainAsync(access, model, given, cancellationToken)),
        "name_search" => new Dictionary<string, object?>
        {
            ["name"] = Text(given, "name") ?? "",
            ["domain"] = await DomainAsync(access, model, given, cancellationToken),
            ["operator"] = Text(given, "operator") ?? "ilike",
            ["limit"] = Number(given, "limit", 1, SearchTerms.MostRows) ?? UsualNames,
        },
        _ => await SearchAsync(access, model, given, cancellationToken),
    };

    private static async Task<IReadOnlyDictionary<string, object?>> SearchAsync(OdooAccess access, string model, CallArguments given, CancellationToken cancellationToken)
    {
        var arguments = new Dictionary<string, object?>
        {
            ["domain"] = await DomainAsync(access, model, given, cancellationToken),
            ["offset"] = Number(given, "offset", 0, SearchTerms.MostSkipped) ?? 0,
            ["limit"] = Number(given, "limit", 1, SearchTerms.MostRows) ?? SearchTerms.MostRows,
        };
        if (SearchTerms.Order(model, Text(given, "order")) is { } order)
            arguments["order"] = order;
        if (given.Method == "search_read")
            arguments["fields"] = await FieldsAsync(access, model, given, cancellationToken);
        return given.Method == "search_read" ? Loaded(given, arguments) : arguments;
    }

    private static Task<OdooDomain> DomainAsync(OdooAccess access, string model, CallArguments given, CancellationToken cancellationToken) =>
        new DomainCheck(access).ReadAsync(given["domain"], model, cancellationToken);

    private static Dictionary<string, object?> Counted(CallArguments given, OdooDomain domain)
    {
        var arguments = new Dictionary<string, object?> { ["domain"] = domain };
        if (Number(given, "limit", 1, int.MaxValue) is { } limit)
            arguments["limit"] = limit;
        return arguments;
    }

    private static Dictionary<string, object?> Description(string model, CallArguments given)
    {
        var arguments = new Dictionary<string, object?>();
        if (Names(given, "allfields") is { } fields)
        {
            SearchTerms.CheckNames(model, fields);
            arguments["allfields"] = fields;
        }

        if (Names(given, "attributes") is { } attributes)
            arguments["attributes"] = attributes;
        return arguments;
    }

    private static async Task<string[]> FieldsAsync(OdooAccess access, string model, CallArguments given, CancellationToken cancellationToken)
    {
        if (Names(given, "fields") is not { Length: > 0 } names)
            return [.. (await PassThroughReads.FieldsAsync(access, model, names: null, cancellationToken)).Select(field => field.Name)];
        SearchTerms.CheckNames(model, names);
        return names;
    }

    private static Dictionary<string, object?> Loaded(CallArguments given, string[] fields) => Loaded(given, new Dictionary<string, object?> { ["fields"] = fields });

    /// <summary>The empty text asks for bare ids in place of ids and names.</summary>
    private static Dictionary<string, object?> Loaded(CallArguments given, Dictionary<string, object?> arguments)
    {
        if (Text(given, "load") is { } load)
            arguments["load"] = load is "" or "_classic_read" ? load : throw JsonValues.Bad("load", "must be \"\" or \"_classic_read\".");
        return arguments;
    }

    private static string? Text(CallArguments given, string name) => given[name] switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        _ => throw JsonValues.Bad(name, "must be a text."),
    };

    private static long? Number(CallArguments given, string name, long least, long most) => given[name] switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } json when json.TryGetInt64(out var number) && number >= least && number <= most => number,
        _ => throw JsonValues.Bad(name, $"must be a whole number from {least} to {most}."),
    };

    private static string[]? Names(CallArguments given, string name) => given[name] switch
    {
        null => null,
        { ValueKind: JsonValueKind.Array } list when list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String) => [.. list.EnumerateArray().Select(item => item.GetString()!)],
        _ => throw JsonValues.Bad(name, "must be a list of names."),
    };
}
