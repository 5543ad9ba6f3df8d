using System.Globalization;
using System.Text.Json;
using Causeway.GraphQL.Execution;
using Causeway.GraphQL.Language;
using Causeway.GraphQL.Types;
using Causeway.Mirror.Catalog;

namespace Causeway.Features.GraphQlApi.Types;

/// <summary>Scalars beyond the five that every schema has.</summary>
internal static class ApiScalars
{
    public static readonly ScalarType Date = Text("Date", "https://www.rfc-editor.org/rfc/rfc3339#section-5.6", "A day, such as 2026-01-31.", text =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _));

    public static readonly ScalarType DateTime = Text("DateTime", "https://www.rfc-editor.org/rfc/rfc3339#section-5.6", "An instant, such as 2026-01-31T08:30:00Z; without an offset it is UTC.", text =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _));

    public static readonly ScalarType Json = new("JSON")
    {
        SpecifiedBy = "https://www.rfc-editor.org/rfc/rfc8259",
        Description = "Any JSON value.",
        Parse = InputValues.Untyped,
        Read = json => json.Clone(),
        Write = value => value,
    };

    /// <summary>The scalar of what the mirror stores. Odoo's ids and whole numbers have 32 bits.</summary>
    public static ScalarType Of(MirrorType type) => type switch
    {
        MirrorType.Integer or MirrorType.Reference => ScalarType.Int,
        MirrorType.Number => ScalarType.Float,
        MirrorType.Boolean => ScalarType.Boolean,
        MirrorType.Date => Date,
        MirrorType.Instant => DateTime,
        MirrorType.Json or MirrorType.Properties => Json,
        _ => ScalarType.String,
    };

    private static ScalarType Text(string name, string specifiedBy, string description, Func<string, bool> isOne) => new(name)
    {
        SpecifiedBy = specifiedBy,
        Description = description,
        Parse = literal => literal is StringValue text && isOne(text.Text) ? text.Text : null,
        Read = json => json.ValueKind == JsonValueKind.String && json.GetString() is { } text && isOne(text) ? text : null,
        Write = value => value as string,
    };
}
