using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;

namespace Causeway.Platform.Http;

/// <summary>
/// A JSON answer in the making, and its ETag. The ETag is of the content: what tells of the moment (when a record was
/// last confirmed) is written but not hashed, so that an unchanged record answers 304 however often it is confirmed.
/// </summary>
internal sealed class AnswerWriter : IDisposable
{
    private readonly ArrayBufferWriter<byte> buffer = new(16 * 1024);
    private readonly List<Range> moments = [];

    public AnswerWriter() => Json = new Utf8JsonWriter(buffer, ApiJson.WriterOptions);

    public Utf8JsonWriter Json { get; }

    public ReadOnlyMemory<byte> Body
    {
        get
        {
            Json.Flush();
            return buffer.WrittenMemory;
        }
    }

    /// <summary>Writes a value that is no part of the ETag.</summary>
    public void WriteOfTheMoment(Action write)
    {
        Json.Flush();
        var start = buffer.WrittenCount;
        write();
        Json.Flush();
        moments.Add(start..buffer.WrittenCount);
    }

    /// <summary>The strong ETag of what was written, for one connection: equal ids on two connections are two records.</summary>
    public string ETag(int connectionId)
    {
        var body = Body.Span;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(BitConverter.GetBytes(connectionId));
        var from = 0;
        foreach (var moment in moments)
        {
            hash.AppendData(body[from..moment.Start.Value]);
            from = moment.End.Value;
        }

        hash.AppendData(body[from..]);
        return $"\"{Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 12))}\"";
    }

    public void Dispose() => Json.Dispose();
}
