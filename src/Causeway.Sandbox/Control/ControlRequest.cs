using System.Text.Json;
using System.Text.Json.Serialization;
using Causeway.Sandbox.Wire;

namespace Causeway.Sandbox.Control;

/// <summary>The body of a control request.</summary>
internal sealed class ControlRequest(ReadOnlyMemory<byte> body)
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    private readonly Dictionary<string, object?> values =
        body.Length == 0 ? [] : JsonIn.TryParse(body, out var parsed) && parsed is Dictionary<string, object?> map ? map : throw new BadControl("the body is no JSON object");

    public object? this[string name] => values.GetValueOrDefault(name);

    public bool Has(string name) => values.ContainsKey(name);

    public string Text(string name) => values.GetValueOrDefault(name) as string ?? throw new BadControl($"'{name}' must be a text");

    public int Number(string name) => Python.Id(values.GetValueOrDefault(name)) ?? throw new BadControl($"'{name}' must be a number");

    public double Amount(string name) => values.GetValueOrDefault(name) switch
    {
        long number => number,
        double number => number,
        _ => throw new BadControl($"'{name}' must be a number"),
    };

    public List<int> Ids(string name) => Python.Ids(values.GetValueOrDefault(name));

    public List<object?> List(string name) => values.GetValueOrDefault(name) as List<object?> ?? [];

    public Dictionary<string, object?> Map(string name) => values.GetValueOrDefault(name) as Dictionary<string, object?> ?? [];

    public T As<T>()
    {
        try
        {
            return JsonSerializer.Deserialize<T>(body.Span, Json) ?? throw new BadControl("the body is empty");
        }
        catch (JsonException error)
        {
            throw new BadControl(error.Message);
        }
    }
}

/// <summary>A control request that makes no sense; its message says why.</summary>
internal sealed class BadControl(string message) : Exception(message);
