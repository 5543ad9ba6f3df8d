using System.Text.Json;

namespace Causeway.Odoo.Values;

/// <summary>Decodes one record of JSON, whose bytes are all there.</summary>
internal static class JsonRecords
{
    private const int LongestOnStack = 256;

    /// <summary>The record under the reader, which stands on its opening brace.</summary>
    public static OdooRecord Read(ref Utf8JsonReader reader, OdooFieldSet fields)
    {
        var values = new object?[fields.Count];
        long? id = null;
        var (seen, next) = (0, 0);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var index = IndexOf(ref reader, fields, next);
            var isId = reader.ValueTextEquals("id"u8);
            reader.Read();
            if (isId)
                id = reader.TryGetInt64(out var number) ? number : throw OdooRecords.NoId();
            if (index < 0)
            {
                reader.TrySkip();
                continue;
            }
            values[index] = ReadValue(ref reader, fields, index);
            seen++;
            next = index + 1;
        }
        return OdooRecords.Complete(id, fields, values, seen);
    }

    /// <summary>Odoo answers in the order of the request, so the field after the last one is nearly always right.</summary>
    private static int IndexOf(ref Utf8JsonReader reader, OdooFieldSet fields, int guess)
    {
        if (guess < fields.Count && reader.ValueTextEquals(fields.Utf8Name(guess)))
            return guess;
        return fields.IndexOf(reader.GetString()!);
    }

    private static object? ReadValue(ref Utf8JsonReader reader, OdooFieldSet fields, int index)
    {
        var field = fields[index];
        switch (reader.TokenType)
        {
            case JsonTokenType.Null: return null;
            case JsonTokenType.True: return OdooValues.FromBoolean(field, value: true);
            case JsonTokenType.False: return OdooValues.FromBoolean(field, value: false);
            case JsonTokenType.Number: return ReadNumber(ref reader, field);
            case JsonTokenType.String: return ReadText(ref reader, fields, index);
            // As it came: a round trip through our own objects would cost the document its number format.
            case var _ when OdooValues.HoldsJson(field.Type): return JsonElement.ParseValue(ref reader);
            case JsonTokenType.StartArray when field.Type is OdooFieldType.One2many or OdooFieldType.Many2many: return ReadIds(ref reader, field);
            case JsonTokenType.StartArray: return OdooValues.FromList(field, (object?[])Untyped.FromJson(ref reader)!);
            default: return OdooValues.FromObject(field, (Dictionary<string, object?>)Untyped.FromJson(ref reader)!);
        }
    }

    private static object? ReadNumber(ref Utf8JsonReader reader, OdooField field) =>
        reader.TryGetInt64(out var integer) ? OdooValues.FromInteger(field, integer) : OdooValues.FromNumber(field, Untyped.Number(ref reader));

    private static object? ReadText(ref Utf8JsonReader reader, OdooFieldSet fields, int index)
    {
        if (OdooValues.IsLongText(fields[index].Type) || reader.ValueSpan.Length > LongestOnStack)
            return OdooValues.FromUntyped(fields, index, reader.GetString());
        Span<char> text = stackalloc char[LongestOnStack];
        return OdooValues.FromText(fields, index, text[..reader.CopyString(text)]);
    }

    private static long[] ReadIds(ref Utf8JsonReader reader, OdooField field)
    {
        var first = reader;
        var count = 0;
        while (first.Read() && first.TokenType == JsonTokenType.Number)
            count++;
        if (count == 0 && first.TokenType == JsonTokenType.EndArray)
        {
            reader = first;
            return [];
        }
        var ids = new long[count];
        for (var i = 0; i < count; i++)
        {
            reader.Read();
            ids[i] = reader.GetInt64();
        }
        return reader.Read() && reader.TokenType == JsonTokenType.EndArray ? ids : (long[])OdooValues.FromList(field, [null])!;
    }
}
