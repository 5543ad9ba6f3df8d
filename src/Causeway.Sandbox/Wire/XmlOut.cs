using System.Buffers;
using System.Globalization;
using System.Text;

namespace Causeway.Sandbox.Wire;

/// <summary>
/// XML-RPC as Python's marshaller prints it. It has no empty value and no integer beyond 32 bits. Control
/// characters are dropped from 16 on; U+FFFE and U+FFFF are passed through, and spoil the document.
/// </summary>
internal sealed class XmlOut(IBufferWriter<byte> buffer, bool dropsControls) : IWireWriter
{
    private static readonly SearchValues<char> Special = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(i => (char)i).Where(c => c is not ('\t' or '\n' or '\r')), '&', '<', '>']);

    private readonly Stack<bool> open = new();

    public void None() => throw new CannotMarshal("TypeError", "cannot marshal None unless allow_none is enabled");

    public void Boolean(bool value) => Raw(value ? "<value><boolean>1</boolean></value>\n"u8 : "<value><boolean>0</boolean></value>\n"u8);

    public void Integer(long value)
    {
        if (value is < int.MinValue or > int.MaxValue)
        {
            throw new CannotMarshal("OverflowError", "int exceeds XML-RPC limits");
        }

        Raw("<value><int>"u8);
        Ascii(value.ToString(CultureInfo.InvariantCulture));
        Raw("</int></value>\n"u8);
    }

    public void Float(double value)
    {
        Raw("<value><double>"u8);
        Ascii(Python.Float(value));
        Raw("</double></value>\n"u8);
    }

    public void Text(string value)
    {
        Raw("<value><string>"u8);
        Escaped(value);
        Raw("</string></value>\n"u8);
    }

    public void BeginList() => Raw("<value><array><data>\n"u8);

    public void EndList() => Raw("</data></array></value>\n"u8);

    public void BeginStruct()
    {
        Raw("<value><struct>\n"u8);
        open.Push(false);
    }

    public void Member(string name)
    {
        CloseMember();
        open.Push(true);
        Raw("<member>\n<name>"u8);
        Escaped(name);
        Raw("</name>\n"u8);
    }

    public void EndStruct()
    {
        CloseMember();
        open.Pop();
        Raw("</struct></value>\n"u8);
    }

    private void CloseMember()
    {
        if (open.Peek())
        {
            open.Pop();
            Raw("</member>\n"u8);
        }
    }

    private void Raw(ReadOnlySpan<byte> bytes) => buffer.Write(bytes);

    private void Ascii(string text) => buffer.Advance(Encoding.ASCII.GetBytes(text, buffer.GetSpan(text.Length)));

    private void Escaped(string text)
    {
        var rest = text.AsSpan();
        for (var at = rest.IndexOfAny(Special); at >= 0; at = rest.IndexOfAny(Special))
        {
            Plain(rest[..at]);
            Escape(rest[at]);
            rest = rest[(at + 1)..];
        }

        Plain(rest);
    }

    private void Escape(char c)
    {
        switch (c)
        {
            case '&': Raw("&amp;"u8); break;
            case '<': Raw("&lt;"u8); break;
            case '>': Raw("&gt;"u8); break;
            default:
                if (!dropsControls)
                {
                    Plain([c]);
                }

                break;
        }
    }

    private void Plain(ReadOnlySpan<char> text)
    {
        var span = buffer.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length));
        buffer.Advance(Encoding.UTF8.GetBytes(text, span));
    }
}

/// <summary>A result that XML-RPC cannot carry; it is found after the call took effect.</summary>
internal sealed class CannotMarshal(string type, string message) : Exception(message)
{
    public OdooError AsError() => new($"builtins.{type}", Message, ErrorKind.Unexpected);
}
