using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Causeway.Odoo;

namespace Causeway.Tests.Odoo.Recordings;

/// <summary>What the client gave, as a text that shows value and type: 7 is a long, 7n a decimal, "7" a text.</summary>
internal static class Canonical
{
    public static string Of(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        long number => number.ToString(CultureInfo.InvariantCulture),
        decimal or BigInteger => Decimal(Convert.ToString(value, CultureInfo.InvariantCulture)!),
        string text => Text(text),
        DateOnly day => Day(day),
        DateTime { Kind: DateTimeKind.Utc } instant => Instant(instant),
        OdooReference reference => Reference(reference.Id, reference.Name),
        JsonElement json => Json(Plain.Json(json)),
        long[] ids => Ids(ids),
        OdooRecord record => $"#{record.Id}{{{string.Join(",", record.Fields.Select(field => $"{field.Name}:{Of(record[field.Name])}"))}}}",
        OdooField field => $"{field.TypeName}/{field.Type}/{field.Relation}/{field.Stored}/{field.Required}/{field.ReadOnly}/{string.Join(";", field.Selection?.Select(option => $"{option.Key}={option.Value}") ?? [])}",
        OdooGroup group => $"{group.Count}*{Of(group.Values)}{string.Join(",", group.Ranges.Select(range => $"{range.Key}:{Instant(range.Value.From)}..{Instant(range.Value.To)}"))}",
        OdooLoadResult load => $"{(load.Ids is null ? "null" : Ids(load.Ids))} {string.Join("|", load.Messages.Select(message => $"{message.Type},{message.Row},{message.Field},{message.Text}"))}",
        IReadOnlyDictionary<string, OdooField> fields => Members(fields.Select(field => (field.Key, Of(field.Value)))),
        IReadOnlyDictionary<string, object?> members => Members(members.Select(member => (member.Key, Of(member.Value)))),
        System.Collections.IEnumerable items => List(items.Cast<object?>().Select(Of)),
        _ => throw new InvalidDataException($"The client gave a {value.GetType()}, which is none of the types it promises."),
    };

    public static string Text(string text) => JsonSerializer.Serialize(text);

    public static string Decimal(string text) => $"{Size(text)}n";

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Instant(DateTime instant) => instant.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string Reference(long id, string? name) => $"->{id} {name}";

    public static string Ids(IEnumerable<long> ids) => $"ids[{string.Join(",", ids)}]";

    public static string List(IEnumerable<string> items) => $"[{string.Join(",", items)}]";

    public static string Members(IEnumerable<(string Key, string Value)> members) =>
        $"{{{string.Join(",", members.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => $"{member.Key}:{member.Value}"))}}}";

    /// <summary>Inside of JSON 7 and 7.0 are the same number: XML-RPC and JSON may differ in that.</summary>
    public static string Json(object? plain) => plain switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        Plain.Number number => Size(number.Text),
        string text => Text(text),
        List<object?> items => List(items.Select(Json)),
        Dictionary<string, object?> members => Members(members.Select(member => (member.Key, Json(member.Value)))),
        _ => throw new InvalidDataException(),
    };

    private static string Size(string text) => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture).ToString("G29", CultureInfo.InvariantCulture);
}
