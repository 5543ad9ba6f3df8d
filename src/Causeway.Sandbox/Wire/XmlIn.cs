using System.Globalization;
using System.Xml;

namespace Causeway.Sandbox.Wire;

/// <summary>Reads an XML-RPC call into the values of <see cref="Python"/>.</summary>
internal static class XmlIn
{
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    /// <exception cref="OdooError">The body is not well-formed XML.</exception>
    public static (string Method, List<object?> Arguments) Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(body.ToArray()), Settings);
            return Call(reader);
        }
        catch (XmlException error)
        {
            throw new OdooError("xml.parsers.expat.ExpatError",
                $"not well-formed (invalid token): line {error.LineNumber}, column {error.LinePosition}", ErrorKind.Unexpected);
        }
    }

    private static (string, List<object?>) Call(XmlReader reader)
    {
        reader.ReadToFollowing("methodName");
        var method = reader.ReadElementContentAsString();
        List<object?> arguments = [];
        while (!reader.EOF)
        {
            if (reader is { NodeType: XmlNodeType.Element, Name: "value" })
            {
                arguments.Add(Value(reader));
            }
            else
            {
                reader.Read();
            }
        }

        return (method, arguments);
    }

    /// <summary>Reads one <c>value</c> and leaves the reader behind it; text without a type is a string.</summary>
    private static object? Value(XmlReader reader)
    {
        if (reader.IsEmptyElement)
        {
            reader.Read();
            return "";
        }

        reader.Read();
        var text = "";
        while (reader.NodeType is XmlNodeType.Text or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace or XmlNodeType.CDATA)
        {
            text += reader.Value;
            reader.Read();
        }

        var value = reader.NodeType == XmlNodeType.Element ? Typed(reader) : text;
        SkipTo(reader, "value");
        return value;
    }

    private static object? Typed(XmlReader reader) => reader.Name switch
    {
        "array" => Array(reader),
        "struct" => Struct(reader),
        "nil" or "ex:nil" => Nothing(reader),
        var type => Scalar(type, reader.ReadElementContentAsString()),
    };

    private static object? Scalar(string type, string text) => type switch
    {
        "int" or "i4" or "i8" or "i1" or "i2" => long.Parse(text, CultureInfo.InvariantCulture),
        "boolean" => text.Trim() == "1",
        "double" => double.Parse(text, CultureInfo.InvariantCulture),
        "dateTime.iso8601" => WireValues.Moment(DateTime.ParseExact(text, "yyyyMMdd'T'HH:mm:ss", CultureInfo.InvariantCulture)),
        _ => text,
    };

    private static List<object?> Array(XmlReader reader)
    {
        List<object?> items = [];
        var depth = reader.Depth;
        reader.Read();
        while (reader.Depth > depth)
        {
            if (reader is { NodeType: XmlNodeType.Element, Name: "value" })
            {
                items.Add(Value(reader));
            }
            else
            {
                reader.Read();
            }
        }

        reader.Read();
        return items;
    }

    private static Dictionary<string, object?> Struct(XmlReader reader)
    {
        var members = new Dictionary<string, object?>(StringComparer.Ordinal);
        var depth = reader.Depth;
        var isEmpty = reader.IsEmptyElement;
        var name = "";
        reader.Read();
        while (!isEmpty && reader.Depth > depth)
        {
            switch (reader)
            {
                case { NodeType: XmlNodeType.Element, Name: "name" }: name = reader.ReadElementContentAsString(); break;
                case { NodeType: XmlNodeType.Element, Name: "value" }: members[name] = Value(reader); break;
                default: reader.Read(); break;
            }
        }

        if (!isEmpty)
        {
            reader.Read();
        }

        return members;
    }

    private static object? Nothing(XmlReader reader)
    {
        reader.Skip();
        return null;
    }

    private static void SkipTo(XmlReader reader, string end)
    {
        while (reader is not { NodeType: XmlNodeType.EndElement } || reader.Name != end)
        {
            reader.Read();
        }

        reader.Read();
    }
}
