using System.Text.Json;
using Causeway.Odoo;

namespace Causeway.Features.PassThrough;

/// <summary>A call as somebody sends it, in the form of Odoo's own <c>execute_kw</c>.</summary>
internal sealed record CallBody
{
    /// <summary>The arguments by position; of a method of records, the ids first.</summary>
    public JsonElement[]? Args { get; init; }

    /// <summary>The arguments by name, <c>context</c> among them.</summary>
    public Dictionary<string, JsonElement>? Kwargs { get; init; }
}

/// <summary>
/// The arguments of a call, all by name, since that is how Odoo's newest protocol takes them. Their positions are known for
/// Odoo's basic methods; further arguments of others are sent by name.
/// </summary>
internal sealed class CallArguments
{
    private const int MostIds = 1_000;

    /// <summary>The arguments by position, after the ids.</summary>
    private static readonly Dictionary<string, string[]> Positions = new(StringComparer.Ordinal)
    {
        ["search"] = ["domain", "offset", "limit", "order"],
        ["search_read"] = ["domain", "fields", "offset", "limit", "order"],
        ["search_count"] = ["domain", "limit"],
        ["read"] = ["fields", "load"],
        ["fields_get"] = ["allfields", "attributes"],
        ["name_search"] = ["name", "domain", "operator", "limit"],
        ["create"] = ["vals_list"],
        ["name_create"] = ["name"],
        ["write"] = ["vals"],
        ["copy"] = ["default"],
    };

    private static readonly string[] OfTheModel = ["search", "search_read", "search_count", "fields_get", "name_search", "create", "name_create"];

    private readonly Dictionary<string, JsonElement> named = new(StringComparer.Ordinal);

    private CallArguments(string method) => Method = method;

    public string Method { get; }

    /// <summary>The records that it is called on; null where it is called on the model.</summary>
    public IReadOnlyList<long>? Ids { get; private init; }

    public OdooContext Context { get; private init; } = new();

    public IReadOnlyDictionary<string, JsonElement> Named => named;

    public JsonElement? this[string name] => named.TryGetValue(name, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.False) ? value : null;

    /// <summary>Those that the older protocols take by position, since their names differ between versions.</summary>
    public string[] Positional => Positions.GetValueOrDefault(Method) is [var first, ..] && named.ContainsKey(first) ? [first] : [];

    public static CallArguments Read(string method, CallBody body, string? lang)
    {
        var (args, kwargs) = (body.Args ?? [], body.Kwargs ?? []);
        foreach (var value in args)
            JsonValues.Check(value, "args");
        foreach (var (name, value) in kwargs)
            JsonValues.Check(value, $"kwargs.{name}");
        var ids = kwargs.TryGetValue("ids", out var sent) ? sent : TakesIds(method, args) ? args[0] : default(JsonElement?);
        var rest = ids is null || kwargs.ContainsKey("ids") ? args : args[1..];
        var arguments = new CallArguments(method) { Ids = ids is { } some ? ReadIds(some) : null, Context = CallContext.Read(kwargs.GetValueOrDefault("context"), lang) };
        arguments.Place(rest);
        arguments.Name(kwargs);
        return arguments;
    }

    private static bool TakesIds(string method, JsonElement[] args)
    {
        if (OfTheModel.Contains(method))
            return false;
        if (args.Length == 0 && Positions.ContainsKey(method))
            throw JsonValues.Bad("args", $"{method} is called on records: their ids come first, as in [[7, 8]].");
        return args.Length > 0;
    }

    private static long[] ReadIds(JsonElement json)
    {
        var items = json.ValueKind == JsonValueKind.Array ? [.. json.EnumerateArray()] : new[] { json };
        if (items.Length is 0 or > MostIds || items.Any(item => item.ValueKind != JsonValueKind.Number || !item.TryGetInt64(out var id) || id <= 0))
            throw JsonValues.Bad("args", $"must begin with 1 to {MostIds} ids of records, as in [[7, 8]].");
        return [.. items.Select(item => item.GetInt64())];
    }

    private void Place(JsonElement[] rest)
    {
        var names = Positions.GetValueOrDefault(Method, []);
        if (rest.Length > names.Length)
            throw JsonValues.Bad("args", $"has {rest.Length - names.Length} more than {Method} takes by position here: send what follows by name in kwargs.");
        foreach (var (name, value) in names.Zip(rest))
            named[name] = value;
    }

    private void Name(Dictionary<string, JsonElement> kwargs)
    {
        foreach (var (sent, value) in kwargs.Where(argument => argument.Key is not ("ids" or "context")))
        {
            // name_search called it so before 19.
            var name = Method == "name_search" && sent == "args" ? "domain" : sent;
            if (!CallRules.IsMethod(name) || name.StartsWith('_'))
                throw JsonValues.Bad($"kwargs.{sent}", "is no name of an argument.");
            if (CallRules.Reading.Contains(Method) && !Positions[Method].Contains(name) && !(Method == "search_read" && name == "load"))
                throw JsonValues.Bad($"kwargs.{sent}", $"is no argument of {Method}. Known: {string.Join(", ", Positions[Method])}, context.");
            if (!named.TryAdd(name, value))
                throw JsonValues.Bad($"kwargs.{sent}", "is in args too.");
        }
    }
}
