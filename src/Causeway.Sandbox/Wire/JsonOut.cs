using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Causeway.Sandbox.Wire;

/// <summary>
/// JSON with the bytes that Python's <c>json.dumps</c> makes: a space after comma and colon, floats with
/// their point, and from version 16 on no escapes beyond the control characters.
/// </summary>
internal sealed class JsonOut(IBufferWriter<byte> buffer, bool asciiOnly) : IWireWriter
{
    private static readonly SearchValues<char> Special = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(i => (char)i), '"', '\\']);

    private static readonly SearchValues<char> PlainAscii = SearchValues.Create(
        [.. Enumerable.Range(0x20, 0x5F).Select(i => (char)i).Where(c => c is not ('"' or '\\'))]);

    private const int Open = 1;
    private const int Filled = 2;
    private const int AfterName = 4;

    private readonly Stack<int> outer = new();
    private int state;

    public void None() => Literal("null"u8);

    public void Boolean(bool value) => Literal(value ? "true"u8 : "false"u8);

    public void Integer(long value)
    {
        Separate();
        Utf8Formatter.TryFormat(value, buffer.GetSpan(20), out var written);
        buffer.Advance(written);
    }

    public void Float(double value)
    {
        Separate();
        Ascii(Python.Float(value));
    }

    public void Text(string value)
    {
        Separate();
        Quote(value);
    }

    public void BeginList() => Begin((byte)'[');

    public void EndList() => End((byte)']');

    public void BeginStruct() => Begin((byte)'{');

    public void EndStruct() => End((byte)'}');

    public void Member(string name)
    {
        Separate();
        Quote(name);
        buffer.Write(": "u8);
        state |= AfterName;
    }

    private void Literal(ReadOnlySpan<byte> text)
    {
        Separate();
        buffer.Write(text);
    }

    private void Begin(byte bracket)
    {
        Separate();
        Byte(bracket);
        outer.Push(state);
        state = Open;
    }

    private void End(byte bracket)
    {
        Byte(bracket);
        state = outer.Pop();
    }

    private void Separate()
    {
        if ((state & AfterName) != 0)
        {
            state &= ~AfterName;
        }
        else if (state == (Open | Filled))
        {
            buffer.Write(", "u8);
        }
        else
        {
            state |= Filled;
        }
    }

    private void Quote(string text)
    {
        Byte((byte)'"');
        var rest = text.AsSpan();
        while (rest.Length > 0)
        {
            var plain = IndexOfSpecial(rest);
            Plain(plain < 0 ? rest : rest[..plain]);
            if (plain < 0)
            {
                break;
            }

            Escape(rest[plain]);
            rest = rest[(plain + 1)..];
        }

        Byte((byte)'"');
    }

    private int IndexOfSpecial(ReadOnlySpan<char> text) =>
        asciiOnly ? text.IndexOfAnyExcept(PlainAscii) : text.IndexOfAny(Special);

    private void Plain(ReadOnlySpan<char> text)
    {
        var span = buffer.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length));
        buffer.Advance(Encoding.UTF8.GetBytes(text, span));
    }

    private void Escape(char c) => Ascii(c switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        '\b' => "\\b",
        '\f' => "\\f",
        _ => $"\\u{(int)c:x4}",
    });

    private void Ascii(string text) => buffer.Advance(Encoding.ASCII.GetBytes(text, buffer.GetSpan(text.Length)));

    private void Byte(byte value)
    {
        buffer.GetSpan(1)[0] = value;
        buffer.Advance(1);
    }
}
