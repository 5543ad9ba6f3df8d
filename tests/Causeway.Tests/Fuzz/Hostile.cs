namespace Causeway.Tests.Fuzz;

/// <summary>Values that break programs which did not expect them.</summary>
internal static class Hostile
{
    /// <summary>Text, as it may stand in a query once it is escaped.</summary>
    public static readonly string[] Texts =
    [
        "", " ", "\t", "0", "-1", "1e400", "NaN", "Infinity", "null", "undefined", "true", "[]", "{}", "[object Object]",
        "9223372036854775807", "9223372036854775808", "-9223372036854775808", "99999999999999999999999999999999", "2147483648", "0x10", "1,5", "1_000", "٣",
        "%", "%%", "_", "\\", "'", "\"", "';select pg_sleep(9)--", "$1", "@id", "{0}", "a\0b", "\u0001\u001f", "\u007f", "\ufeff", "\ufffe", "\uffff", "\u2028",
        "مرحبا \u202e abc", "é́́́", "👩‍👩‍👧‍👦", "ﷺ", "İıſK", "ß", "Ω≈ç√", "\ud800", "\udc00x", "x\ud800",
        "2026-02-30", "0000-00-00", "10000-01-01", "0001-01-01", "9999-12-31", "9999-12-31T23:59:59.9999999Z", "0001-01-01T00:00:00+14:00", "2026-01-31T25:61:61Z", "12:00", "infinity", "-infinity",
        "../../etc/passwd", "/", "//", "http://169.254.169.254/", "file:///etc/passwd", "a@b@c", "<script>", "=1+1", "csv", "\r\nX-Injected: 1",
        "00000000-0000-0000-0000-000000000000", "not-a-uuid", new('a', 300), new('é', 300), "eyJjIjoxLCJzIjoiaWQiLCJkIjp0cnVlLCJ2IjoiMSIsImkiOjF9", "eyJjIjpudWxsfQ", "e30", "bnVsbA",
    ];

    /// <summary>JSON, or what was meant to be.</summary>
    public static readonly string[] Json =
    [
        "null", "true", "false", "0", "-0", "1", "-1", "1.5", "1e400", "-1e400", "1E-400", "9223372036854775807", "9223372036854775808", "2147483648", "-2147483649",
        "99999999999999999999999999999999999999999999999999", "0.1000000000000000055511151231257827021181583404541015625", "79228162514264337593543950336", "1.0", "1e0",
        "NaN", "Infinity", "-Infinity", "01", "+1", ".5", "1.", "'x'", "undefined", "\"\"", "\" \"", "\"NaN\"", "\"1\"", "\"\\u0000\"", "\"a\\u0000b\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\ud83d\\ude00\"",
        "\"\\u202eabc\"", "\"e\\u0301\\u0301\"", "\"\\ufffe\"", "\"\\uffff\"", "\"\\u2028\"", "\"\u0001\"", "\"\\x41\"", "\"مرحبا\"", "\"👩‍👩‍👧‍👦\"", "\"İ\"",
        "[]", "[null]", "[[]]", "[1]", "[1,1]", "[-1]", "[\"1\"]", "[1,\"a\",null,{}]", "{}", "{\"id\":1}", "{\"id\":1,\"id\":2}", "{\"\":1}", "{\"__proto__\":1}", "{\"$type\":\"System.IO.FileInfo\"}",
        "\"2026-02-30\"", "\"0000-00-00\"", "\"9999-12-31T23:59:59.9999999Z\"", "\"0001-01-01T00:00:00+14:00\"", "\"infinity\"", "\"00000000-0000-0000-0000-000000000000\"", "\"not-a-uuid\"",
        $"\"{new string('a', 2_000)}\"", $"\"{new string('é', 70_000)}\"", $"[{string.Join(',', Enumerable.Range(1, 3_000))}]", Nested("[", "]", 20), Nested("[", "]", 40), Nested("{\"a\":", "}", 40), "1 2", "// comment\n1", "\"unclosed", "[1,", "{\"a\"", "",
    ];

    /// <summary>Whole bodies that are none.</summary>
    public static readonly string[] Bodies =
    [
        "", " ", "null", "[]", "\"text\"", "1", "NaN", "{", "{}}", "{\"a\":1,}", "{'a':1}", "{a:1}", "\ufeff{}", "{} {}", "{\"a\":1}//", "<a/>", "a=1&b=2", "%00", "{\"name\":\"x\",\"name\":\"y\"}",
        Nested("[", "]", 5_000), Nested("{\"a\":", "}", 5_000), $"{{\"{new string('k', 20_000)}\":1}}", $"{{{string.Join(',', Enumerable.Range(0, 3_000).Select(i => $"\"m{i}\":{i}"))}}}",
    ];

    public static readonly string[] ContentTypes =
    [
        "application/json; charset=utf-8", "application/json; charset=utf-16", "application/json; charset=nonsense", "application/json;;;", "APPLICATION/JSON", "text/plain", "text/csv", "application/xml",
        "application/problem+json", "application/x-www-form-urlencoded", "multipart/form-data", "multipart/form-data; boundary=x", "application/octet-stream", "json", "*/*", "a/b/c",
    ];

    private static string Nested(string open, string close, int depth) =>
        string.Concat(Enumerable.Repeat(open, depth)) + "1" + string.Concat(Enumerable.Repeat(close, depth));
}
