using System.Globalization;
using System.Text;
using System.Xml;
using Causeway.Odoo.Values;

namespace Causeway.Odoo.Wire;

/// <summary>Reads an XML-RPC answer from the stream, value by value. No document type, hence no entities of anybody's.</summary>
internal sealed class XmlAnswer : Answer
{
    private static readonly XmlReaderSettings Settings = new()
    {
        Async = true,
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    private readonly XmlReader _xml;
    private readonly int _maxDepth;
    private bool _noResult;

    private XmlAnswer(AnswerBody body, int maxDepth)
        : base(body) => (_xml, _maxDepth) = (XmlReader.Create(new XmlCharacterFilter(body), Settings), maxDepth);

    /// <summary>A methodResponse, read up to its value. A fault is thrown.</summary>
    public static async ValueTask<XmlAnswer> OpenAsync(AnswerBody body, int maxDepth)
    {
        var answer = new XmlAnswer(body, maxDepth);
        try
        {
            await answer.MoveToResultAsync();
            return answer;
        }
        catch (XmlException exception)
        {
            throw Malformed(exception);
        }
    }

    public override async ValueTask<object?> ReadResultAsync()
    {
        try
        {
            var result = _noResult ? null : await ReadValueAsync(1);
            await FinishAsync();
            return result;
        }
        catch (XmlException exception)
        {
            throw Malformed(exception);
        }
    }

    public override async ValueTask EnterRecordsAsync()
    {
        try
        {
            if (_noResult || !await TryEnterAsync("value") || !await TryEnterAsync("array") || !await IsAtAsync("data"))
                throw NotAList();
            await _xml.ReadAsync();
        }
        catch (XmlException exception)
        {
            throw Malformed(exception);
        }
    }

    public override async ValueTask<OdooRecord?> ReadRecordAsync(OdooFieldSet fields)
    {
        try
        {
            if (!await IsAtAsync("value"))
            {
                await FinishAsync();
                return null;
            }
            return await TryEnterAsync("value") && await IsAtAsync("struct") ? await ReadRecordStructAsync(fields) : throw NotAList();
        }
        catch (XmlException exception)
        {
            throw Malformed(exception);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        _xml.Dispose();
        await base.DisposeAsync();
    }

    private async ValueTask MoveToResultAsync()
    {
        if (await _xml.MoveToContentAsync() != XmlNodeType.Element || _xml.LocalName != "methodResponse")
            throw new OdooException(OdooErrorKind.NotOdoo, "What answers at that address is XML, but not Odoo's.");
        await _xml.ReadAsync();
        if (await TryEnterAsync("fault"))
            await ThrowFaultAsync();
        else if (!await TryEnterAsync("params") || !await TryEnterAsync("param"))
            throw Unexpected();
    }

    private async ValueTask ThrowFaultAsync()
    {
        var fault = await ReadValueAsync(1) as Dictionary<string, object?> ?? throw Unexpected();
        var text = fault.GetValueOrDefault("faultString") as string ?? "";
        if (!OdooFaults.IsNothing(text))
            throw OdooFaults.FromXmlRpc(fault.GetValueOrDefault("faultCode"), text);
        _noResult = true;
    }

    /// <summary>The rest of the document, which must be there, well-formed, and hold nothing more.</summary>
    private async ValueTask FinishAsync()
    {
        while (!_xml.EOF)
        {
            if (_xml.NodeType is XmlNodeType.Element or XmlNodeType.Text or XmlNodeType.CDATA)
                throw Unexpected();
            await _xml.ReadAsync();
        }
    }

    /// <summary>A record: the members of a struct, decoded by the fields of the set.</summary>
    private async ValueTask<OdooRecord> ReadRecordStructAsync(OdooFieldSet fields)
    {
        var values = new object?[fields.Count];
        long? id = null;
        var (seen, next) = (0, 0);
        await EnterAsync("struct");
        while (await TryEnterAsync("member"))
        {
            var name = await ReadElementTextAsync("name");
            var value = await ReadValueAsync(3);
            await LeaveAsync("member");
            if (name == "id")
                id = OdooValues.ToId(value);
            var index = next < fields.Count && fields[next].Name == name ? next : fields.IndexOf(name);
            if (index < 0)
                continue;
            values[index] = OdooValues.FromUntyped(fields, index, value);
            seen++;
            next = index + 1;
        }
        await LeaveAsync("struct");
        await LeaveAsync("value");
        return OdooRecords.Complete(id, fields, values, seen);
    }

    private async ValueTask<object?> ReadValueAsync(int depth)
    {
        if (depth > _maxDepth)
            throw new OdooException(OdooErrorKind.Malformed, $"Odoo's answer is nested deeper than the limit of {_maxDepth}.");
        if (!await EnterAsync("value"))
            return "";
        var text = await ReadTextAsync();
        // A value without a type is a text.
        var value = _xml.NodeType == XmlNodeType.Element ? await ReadTypedAsync(depth) : text;
        await LeaveAsync("value");
        return value;
    }

    private async ValueTask<object?> ReadTypedAsync(int depth) => _xml.LocalName switch
    {
        "struct" => await ReadStructAsync(depth),
        "array" => await ReadArrayAsync(depth),
        var type => Scalar(type, await ReadElementTextAsync(type)),
    };

    private static object? Scalar(string type, string text) => type switch
    {
        "string" or "base64" => text,
        "boolean" => text.AsSpan().Trim() is not "0",
        "int" or "i4" or "i8" or "i2" or "i1" or "biginteger" =>
            long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var integer) ? integer : Untyped.Number(text),
        "double" or "float" or "bigdecimal" => Untyped.Number(text),
        "dateTime.iso8601" => DateTime.TryParseExact(text, "yyyyMMdd'T'HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant) ? OdooTime.ToText(instant) : text,
        "nil" => null,
        _ => throw Unexpected(),
    };

    private async ValueTask<Dictionary<string, object?>> ReadStructAsync(int depth)
    {
        var members = new Dictionary<string, object?>(StringComparer.Ordinal);
        if (!await EnterAsync("struct"))
            return members;
        while (await TryEnterAsync("member"))
        {
            members[await ReadElementTextAsync("name")] = await ReadValueAsync(depth + 1);
            await LeaveAsync("member");
        }
        await LeaveAsync("struct");
        return members;
    }

    private async ValueTask<object?[]> ReadArrayAsync(int depth)
    {
        await EnterAsync("array");
        var items = new List<object?>();
        if (await EnterAsync("data"))
        {
            while (await IsAtAsync("value"))
                items.Add(await ReadValueAsync(depth + 1));
            await LeaveAsync("data");
        }
        await LeaveAsync("array");
        return [.. items];
    }

    private async ValueTask<string> ReadElementTextAsync(string element)
    {
        if (!await EnterAsync(element))
            return "";
        var text = await ReadTextAsync();
        await LeaveAsync(element);
        return text;
    }

    /// <summary>White space included: it may be all of a text.</summary>
    private async ValueTask<string> ReadTextAsync()
    {
        var text = "";
        StringBuilder? parts = null;
        while (_xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace)
        {
            var part = await _xml.GetValueAsync();
            // One part is the rule; CDATA makes several.
            if (text.Length == 0)
                text = part;
            else
                (parts ??= new StringBuilder(text)).Append(part);
            await _xml.ReadAsync();
        }
        return parts?.ToString() ?? text;
    }

    private async ValueTask<bool> IsAtAsync(string element)
    {
        await SkipSpaceAsync();
        return _xml.NodeType == XmlNodeType.Element && _xml.LocalName == element;
    }

    private async ValueTask<bool> TryEnterAsync(string element) => await IsAtAsync(element) && await EnterAsync(element);

    /// <summary>Goes into an element; false when it is empty, and behind us already.</summary>
    private async ValueTask<bool> EnterAsync(string element)
    {
        if (!await IsAtAsync(element))
            throw Unexpected();
        var holdsSomething = !_xml.IsEmptyElement;
        await _xml.ReadAsync();
        return holdsSomething;
    }

    private async ValueTask LeaveAsync(string element)
    {
        await SkipSpaceAsync();
        if (_xml.NodeType != XmlNodeType.EndElement || _xml.LocalName != element)
            throw Unexpected();
        await _xml.ReadAsync();
    }

    // XmlReader's own MoveToContentAsync allocates a task each time, and this is asked a hundred times a record.
    private async ValueTask SkipSpaceAsync()
    {
        while (_xml.NodeType is XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace)
            await _xml.ReadAsync();
    }

    private static OdooException Unexpected() => new(OdooErrorKind.Malformed, "Odoo's answer is not the XML-RPC it should be.");

    private static OdooException Malformed(XmlException exception) =>
        new(OdooErrorKind.Malformed, $"Odoo's answer is not well-formed XML (line {exception.LineNumber}, position {exception.LinePosition}).", exception);
}
