using System.Buffers;
using System.Text;

namespace Causeway.Sandbox.Wire;

/// <summary>An HTTP answer, whole.</summary>
internal sealed record Reply(int Status, string ContentType, ReadOnlyMemory<byte> Body)
{
    public const string JsonType = "application/json; charset=utf-8";

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    public static Reply Text(int status, string contentType, string body) => new(status, contentType, Encoding.UTF8.GetBytes(body));

    public static Reply Html(int status, string title, string text) => Text(status, "text/html; charset=utf-8",
        $"<!doctype html>\n<html lang=en>\n<title>{status} {title}</title>\n<h1>{title}</h1>\n<p>{text}</p>\n");

    public static Reply Json(int status, bool asciiOnly, Action<IWireWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        write(new JsonOut(buffer, asciiOnly));
        return new Reply(status, JsonType, buffer.WrittenMemory);
    }
}
