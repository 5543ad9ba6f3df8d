using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Causeway.Tests.Fuzz;

/// <summary>One operation of the document.</summary>
internal sealed record FuzzOperation(string Id, HttpMethod Method, string Path, JsonNode Node);

/// <summary>Makes the request of a number: the same for the same seed.</summary>
internal sealed class FuzzRequests
{
    /// <summary>Over the limit by a little.</summary>
    private static readonly byte[] TooLarge = Encoding.ASCII.GetBytes($$"""{"name":"{{new string('x', 1024 * 1024)}}"}""");

    /// <summary>Change the connection to Odoo, which the others need to stay as it is.</summary>
    private static readonly HashSet<string> OnSpareAlone =
        ["/api/integrations/odoo/configure", "/api/connections/{id}", "/api/connections/{id}/default", "/api/integrations/odoo/database", "/api/webhooks/install"];

    /// <summary>End the sign-in of who asks: by another method than the operation's, too.</summary>
    private static readonly HashSet<string> EndSignIns = ["/api/auth/logout", "/api/auth/session", "/api/auth/refresh", "/api/auth/me/password"];

    /// <summary>What is deleted instead of one.</summary>
    private const int NoConnection = 4711;

    private readonly JsonNode document;
    private readonly FuzzWorld world;
    private readonly IReadOnlyList<FuzzOperation> operations;

    public FuzzRequests(JsonNode document, FuzzWorld world)
    {
        (this.document, this.world) = (document, world);
        operations =
        [
            .. from path in document["paths"]!.AsObject()
               from method in path.Value!.AsObject()
               select new FuzzOperation((string)method.Value!["operationId"]!, new HttpMethod(method.Key.ToUpperInvariant()), path.Key, method.Value),
        ];
    }

    public int Count => operations.Count;

    public (FuzzOperation Operation, HttpRequestMessage Request) Next(int number, Random random)
    {
        // Every operation in turn, so that none is missed by chance.
        var operation = operations[number % operations.Count];
        // A request of which only one thing is wrong, or nothing, gets furthest.
        var calm = random.Next(2) == 0;
        var method = !calm && random.Next(30) == 0 ? random.Pick([HttpMethod.Put, HttpMethod.Delete, HttpMethod.Patch, HttpMethod.Head, HttpMethod.Options, HttpMethod.Trace]) : operation.Method;
        var address = new Uri(Path(operation, method, calm, random) + Query(operation, calm, random), new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var request = new HttpRequestMessage(method, address);
        AddHeaders(operation, request, calm, random);
        if (operation.Node["requestBody"] is { } body || (!calm && random.Next(20) == 0 && method != HttpMethod.Trace))
            request.Content = Content(operation.Node["requestBody"], calm, random);
        return (operation, request);
    }

    public static bool EndsSignIn(FuzzOperation operation) => EndSignIns.Contains(operation.Path);

    private string Path(FuzzOperation operation, HttpMethod method, bool calm, Random random)
    {
        var path = operation.Path;
        foreach (var part in operation.Path.Split('/').Where(part => part.StartsWith('{')))
            path = path.Replace(part, Escape(Segment(operation, method, part.Trim('{', '}').Split(':')[0], calm, random)), StringComparison.Ordinal);
        return $"http://fuzz{(random.Next(8) == 0 ? path.Replace("/api/", "/api/v1/", StringComparison.Ordinal) : path)}";
    }

    private string Segment(FuzzOperation operation, HttpMethod method, string name, bool calm, Random random)
    {
        if (!calm && random.Next(5) == 0)
            return random.Pick(Hostile.Texts) is { Length: > 0 } text && !text.Contains('\0', StringComparison.Ordinal) ? text : "-";
        if (OnSpareAlone.Contains(operation.Path))
            return $"{(method == HttpMethod.Delete ? NoConnection : operation.Path.EndsWith("/default", StringComparison.Ordinal) ? world.Connection : world.Spare)}";
        return name switch
        {
            "model" => random.Pick(["crm.lead", "res.partner", "res.users", "mail.activity", "no.such.model", "ir.model"]),
            "method" => random.Pick(["search_read", "unlink", "_private", "fields_get", "x"]),
            "sync_id" => world.Uuid(random),
            _ when operation.Path.StartsWith("/api/tasks", StringComparison.Ordinal) || operation.Path.StartsWith("/api/auth", StringComparison.Ordinal) => world.Uuid(random),
            _ when operation.Path.StartsWith("/api/connections", StringComparison.Ordinal) => $"{random.Pick([world.Connection, world.Spare])}",
            _ => world.Id(random).ToString(CultureInfo.InvariantCulture),
        };
    }

    private string Query(FuzzOperation operation, bool calm, Random random)
    {
        var query = new StringBuilder();
        foreach (var parameter in operation.Node["parameters"]?.AsArray().Where(parameter => (string?)parameter!["in"] == "query") ?? [])
        {
            var name = (string)parameter!["name"]!;
            // Would save what leads nowhere.
            if (random.Next(5) > (calm ? 0 : 1) || name == "force")
                continue;
            Append(name, random.Next(calm ? 8 : 2) == 0 ? random.Pick(Hostile.Texts) : Usual(parameter["schema"], random));
            if (!calm && random.Next(20) == 0)
                Append(name, "twice");
        }

        if (!calm && random.Next(10) == 0)
            Append(random.Pick(["nobody", "connection", "format", "cursor", "page", "a[b]", "", "name[eq]", "id[in]", "write_date[gte]"]), random.Pick(Hostile.Texts));
        if (OnSpareAlone.Contains(operation.Path))
            Append("connection", $"{world.Spare}");
        return query.ToString();

        void Append(string name, string value) => query.Append(query.Length == 0 ? '?' : '&').Append(Escape(name)).Append('=').Append(Escape(value));
    }

    private string Usual(JsonNode? schema, Random random) => schema?["enum"] is JsonArray { Count: > 0 } choices
        ? $"{choices[random.Next(choices.Count)]}"
        : ((string?)schema?["type"], (string?)schema?["format"]) switch
        {
            ("integer", _) => $"{(random.Next(2) == 0 ? random.Next(1, 120) : world.Id(random))}",
            ("number", _) => $"{random.Next(1_000)}.5",
            ("boolean", _) => random.Pick(["true", "false"]),
            (_, "date") => "2026-03-01",
            (_, "date-time") => "2026-03-01T00:00:00Z",
            _ => random.Pick(["a", "new", "name,id", "name", "2026-03-01"]),
        };

    private void AddHeaders(FuzzOperation operation, HttpRequestMessage request, bool calm, Random random)
    {
        Add("Idempotency-Key", 6, [$"{random.Next(200)}", $"fuzz-{random.NextInt64()}", .. Hostile.Texts]);
        Add("If-Match", 10, ["*", "\"abc\"", "W/\"abc\"", "\"a\", \"b\"", "abc", .. Hostile.Texts]);
        Add("If-None-Match", 12, ["*", "\"abc\"", "W/\"abc\"", .. Hostile.Texts]);
        Add("Accept", 10, ["text/csv", "application/json", "*/*", "text/html", "application/xml", "text/csv;q=0", "text/event-stream", .. Hostile.Texts]);
        Add("Last-Event-ID", 25, Hostile.Texts);
        Add("Range", 60, ["bytes=0-10", "bytes=-1", "x"]);
        Add("Cookie", 60, ["causeway=x", "a=b; a=c", .. Hostile.Texts]);
        Add("Content-Encoding", 80, ["gzip", "x"]);
        Add("X-Forwarded-For", 60, Hostile.Texts);
        if (OnSpareAlone.Contains(operation.Path))
            request.Headers.TryAddWithoutValidation("X-Connection", $"{world.Spare}");
        else
            Add("X-Connection", 12, [$"{world.Connection}", $"{world.Connection}", "0", "4711", .. Hostile.Texts]);

        void Add(string name, int oneIn, IReadOnlyList<string> values)
        {
            if (random.Next(calm ? oneIn * 3 : oneIn) == 0 && random.Pick(values) is var value && !value.Any(letter => char.IsControl(letter) || char.IsSurrogate(letter)))
                request.Headers.TryAddWithoutValidation(name, value);
        }
    }

    private ByteArrayContent Content(JsonNode? body, bool calm, Random random)
    {
        var json = body?["content"]?["application/json"]?["schema"];
        var bytes = !calm && random.Next(200) == 0 ? TooLarge : Bytes(json is null ? random.Pick(Hostile.Bodies) : new JsonFuzzer(document, world, random).Body(json, calm), calm ? null : random);
        var content = new ByteArrayContent(bytes);
        var type = json is null && body is not null ? "application/x-www-form-urlencoded" : "application/json";
        if (calm || random.Next(20) > 0)
            content.Headers.TryAddWithoutValidation("Content-Type", !calm && random.Next(8) == 0 ? random.Pick(Hostile.ContentTypes) : type);
        return content;
    }

    /// <summary>In UTF-8 mostly; else in what nobody said, or torn apart.</summary>
    private static byte[] Bytes(string text, Random? random)
    {
        if (random is null)
            return Encoding.UTF8.GetBytes(text);
        var bytes = (random.Next(40) == 0 ? Encoding.Unicode : Encoding.UTF8).GetBytes(text);
        if (bytes.Length > 0 && random.Next(30) == 0)
            bytes[random.Next(bytes.Length)] = (byte)random.Next(128, 256);
        return bytes;
    }

    /// <summary>Half a surrogate pair cannot be escaped; its bytes as UTF-8 would have them can.</summary>
    private static string Escape(string text) => string.Concat(text.EnumerateRunes().Select(rune => rune.Value == 0xFFFD ? "%ED%A0%80" : Uri.EscapeDataString(rune.ToString())));
}
