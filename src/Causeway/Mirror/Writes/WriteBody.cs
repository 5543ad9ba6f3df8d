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
    private readonly string prefix;

    private WriteBody(IEnumerable<WritableField> fields, IEnumerable<OdooField> custom, JsonElement? present, string prefix = "")
    {
        this.prefix = prefix;
        this.fields = fields.ToDictionary(field => field.Name);
        this.custom = custom.ToDictionary(field => field.Name);
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

    /// <summary>
    /// The values that an object within a body sets on many records alike, which nothing present is compared with; what is
    /// wrong is added to <paramref name="errors"/> under the object's own name.
    /// </summary>
    public static Dictionary<string, object?> ForMany(JsonElement set, string name, IReadOnlyList<WritableField> fields, IEnumerable<OdooField> custom, ICollection<FieldError> errors)
    {
        var read = new WriteBody(fields, custom, null, $"{name}.");
        read.Read(set);
        read.errors.ForEach(errors.Add);
        return read.values;
    }

    private Dictionary<string, object?> Values() => errors.Count == 0 ? values : throw new ProblemException(Problems.Invalid(errors));

    private void Read(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            errors.Add(new(prefix.Length == 0 ? "body" : prefix[..^1], "must be a JSON object."));
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
            // What Odoo has may be more than can be sent, such as a type of contact that none is made of here.
            if (!IsPresent(member) || (!field.IsDerived && Convert(field, member.Value).Fault is null))
                Take(field, member.Value);
        }
        else if (member is { Name: "custom", Value.ValueKind: JsonValueKind.Object } && !IsPresent(member))
            ReadCustom(member.Value);
        else if (!IsPresent(member))
            errors.Add(new(prefix + member.Name, present is { } record && record.TryGetProperty(member.Name, out _) ? "cannot be written." : "is not a member of this request."));
    }

    private bool IsPresent(JsonProperty member) => present is { } record && SentBack.Equals(record, member);

    private void ReadCustom(JsonElement sent)
    {
        foreach (var member in sent.EnumerateObject())
        {
            var name = $"{prefix}custom.{member.Name}";
            if (!custom.TryGetValue(member.Name, out var field))
                errors.Add(new(name, "is not a field of this model."));
            else if (WritableField.Of(field) is { } writable)
                Take(writable, member.Value, name);
            else if (!IsPresentCustom(member))
                errors.Add(new(name, "cannot be written."));
        }
    }

    private bool IsPresentCustom(JsonProperty member) =>
        present is { } record && record.TryGetProperty("custom", out var all) && all.ValueKind == JsonValueKind.Object && SentBack.Equals(all, member);

    private void Take(WritableField field, JsonElement value, string? name = null)
    {
        var (taken, fault) = Convert(field, value);
        if (fault is not null)
            errors.Add(new(name ?? prefix + field.Name, fault));
        else if (field.Type is WriteType.Added or WriteType.Removed && values.TryGetValue(field.Field, out var before))
            values[field.Field] = (object?[])[.. (object?[])before!, .. (object?[])taken!];
        else
            values[field.Field] = taken;
    }

    private static (object? Value, string? Fault) Convert(WritableField field, JsonElement value) => (field.Type, value.ValueKind) switch
    {
        (WriteType.Added or WriteType.Removed, JsonValueKind.Null) => (null, "must be a list of ids."),
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
        (WriteType.Added, _) => Ids(value, ids => [.. ids.Select(id => new object?[] { 4L, id, 0L })]),
        (WriteType.Removed, _) => Ids(value, ids => [.. ids.Select(id => new object?[] { 3L, id, 0L })]),
        // As a whole.
        _ => Ids(value, ids => [new object?[] { 6L, 0L, ids }]),
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

    /// <summary>An x2many is written by Odoo's commands.</summary>
    private static (object?, string?) Ids(JsonElement value, Func<long[], object?[]> commands)
    {
        if (value.ValueKind != JsonValueKind.Array)
            return (null, "must be a list of ids.");
        var ids = new List<long>();
        foreach (var item in value.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Number || !item.TryGetInt32(out var id) || id <= 0)
                return (null, "must be a list of ids.");
            ids.Add(id);
        }

        return (commands([.. ids.Distinct()]), null);
    }
}
