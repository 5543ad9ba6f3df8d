using System.Globalization;
using System.Text.Json;
using Causeway.Odoo;
using Causeway.Platform.Http;

namespace Causeway.Mirror.Writes;

/// <summary>
/// Reads the JSON body of a write into Odoo's values. Only declared members are taken, so that nothing else of a record
/// can be assigned; every fault is named at once.
/// </summary>
internal sealed class WriteBody
{
    private readonly IReadOnlyDictionary<string, WritableField> fields;
    private readonly IReadOnlyDictionary<string, OdooField> custom;
    private readonly JsonElement? present;
    private readonly List<FieldError> errors = [];
    private readonly Dictionary<string, object?> values = [];

    private WriteBody(IEnumerable<WritableField> fields, IEnumerable<OdooField> custom, JsonElement? present)
    {
        this.fields = fields.ToDictionary(field => field.Name);
        this.custom = custom.Where(field => !field.ReadOnly).ToDictionary(field => field.Name);
        this.present = present;
    }

    /// <summary>The values that a create sets: every required member must be there.</summary>
    public static Dictionary<string, object?> ForCreate(JsonElement body, IReadOnlyList<WritableField> fields, IEnumerable<OdooField> custom)
    {
        var read = new WriteBody(fields, custom, null);
        read.Read(body);
        foreach (var missing in fields.Where(field => field.Required && read.values.GetValueOrDefault(field.Field) is null && read.errors.All(error => error.Field != field.Name)))
            read.errors.Add(new(missing.Name, "is required."));
        return read.Values();
    }

    /// <summary>
    /// The values that an update changes. People send back what they got: a member that cannot be written is taken in
    /// silence when it equals the <paramref name="present"/> record's.
    /// </summary>
    public static Dictionary<string, object?> ForUpdate(JsonElement body, IReadOnlyList<WritableField> fields, IEnumerable<OdooField> custom, JsonElement present)
    {
        var read = new WriteBody(fields, custom, present);
        read.Read(body);
        return read.Values();
    }

    private Dictionary<string, object?> Values() => errors.Count == 0 ? values : throw new ProblemException(Problems.Invalid(errors));

    private void Read(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            errors.Add(new("body", "must be a JSON object."));
            return;
        }

        foreach (var member in body.EnumerateObject())
        {
            try
            {
                Read(member);
            }
            catch (InvalidOperationException)
            {
                // What JsonElement throws for an escape such as \ud800 that stands alone.
                errors.Add(new("body", "holds half of a surrogate pair: text must be Unicode."));
            }
        }
    }

    private void Read(JsonProperty member)
    {
        if (fields.TryGetValue(member.Name, out var field))
        {
            if (!field.IsDerived || !IsPresent(member))
                Take(field, member.Value);
        }
        else if (member is { Name: "custom", Value.ValueKind: JsonValueKind.Object } && !IsPresent(member))
            ReadCustom(member.Value);
        else if (!IsPresent(member))
            errors.Add(new(member.Name, present is { } record && record.TryGetProperty(member.Name, out _) ? "cannot be written." : "is not a member of this request."));
    }

    /// <summary>When the mirror last confirmed the record moves by itself: what was got a moment ago is what is present.</summary>
    private bool IsPresent(JsonProperty member) =>
        present is { } record && record.TryGetProperty(member.Name, out var value) && (member.Name == "last_synced" || JsonElement.DeepEquals(value, member.Value));

    private void ReadCustom(JsonElement sent)
    {
        foreach (var member in sent.EnumerateObject())
        {
            if (!custom.TryGetValue(member.Name, out var field))
                errors.Add(new($"custom.{member.Name}", "is not a field of this model, or cannot be written."));
            else
                Take(Writable(field), member.Value, $"custom.{member.Name}");
        }
    }

    private static WritableField Writable(OdooField field) => new(field.Name, field.Type switch
    {
        OdooFieldType.Integer => WriteType.Integer,
        OdooFieldType.Float or OdooFieldType.Monetary => WriteType.Number,
        OdooFieldType.Boolean => WriteType.Boolean,
        OdooFieldType.Date => WriteType.Date,
        OdooFieldType.Many2one => WriteType.Reference,
        OdooFieldType.Many2many => WriteType.References,
        _ => WriteType.Text,
    })
    {
        Choices = field.Selection is { Count: > 0 } selection ? [.. selection.Select(option => option.Key)] : [],
    };

    private void Take(WritableField field, JsonElement value, string? name = null)
    {
        var (taken, fault) = Convert(field, value);
        if (fault is null)
            values[field.Field] = taken;
        else
            errors.Add(new(name ?? field.Name, fault));
    }

    private static (object? Value, string? Fault) Convert(WritableField field, JsonElement value) => (field.Type, value.ValueKind) switch
    {
        (_, JsonValueKind.Null) => field.Required ? (null, "must not be null.") : (null, null),
        (WriteType.Text, JsonValueKind.String) => Text(field, value.GetString()!),
        (WriteType.Text, _) => (null, "must be text."),
        (WriteType.Number, JsonValueKind.Number) => value.TryGetDecimal(out var number) ? Bounded(field, number) : (null, "is too large a number."),
        (WriteType.Number, _) => (null, "must be a number."),
        // Odoo's integer columns have 32 bits.
        (WriteType.Integer, JsonValueKind.Number) => value.TryGetInt32(out var number) ? ((long)number, null) : (null, "must be a whole number of 32 bits."),
        (WriteType.Integer, _) => (null, "must be a whole number."),
        (WriteType.Boolean, JsonValueKind.True or JsonValueKind.False) => (value.GetBoolean(), null),
        (WriteType.Boolean, _) => (null, "must be true or false."),
        (WriteType.Date, _) => Date(value),
        (WriteType.Instant, _) => Instant(value),
        (WriteType.User, JsonValueKind.String) => value.TryGetGuid(out var user) ? (user, null) : (null, "must be the id of a user."),
        (WriteType.User, _) => (null, "must be the id of a user."),
        (WriteType.Reference, JsonValueKind.Number) => value.TryGetInt32(out var id) && id > 0 ? ((long)id, null) : (null, "must be the id of a record."),
        (WriteType.Reference, _) => (null, "must be the id of a record, or null."),
        _ => Ids(value),
    };

    private static (object?, string?) Text(WritableField field, string text)
    {
        if (text.Contains('\0'))
            return (null, "must not contain the character U+0000.");
        if (text.Length > field.MaxLength)
            return (null, $"must have at most {field.MaxLength} characters.");
        if (field.Required && string.IsNullOrWhiteSpace(text))
            return (null, "must not be empty.");
        return field.Choices.Count > 0 && !field.Choices.Contains(text)
            ? (null, $"must be one of {string.Join(", ", field.Choices)}.")
            : (text.Length == 0 ? null : text, null);
    }

    private static (object?, string?) Bounded(WritableField field, decimal number)
    {
        if (number < field.Min)
            return (null, string.Create(CultureInfo.InvariantCulture, $"must be {field.Min} or more."));
        return number > field.Max
            ? (null, string.Create(CultureInfo.InvariantCulture, $"must be {field.Max} or less."))
            : (number, null);
    }

    private static (object?, string?) Date(JsonElement value) =>
        value.ValueKind == JsonValueKind.String
        && DateOnly.TryParseExact(value.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? (day, null)
            : (null, "must be a date such as 2026-01-31.");

    /// <summary>Without an offset it is UTC, wherever this runs.</summary>
    private static (object?, string?) Instant(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && value.TryGetDateTime(out var instant)
            ? (instant.Kind == DateTimeKind.Unspecified ? DateTime.SpecifyKind(instant, DateTimeKind.Utc) : instant.ToUniversalTime(), null)
            : (null, "must be an instant such as 2026-01-31T08:30:00Z.");

    /// <summary>An x2many is replaced as a whole, by Odoo's command 6.</summary>
    private static (object?, string?) Ids(JsonElement value)
    {
        var ids = new List<long>();
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
            {
                if (item.ValueKind != JsonValueKind.Number || !item.TryGetInt32(out var id) || id <= 0)
                    return (null, "must be a list of ids.");
                ids.Add(id);
            }

            return (new object?[] { new object?[] { 6L, 0L, ids.Distinct().ToArray() } }, null);
        }

        return (null, "must be a list of ids.");
    }
}
