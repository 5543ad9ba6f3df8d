using System.Buffers;
using System.Text.Json;
using Causeway.Odoo.Values;

namespace Causeway.Odoo.Wire;

/// <summary>
/// Reads JSON from the stream: tokens of the frame one by one, values (a record, an error, a list of ids) when all
/// of their bytes are in the buffer. The buffer grows to the largest of them and is pooled.
/// </summary>
internal sealed class JsonAnswer : Answer
{
    private const int FirstBuffer = 64 * 1024;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
    private int _start;
    private int _end;
    private bool _streamEnded;
    private JsonReaderState _state;
    private string? _property;
    private bool _inEnvelope;
    private bool _noResult;

    private JsonAnswer(AnswerBody body, int maxDepth)
        : base(body) => _state = new JsonReaderState(new JsonReaderOptions { MaxDepth = maxDepth });

    private delegate T Decoder<T>(ref Utf8JsonReader reader);

    /// <summary>A body that is the bare value (JSON-2).</summary>
    public static JsonAnswer OpenBare(AnswerBody body, int maxDepth) => new(body, maxDepth);

    /// <summary>A JSON-RPC envelope, read up to its result. An error in it is thrown.</summary>
    public static async ValueTask<JsonAnswer> OpenEnvelopeAsync(AnswerBody body, int maxDepth)
    {
        var answer = new JsonAnswer(body, maxDepth);
        try
        {
            if (await answer.NextAsync() != JsonTokenType.StartObject)
                throw NotRpc();
            await answer.MoveToResultAsync();
            return answer;
        }
        catch
        {
            answer.ReturnBuffer();
            throw;
        }
    }

    public override async ValueTask<object?> ReadResultAsync()
    {
        var result = _noResult ? null : await ReadAsync(Untyped.FromJson);
        await FinishAsync();
        return result;
    }

    public override async ValueTask EnterRecordsAsync()
    {
        if (_noResult || await NextAsync() != JsonTokenType.StartArray)
            throw NotAList();
    }

    public override async ValueTask<OdooRecord?> ReadRecordAsync(OdooFieldSet fields)
    {
        OdooRecord? record;
        while (!TryReadRecord(fields, out record))
            await FillAsync();
        if (record is null)
            await FinishAsync();
        return record;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        ReturnBuffer();
    }

    private async ValueTask MoveToResultAsync()
    {
        _inEnvelope = true;
        var isRpc = false;
        while (await NextAsync() == JsonTokenType.PropertyName)
        {
            isRpc |= _property is "jsonrpc" or "error";
            if (_property == "result")
                return;
            await ReadMemberAsync();
        }
        if (!isRpc)
            throw NotRpc();
        // A method that returns nothing: neither result nor error, on every version.
        (_noResult, _inEnvelope) = (true, false);
    }

    private async ValueTask ReadMemberAsync()
    {
        var isError = _property == "error";
        var value = await ReadAsync(Untyped.FromJson);
        if (isError && value is not null)
            throw OdooFaults.FromJsonRpc(value);
    }

    /// <summary>Nothing but the end of the envelope may follow; a body that was cut off is found here.</summary>
    private async ValueTask FinishAsync()
    {
        while (_inEnvelope && await NextAsync() == JsonTokenType.PropertyName)
            await ReadMemberAsync();
        _inEnvelope = false;
        if (await NextAsync() != JsonTokenType.None)
            throw new OdooException(OdooErrorKind.Malformed, "Odoo's answer goes on after its end.");
    }

    /// <summary>The next token of the frame; None at the end of the stream.</summary>
    private async ValueTask<JsonTokenType> NextAsync()
    {
        JsonTokenType token;
        while (!TryNext(out token))
            await FillAsync();
        return token;
    }

    private bool TryNext(out JsonTokenType token)
    {
        try
        {
            var reader = Reader();
            var found = reader.Read();
            token = found ? reader.TokenType : JsonTokenType.None;
            if (!found)
                return _streamEnded;
            _property = token == JsonTokenType.PropertyName ? reader.GetString() : null;
            Advance(ref reader);
            return true;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw Malformed(exception);
        }
    }

    private async ValueTask<T> ReadAsync<T>(Decoder<T> decode)
    {
        T? value;
        while (!TryRead(decode, out value))
            await FillAsync();
        return value!;
    }

    private bool TryRead<T>(Decoder<T> decode, out T? value)
    {
        value = default;
        try
        {
            var reader = Reader();
            if (!IsComplete(reader))
                return false;
            reader.Read();
            value = decode(ref reader);
            Advance(ref reader);
            return true;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw Malformed(exception);
        }
    }

    private bool TryReadRecord(OdooFieldSet fields, out OdooRecord? record)
    {
        record = null;
        try
        {
            var reader = Reader();
            if (!IsComplete(reader))
                return false;
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartObject)
                record = JsonRecords.Read(ref reader, fields);
            else if (reader.TokenType != JsonTokenType.EndArray)
                throw NotAList();
            Advance(ref reader);
            return true;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            throw Malformed(exception);
        }
    }

    // By value: looking ahead must not move the reader.
    private static bool IsComplete(Utf8JsonReader reader) => reader.Read() && reader.TrySkip();

    private Utf8JsonReader Reader() => new(_buffer.AsSpan(_start, _end - _start), _streamEnded, _state);

    private void Advance(ref Utf8JsonReader reader)
    {
        _start += (int)reader.BytesConsumed;
        _state = reader.CurrentState;
    }

    /// <summary>
    /// Fills the buffer to its end before anything is tried again: trying after each small read of a large value
    /// would scan it once for each.
    /// </summary>
    private async ValueTask FillAsync()
    {
        if (_streamEnded)
            throw new OdooException(OdooErrorKind.Malformed, "Odoo's answer ends in the middle.");
        MakeRoom();
        var wanted = _buffer.Length - _end;
        var read = await Body.ReadAtLeastAsync(_buffer.AsMemory(_end), wanted, throwOnEndOfStream: false);
        _end += read;
        _streamEnded = read < wanted;
    }

    private void MakeRoom()
    {
        var held = _end - _start;
        var target = held > _buffer.Length / 2 ? ArrayPool<byte>.Shared.Rent(checked(_buffer.Length * 2)) : _buffer;
        _buffer.AsSpan(_start, held).CopyTo(target);
        if (target != _buffer)
            ArrayPool<byte>.Shared.Return(_buffer);
        (_buffer, _start, _end) = (target, 0, held);
    }

    private void ReturnBuffer()
    {
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private static OdooException NotRpc() => new(OdooErrorKind.NotOdoo, "What answers at that address is JSON, but not Odoo's.");

    // The message of the JSON reader tells the place, not the content.
    private static OdooException Malformed(Exception exception) =>
        new(OdooErrorKind.Malformed, $"Odoo's answer is not the JSON it should be: {exception.Message}", exception);
}
