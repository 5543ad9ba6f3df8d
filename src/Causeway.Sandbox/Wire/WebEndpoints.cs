namespace Causeway.Sandbox.Wire;

/// <summary>The few plain pages by which a client finds out what stands there.</summary>
internal sealed class WebEndpoints(RpcServices services, SandboxOptions options)
{
    public async Task<Reply> HandleAsync(HttpContext http, string path, CancellationToken cancellationToken) => path switch
    {
        "/web/health" when options.Major >= 16 => Reply.Text(200, "application/json", "{\"status\": \"pass\"}") with { Headers = [("Cache-Control", "no-store")] },
        "/web/version" or "/json/version" when options.Major >= 19 => Version(),
        "/json/version" when options.Major == 18 => Login(path),
        "/web/webclient/version_info" => await EnvelopedAsync(http, services.Version(), cancellationToken),
        "/web/database/list" => await EnvelopedAsync(http, new List<object?> { options.Database }, cancellationToken),
        _ when path.StartsWith("/json/2/", StringComparison.Ordinal) && options.Major == 18 => Login(path),
        _ => NotFound(),
    };

    public static Reply NotFound() => Reply.Html(404, "Not Found", "The requested URL was not found on the server.");

    private Reply Version() => Reply.Json(200, asciiOnly: false, writer => writer.Write(new Dictionary<string, object?>
    {
        ["version_info"] = services.Version()["server_version_info"],
        ["version"] = options.Version,
    }));

    private static Reply Login(string path) => Reply.Html(303, "Redirecting...", "You should be redirected automatically to the login page.") with
    {
        Headers = [("Location", $"/web/login?redirect={Uri.EscapeDataString(path)}%3F")],
    };

    private async Task<Reply> EnvelopedAsync(HttpContext http, object result, CancellationToken cancellationToken)
    {
        if (!JsonIn.TryParse(await Bodies.ReadAsync(http, cancellationToken), out var body) || body is not Dictionary<string, object?> envelope)
        {
            return Reply.Text(400, "text/html; charset=utf-8", "Invalid JSON data");
        }

        return Reply.Json(200, options.Major <= 14, writer => writer.Write(new Dictionary<string, object?>
        {
            ["jsonrpc"] = "2.0",
            ["id"] = envelope.GetValueOrDefault("id"),
            ["result"] = result,
        }));
    }
}
