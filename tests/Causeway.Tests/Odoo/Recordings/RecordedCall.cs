namespace Causeway.Tests.Odoo.Recordings;

/// <summary>The call that a recorded request made, whatever its transport; null where it was none (probes, malformed requests).</summary>
internal sealed record RecordedCall(string Model, string Method, List<object?> Positional, Dictionary<string, object?> Named)
{
    public static RecordedCall? Of(Recording recording)
    {
        try
        {
            return recording.Transport switch
            {
                "jsonrpc" => FromRpc((List<object?>)Params(recording)["args"]!),
                "xmlrpc" => FromRpc(Plain.XmlParameters(recording.Request.Body)),
                "web" => FromWeb(Params(recording)),
                "json2" => FromJson2(recording),
                _ => null,
            };
        }
        catch (Exception exception) when (exception is System.Text.Json.JsonException or System.Xml.XmlException or KeyNotFoundException or InvalidCastException or NullReferenceException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>An argument by its name, or by its position in the older transports.</summary>
    public object? Argument(string name, int position) =>
        Named.TryGetValue(name, out var value) ? value : Positional.ElementAtOrDefault(position);

    private static RecordedCall? FromRpc(List<object?> arguments) => arguments is [string, _, _, string model, string method, List<object?> positional, .. var rest]
        ? new RecordedCall(model, method, positional, rest.FirstOrDefault() as Dictionary<string, object?> ?? [])
        : null;

    private static RecordedCall FromWeb(Dictionary<string, object?> parameters) =>
        new((string)parameters["model"]!, (string)parameters["method"]!, (List<object?>)parameters["args"]!, (Dictionary<string, object?>)parameters["kwargs"]!);

    private static RecordedCall? FromJson2(Recording recording) => recording.Request.Path.Split('/') is ["", "json", "2", var model, var method]
        ? new RecordedCall(model, method, [], Plain.Json(recording.Request.Body) as Dictionary<string, object?> ?? [])
        : null;

    private static Dictionary<string, object?> Params(Recording recording) =>
        (Dictionary<string, object?>)((Dictionary<string, object?>)Plain.Json(recording.Request.Body)!)["params"]!;
}
