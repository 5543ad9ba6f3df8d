using System.Globalization;
using Causeway.Odoo;

namespace Causeway.Tests.Odoo.Recordings;

/// <summary>What the client should give for an answer that was read without it, in the same notation as <see cref="Canonical"/>.</summary>
internal static class Oracle
{
    public static string Typed(OdooFieldType type, object? plain) => (type, plain) switch
    {
        (OdooFieldType.Boolean, bool flag) => flag ? "true" : "false",
        (_, null or false) => "null",
        (OdooFieldType.Integer or OdooFieldType.Many2oneReference, Plain.Number number) => number.Text,
        (OdooFieldType.Float or OdooFieldType.Monetary, Plain.Number number) => Canonical.Decimal(number.Text),
        (OdooFieldType.Date, string text) => Canonical.Day(DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture)),
        (OdooFieldType.DateTime, string text) => Canonical.Instant(DateTime.ParseExact(text, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)),
        (OdooFieldType.Many2one, List<object?> and [Plain.Number id, string name]) => Canonical.Reference(Id(id), name),
        (OdooFieldType.Many2one, Plain.Number id) => Canonical.Reference(Id(id), null),
        (OdooFieldType.One2many or OdooFieldType.Many2many, List<object?> ids) => Canonical.Ids(ids.Select(Id)),
        (OdooFieldType.Json or OdooFieldType.Properties or OdooFieldType.PropertiesDefinition, _) => Canonical.Json(plain),
        (OdooFieldType.Binary, List<object?> or Dictionary<string, object?>) => Canonical.Json(plain),
        (_, string text) => Canonical.Text(text),
        _ => throw new InvalidDataException($"A {type} field has the value {plain}."),
    };

    public static string Untyped(object? plain) => plain switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        Plain.Number number => number.Text.AsSpan().ContainsAny(".eE") ? Canonical.Decimal(number.Text) : number.Text,
        string text => Canonical.Text(text),
        List<object?> items => Canonical.List(items.Select(Untyped)),
        Dictionary<string, object?> members => Canonical.Members(members.Select(member => (member.Key, Untyped(member.Value)))),
        _ => throw new InvalidDataException(),
    };

    public static string Records(object? plain, OdooFieldSet fields) =>
        Canonical.List(List(plain).Select(record => $"#{Id(Member(record, "id"))}{{{string.Join(",", fields.Select(field => $"{field.Name}:{Typed(field.Type, Member(record, field.Name))}"))}}}"));

    public static string Ids(object? plain) => Canonical.Ids(List(plain).Select(Id));

    public static string Load(object? plain)
    {
        var messages = List(Member(plain, "messages")).Select(message =>
            $"{Member(message, "type")},{(Find(message, "record") as Plain.Number)?.Text},{Find(message, "field") as string},{Member(message, "message")}");
        return $"{(Member(plain, "ids") is List<object?> ids ? Ids(ids) : "null")} {string.Join("|", messages)}";
    }

    /// <summary>Fields by what was asked for: an attribute that the recording lacks has the value that Odoo leaves out.</summary>
    public static string Fields(object? plain) => Canonical.Members(((Dictionary<string, object?>)plain!).Select(field => (field.Key, Field(field.Value))));

    public static string Groups(object? plain, IReadOnlyList<string> groupBy) => Canonical.List(List(plain).Select(row =>
    {
        var count = Find(row, "__count") ?? Member(row, $"{groupBy[0].Split(':')[0]}_count");
        var ranges = groupBy.Where(name => name.Contains(':')).Select(name => $"{name}:{Bound(row, name, "from", ">=")}..{Bound(row, name, "to", "<")}");
        return $"{Id(count)}*{Untyped(row)}{string.Join(",", ranges)}";
    }));

    private static string Field(object? attributes)
    {
        var type = (string)Member(attributes, "type")!;
        var options = Find(attributes, "selection") is List<object?> selection ? selection.Select(option => $"{List(option)[0]}={List(option)[1]}") : [];
        return $"{type}/{Enum.Parse<OdooFieldType>(type.Replace("_", "", StringComparison.Ordinal), ignoreCase: true)}/{Find(attributes, "relation") as string}/{Flag("store", true)}/{Flag("required", false)}/{Flag("readonly", false)}/{string.Join(";", options)}";

        bool Flag(string name, bool otherwise) => Find(attributes, name) as bool? ?? otherwise;
    }

    private static string Bound(object? row, string name, string end, string op)
    {
        var text = Find(row, "__range") is { } ranges
            ? (string)Member(Member(ranges, name), end)!
            : (string)List(List(Member(row, "__domain")).OfType<List<object?>>().First(condition => condition[1] is string found && found == op))[2]!;
        return Canonical.Instant(DateTime.ParseExact(text, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
    }

    private static long Id(object? number) => long.Parse(((Plain.Number)number!).Text, CultureInfo.InvariantCulture);

    private static List<object?> List(object? plain) => (List<object?>)plain!;

    private static object? Member(object? plain, string name) => ((Dictionary<string, object?>)plain!)[name];

    private static object? Find(object? plain, string name) => ((Dictionary<string, object?>)plain!).GetValueOrDefault(name);
}
