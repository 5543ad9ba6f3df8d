using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Causeway.Odoo;
using Xunit;

namespace Causeway.Tests.Odoo.Samples;

/// <summary>One value of one field, as JSON and XML-RPC carry it, and what the client makes of it.</summary>
public sealed record ValueSample(OdooFieldType Type, string Json, string Xml, object? Value)
{
    public override string ToString() => $"{Type} {Json}";
}

/// <summary>Every shape that a value of Odoo's can have, by the type of its field.</summary>
public static class ValueSamples
{
    private const string NotSet = "<boolean>0</boolean>";

    private static readonly ValueSample[] Shapes =
    [
        // "false" means "not set" for every type but boolean.
        new(OdooFieldType.Boolean, "false", NotSet, false),
        new(OdooFieldType.Boolean, "true", "<boolean>1</boolean>", true),
        .. Enum.GetValues<OdooFieldType>().Where(type => type != OdooFieldType.Boolean).Select(type => new ValueSample(type, "false", NotSet, null)),
        new(OdooFieldType.Char, "null", "<nil/>", null),

        new(OdooFieldType.Integer, "0", "<int>0</int>", 0L),
        new(OdooFieldType.Integer, "-2147483648", "<i4>-2147483648</i4>", -2147483648L),
        new(OdooFieldType.Integer, "4294967294", "<i8>4294967294</i8>", 4294967294L),
        new(OdooFieldType.Integer, "3.0", "<double>3.0</double>", 3L),
        new(OdooFieldType.Many2oneReference, "48", "<int>48</int>", 48L),

        new(OdooFieldType.Float, "0.0", "<double>0.0</double>", 0m),
        new(OdooFieldType.Float, "7", "<int>7</int>", 7m),
        new(OdooFieldType.Float, "0.1", "<double>0.1</double>", 0.1m),
        new(OdooFieldType.Monetary, "12.345", "<double>12.345</double>", 12.345m),
        new(OdooFieldType.Monetary, "-1e-07", "<double>-1e-07</double>", -0.0000001m),
        new(OdooFieldType.Monetary, "1e+22", "<double>1e+22</double>", 10000000000000000000000m),
        new(OdooFieldType.Float, "1e+30", "<double>1e+30</double>", BigInteger.Pow(10, 30)),
        new(OdooFieldType.Float, "123456789012345678901234567890123", "<double>123456789012345678901234567890123</double>", BigInteger.Parse("123456789012345678901234567890123", CultureInfo.InvariantCulture)),

        new(OdooFieldType.Char, "\"\"", "<string></string>", ""),
        new(OdooFieldType.Char, "\"\"", "<string/>", ""),
        new(OdooFieldType.Char, "\"\"", "", ""),
        new(OdooFieldType.Char, "\"  \"", "<string>  </string>", "  "),
        new(OdooFieldType.Char, "\"untyped\"", "untyped", "untyped"),
        new(OdooFieldType.Char, "\"False\"", "<string>False</string>", "False"),
        new(OdooFieldType.Char, "\"a \\u0026 b \\u003c c \\\"d\\\" \\ud83d\\ude00\"", "<string>a &amp; b &lt; c \"d\" &#128512;</string>", "a & b < c \"d\" \U0001F600"),
        new(OdooFieldType.Char, "\"Zo\u00eb \U00020BB7 e\u0301 \u2028 tab\\t\"", "<string>Zo\u00eb \U00020BB7 e\u0301 \u2028 tab\t</string>", "Zo\u00eb \U00020BB7 e\u0301 \u2028 tab\t"),
        new(OdooFieldType.Char, "\"12\"", "<int>12</int>", "12"),
        new(OdooFieldType.Text, "\"one\\ntwo\"", "<string>one\ntwo</string>", "one\ntwo"),
        new(OdooFieldType.Html, "\"<p>a</p>\"", "<string>&lt;p&gt;a&lt;/p&gt;</string>", "<p>a</p>"),
        new(OdooFieldType.Html, "\"<p>b</p>\"", "<string><![CDATA[<p>b</p>]]></string>", "<p>b</p>"),
        new(OdooFieldType.Selection, "\"won\"", "<string>won</string>", "won"),
        new(OdooFieldType.Selection, "\"2\"", "<string>2</string>", "2"),
        new(OdooFieldType.Reference, "\"res.partner,7\"", "<string>res.partner,7</string>", "res.partner,7"),
        new(OdooFieldType.Binary, "\"aGVsbG8=\"", "<base64>aGVsbG8=</base64>", "aGVsbG8="),
        new(OdooFieldType.Binary, "\"70.00 bytes\"", "<string>70.00 bytes</string>", "70.00 bytes"),
        // tax_totals and its like.
        new(OdooFieldType.Binary, "{\"total\": 1.5}", "<struct><member><name>total</name><value><double>1.5</double></value></member></struct>", Json("""{"total": 1.5}""")),

        new(OdooFieldType.Date, "\"2027-03-31\"", "<string>2027-03-31</string>", new DateOnly(2027, 3, 31)),
        new(OdooFieldType.Date, "\"0001-01-01\"", "<string>0001-01-01</string>", new DateOnly(1, 1, 1)),
        new(OdooFieldType.DateTime, "\"2026-11-21 00:35:25\"", "<string>2026-11-21 00:35:25</string>", new DateTime(2026, 11, 21, 0, 35, 25, DateTimeKind.Utc)),
        new(OdooFieldType.DateTime, "\"2026-11-21 00:35:25\"", "<dateTime.iso8601>20261121T00:35:25</dateTime.iso8601>", new DateTime(2026, 11, 21, 0, 35, 25, DateTimeKind.Utc)),
        new(OdooFieldType.DateTime, "\"2026-11-21 00:49:27.643777\"", "<string>2026-11-21 00:49:27.643777</string>", new DateTime(2026, 11, 21, 0, 49, 27, DateTimeKind.Utc).AddTicks(6437770)),

        new(OdooFieldType.Many2one, "[4, \"Won\"]", "<array><data><value><int>4</int></value><value><string>Won</string></value></data></array>", new OdooReference(4, "Won")),
        new(OdooFieldType.Many2one, "4", "<int>4</int>", new OdooReference(4, null)),
        new(OdooFieldType.Many2one, "[4, false]", "<array><data><value><int>4</int></value><value><boolean>0</boolean></value></data></array>", new OdooReference(4, null)),
        new(OdooFieldType.Many2one, "{\"id\": 4, \"display_name\": \"Won\"}", "<struct><member><name>id</name><value><int>4</int></value></member><member><name>display_name</name><value><string>Won</string></value></member></struct>", new OdooReference(4, "Won")),

        new(OdooFieldType.Many2many, "[]", "<array><data></data></array>", Array.Empty<long>()),
        new(OdooFieldType.Many2many, "[]", "<array><data/></array>", Array.Empty<long>()),
        new(OdooFieldType.One2many, "[3, 1, 2]", "<array><data><value><int>3</int></value><value><int>1</int></value><value><int>2</int></value></data></array>", new long[] { 3, 1, 2 }),

        new(OdooFieldType.Json, "{\"7\": 100.0}", "<struct><member><name>7</name><value><double>100.0</double></value></member></struct>", Json("""{"7": 100.0}""")),
        new(OdooFieldType.Properties, "[{\"name\": \"p\", \"type\": \"char\", \"value\": false}]", "<array><data><value><struct><member><name>name</name><value>p</value></member><member><name>type</name><value>char</value></member><member><name>value</name><value><boolean>0</boolean></value></member></struct></value></data></array>", Json("""[{"name": "p", "type": "char", "value": false}]""")),
        new(OdooFieldType.Unknown, "\"anything\"", "<string>anything</string>", Json("\"anything\"")),
        new(OdooFieldType.Unknown, "[1, [2, {\"a\": true}]]", "<array><data><value><int>1</int></value><value><array><data><value><int>2</int></value><value><struct><member><name>a</name><value><boolean>1</boolean></value></member></struct></value></data></array></value></data></array>", Json("""[1, [2, {"a": true}]]""")),
    ];

    private static readonly ValueSample[] Misfits =
    [
        new(OdooFieldType.Integer, "\"many\"", "<string>many</string>", null),
        new(OdooFieldType.Integer, "1.5", "<double>1.5</double>", null),
        new(OdooFieldType.Integer, "99999999999999999999", "<i8>99999999999999999999</i8>", null),
        new(OdooFieldType.Float, "1e400", "<double>inf</double>", null),
        new(OdooFieldType.Float, "NaN", "<double>nan</double>", null),
        new(OdooFieldType.Date, "\"31/03/2027\"", "<string>31/03/2027</string>", null),
        new(OdooFieldType.Date, "\"2027-02-30\"", "<string>2027-02-30</string>", null),
        new(OdooFieldType.DateTime, "\"2026-11-21 24:00:00\"", "<string>2026-11-21 24:00:00</string>", null),
        new(OdooFieldType.DateTime, "\"2026-11-21T00:35:25+02:00\"", "<string>2026-11-21T00:35:25+02:00</string>", null),
        new(OdooFieldType.Many2one, "\"Won\"", "<string>Won</string>", null),
        new(OdooFieldType.Many2many, "[1, \"two\"]", "<array><data><value><int>1</int></value><value>two</value></data></array>", null),
        new(OdooFieldType.Many2many, "7", "<int>7</int>", null),
        new(OdooFieldType.Char, "[\"a\"]", "<array><data><value>a</value></data></array>", null),
        new(OdooFieldType.Date, "true", "<boolean>1</boolean>", null),
        new(OdooFieldType.Char, "\"\\ud800\"", "<string>\u0000</int>", null),
        new(OdooFieldType.Char, "\"a\" \"b\"", "<int>seven</int>", null),
    ];

    public static TheoryData<ValueSample> All => [.. Shapes];

    /// <summary>Values that are no values of their field's type: an error is better than a guess.</summary>
    public static TheoryData<ValueSample> Broken => [.. Misfits];

    private static JsonElement Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
