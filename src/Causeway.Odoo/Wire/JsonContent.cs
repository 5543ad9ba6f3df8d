using System.Buffers;
using System.Net.Http.Headers;
using System.Text.Json;
using Causeway.Odoo.Values;

namespace Causeway.Odoo.Wire;

/// <summary>Requests with a JSON body. Odoo takes no compressed one.</summary>
internal static class JsonContent
{
    public static HttpRequestMessage Post(Uri url, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = JsonArguments.Writer(buffer))
            write(writer);
        var content = new ReadOnlyMemoryContent(buffer.WrittenMemory);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return new HttpRequestMessage(HttpMethod.Post, url) { Content = content };
    }

    public static void WriteArgument(Utf8JsonWriter writer, string name, object? value)
    {
        writer.WritePropertyName(name);
        WriteValue(writer, value, name);
    }

    /// <summary>An argument itself may be None; inside of one, "not set" is <c>false</c>.</summary>
    public static void WriteValue(Utf8JsonWriter writer, object? value, string name) =>
        JsonArguments.Write(writer, value, nullAsFalse: value is not null, name);

    public static bool IsJson(HttpResponseMessage response) =>
        response.Content.Headers.ContentType?.MediaType is { } type && type.EndsWith("json", StringComparison.OrdinalIgnoreCase);
}
