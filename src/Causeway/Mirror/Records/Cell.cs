using System.Globalization;
using System.Text.Json;
using Causeway.Mirror.Catalog;
using Causeway.Platform.Http;
using Microsoft.OpenApi;
using Npgsql;

namespace Causeway.Mirror.Records;

/// <summary>One column of a row that was read: how it is selected, and how it is written.</summary>
internal static class Cell
{
    /// <summary>
    /// Numbers and JSON leave PostgreSQL as text: numeric is wider than any type of .NET, and its shortest text is valid JSON.
    /// </summary>
    public static string Select(string sql, MirrorType type) => type switch
    {
        MirrorType.Number => $"trim_scale({sql})::text",
        MirrorType.Json or MirrorType.Properties => $"({sql})::text",
        _ => sql,
    };

    public static void Write(Utf8JsonWriter json, NpgsqlDataReader row, int at, MirrorType type)
    {
        if (row.IsDBNull(at))
        {
            json.WriteNullValue();
            return;
        }

        switch (type)
        {
            case MirrorType.Text: json.WriteStringValue(row.GetString(at)); break;
            case MirrorType.Integer or MirrorType.Reference: json.WriteNumberValue(row.GetInt64(at)); break;
            case MirrorType.Number or MirrorType.Json or MirrorType.Properties: json.WriteRawValue(row.GetString(at), skipInputValidation: true); break;
            case MirrorType.Boolean: json.WriteBooleanValue(row.GetBoolean(at)); break;
            case MirrorType.Date: json.WriteStringValue(row.GetFieldValue<DateOnly>(at).ToString("O", CultureInfo.InvariantCulture)); break;
            case MirrorType.Instant: json.WriteStringValue(row.GetDateTime(at)); break;
            case MirrorType.References: WriteIds(json, row.GetFieldValue<long[]>(at)); break;
        }
    }

    public static OpenApiSchema Schema(MirrorType type, bool nullable)
    {
        var schema = type switch
        {
            MirrorType.Integer or MirrorType.Reference => Schemas.Of(JsonSchemaType.Integer, "int64"),
            MirrorType.Number => Schemas.Of(JsonSchemaType.Number),
            MirrorType.Boolean => Schemas.Of(JsonSchemaType.Boolean),
            MirrorType.Date => Schemas.Of(JsonSchemaType.String, "date"),
            MirrorType.Instant => Schemas.Of(JsonSchemaType.String, "date-time"),
            MirrorType.References => Schemas.ListOf(Schemas.Of(JsonSchemaType.Integer, "int64")),
            MirrorType.Json or MirrorType.Properties => Schemas.Of(JsonSchemaType.Object),
            _ => Schemas.Of(JsonSchemaType.String),
        };
        if (nullable && type is not (MirrorType.Json or MirrorType.Properties))
            schema.Type |= JsonSchemaType.Null;
        return schema;
    }

    /// <summary>The same value as a cell of a CSV file; null where it is empty.</summary>
    public static string? Text(NpgsqlDataReader row, int at) => row.IsDBNull(at) ? null : row.GetValue(at) switch
    {
        DateTime instant => instant.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFZ", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("O", CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        long[] ids => string.Join(' ', ids),
        string?[] names => string.Join(", ", names),
        var value => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    private static void WriteIds(Utf8JsonWriter json, long[] ids)
    {
        json.WriteStartArray();
        foreach (var id in ids)
            json.WriteNumberValue(id);
        json.WriteEndArray();
    }
}
