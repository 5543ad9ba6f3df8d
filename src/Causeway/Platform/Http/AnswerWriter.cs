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
    private int momentStart;

    public AnswerWriter() => Json = new Utf8JsonWriter(buffer, ApiJson.WriterOptions);

    public Utf8JsonWriter Json { get; }

    /// <summary>The records that it shows.</summary>
    public List<(string Model, long Id)> Records { get; } = [];

    public ReadOnlyMemory<byte> Body
    {
        get
        {
            Json.Flush();
            return buffer.WrittenMemory;
        }
    }

    /// <summary>How much is written.</summary>
    public int Position => Body.Length;

    /// <summary>What is written from here to <see cref="EndMoment"/> is no part of the ETag.</summary>
    public void BeginMoment() => momentStart = Position;

    public void EndMoment() => moments.Add(momentStart..Position);

    /// <summary>The strong ETag of what was written, for one connection: equal ids on two connections are two records.</summary>
    public string ETag(int connectionId) => Hash(Body.Span, 0, connectionId, end: []);

    /// <summary>The ETag that an object would have as an answer of its own, while it is still open.</summary>
    /// <param name="start">Where the object began.</param>
    /// <param name="connectionId">The connection that it belongs to.</param>
    public string ETagOfObject(int start, int connectionId)
    {
        var body = Body.Span;
        // Within an array, the comma before it is written with its first byte.
        return Hash(body, body[start] == ',' ? start + 1 : start, connectionId, "}"u8);
    }

    private string Hash(ReadOnlySpan<byte> body, int from, int connectionId, ReadOnlySpan<byte> end)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(BitConverter.GetBytes(connectionId));
        foreach (var moment in moments.Where(moment => moment.Start.Value >= from))
        {
            hash.AppendData(body[from..moment.Start.Value]);
            from = moment.End.Value;
        }

        hash.AppendData(body[from..]);
        hash.AppendData(end);
        return $"\"{Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 12))}\"";
    }

    public void Dispose() => Json.Dispose();
}
