using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Xml;

namespace Causeway.Odoo.Values;

/// <summary>Writes arguments as XML-RPC values.</summary>
internal static class XmlArguments
{
    /// <summary>
    /// One parameter of <c>execute_kw</c>. The arguments proper are the members of its last two: a null there is None,
    /// deeper down it is Odoo's <c>false</c>.
    /// </summary>
    public static void WriteArgument(XmlWriter writer, object? parameter)
    {
        if (parameter is object?[] positional)
            WriteArray(writer, positional, item => Write(writer, item, nullAsFalse: item is not null, "argument"));
        else if (parameter is Dictionary<string, object?> keywords)
            WriteStruct(writer, keywords, keyword => Write(writer, keyword.Value, nullAsFalse: keyword.Value is not null, keyword.Key));
        else
            Write(writer, parameter, nullAsFalse: false, "argument");
    }

    private static void Write(XmlWriter writer, object? value, bool nullAsFalse, string name)
    {
        switch (Outgoing.Plain(value, name))
        {
            case null when nullAsFalse: WriteScalar(writer, "boolean", "0"); break;
            case null: WriteScalar(writer, "nil", null); break;
            case bool flag: WriteScalar(writer, "boolean", flag ? "1" : "0"); break;
            case long number: WriteScalar(writer, number is >= int.MinValue and <= int.MaxValue ? "int" : "i8", Text(number)); break;
            case decimal number: WriteScalar(writer, "double", Text(number)); break;
            case double number: WriteScalar(writer, "double", number.ToString("R", CultureInfo.InvariantCulture)); break;
            case BigInteger number: WriteScalar(writer, "double", Text(number)); break;
            case string text: WriteScalar(writer, "string", Carriable(text, name)); break;
            case IReadOnlyDictionary<string, object?> members: WriteStruct(writer, members, member => Write(writer, member.Value, nullAsFalse, member.Key)); break;
            case IEnumerable items: WriteArray(writer, items, item => Write(writer, item, nullAsFalse, name)); break;
        }
    }

    private static void WriteScalar(XmlWriter writer, string type, string? text)
    {
        writer.WriteStartElement("value");
        writer.WriteElementString(type, text);
        writer.WriteEndElement();
    }

    private static void WriteArray(XmlWriter writer, IEnumerable items, Action<object?> write)
    {
        writer.WriteStartElement("value");
        writer.WriteStartElement("array");
        writer.WriteStartElement("data");
        foreach (var item in items)
            write(item);
        writer.WriteEndElement();
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private static void WriteStruct(XmlWriter writer, IReadOnlyDictionary<string, object?> members, Action<KeyValuePair<string, object?>> write)
    {
        writer.WriteStartElement("value");
        writer.WriteStartElement("struct");
        foreach (var member in members)
        {
            writer.WriteStartElement("member");
            writer.WriteElementString("name", Carriable(Outgoing.Checked(member.Key, member.Key), member.Key));
            write(member);
            writer.WriteEndElement();
        }
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    /// <summary>Odoo cannot parse a request with a control character in it, escaped or not.</summary>
    private static string Carriable(string text, string name)
    {
        foreach (var c in text)
            if (!XmlConvert.IsXmlChar(c) && !char.IsSurrogate(c))
                throw Outgoing.Refused(name, $"holds the character U+{(int)c:X4}, which XML-RPC cannot carry; JSON-RPC and JSON-2 can");
        return text;
    }

    private static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
}
