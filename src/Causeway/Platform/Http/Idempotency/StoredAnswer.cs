using System.Text.Json;
using Microsoft.Net.Http.Headers;

namespace Causeway.Platform.Http.Idempotency;

/// <summary>An answer as it is kept: what of it matters, and which records it shows.</summary>
internal sealed record StoredAnswer(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Body, IReadOnlyDictionary<string, List<string>> Shown)
{
    public const string ReplayedHeader = "Idempotency-Replayed";

    private static readonly string[] Kept =
    [
        HeaderNames.Location, HeaderNames.ETag, HeaderNames.ContentType, HeaderNames.CacheControl, "X-Connection", "X-Data-As-Of", "X-Data-Held", "X-Changes-Position",
    ];

    private static readonly Dictionary<string, List<string>> Nothing = [];

    public string HeaderJson => JsonSerializer.Serialize(Headers);

    public string ShownJson => JsonSerializer.Serialize(Shown);

    public static StoredAnswer Of(HttpResponse response, byte[] body, IReadOnlyDictionary<string, List<string>> shown) =>
        new(response.StatusCode, Kept.Where(response.Headers.ContainsKey).ToDictionary(name => name, name => response.Headers[name].ToString()), body, shown);

    public static StoredAnswer Of(Problem problem, string traceId) => new(
        problem.Status,
        new Dictionary<string, string> { [HeaderNames.ContentType] = Problem.ContentType },
        JsonSerializer.SerializeToUtf8Bytes(problem with { TraceId = traceId }, ApiJson.Options),
        Nothing);

    public static StoredAnswer Read(int status, string headers, byte[] body, string shown) => new(
        status,
        JsonSerializer.Deserialize<Dictionary<string, string>>(headers)!,
        body,
        JsonSerializer.Deserialize<Dictionary<string, List<string>>>(shown)!);

    /// <summary>The first answer once more; <paramref name="withBody"/> is false where the caller may no longer see what it shows.</summary>
    public async Task SendAsync(HttpContext context, bool withBody)
    {
        var response = context.Response;
        response.StatusCode = Status;
        response.Headers[ReplayedHeader] = "true";
        foreach (var (name, value) in Headers.Where(header => withBody || header.Key is not ("ETag" or "Content-Type")))
            response.Headers[name] = value;
        if (!withBody || Body.Length == 0)
            return;
        response.ContentLength = Body.Length;
        await response.Body.WriteAsync(Body, context.RequestAborted);
    }
}
