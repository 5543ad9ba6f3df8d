using Causeway.Sandbox.Faults;
using Causeway.Sandbox.Orm;

namespace Causeway.Sandbox.Wire;

/// <summary>POST /json/2/{model}/{method} of version 19: named arguments, a bearer key, plain JSON, HTTP's own statuses.</summary>
internal sealed class Json2Endpoint(Instance instance, Dispatcher dispatcher, FaultGate gate, SandboxOptions options)
{
    private const string NotHere = "<!DOCTYPE html>\n<title>404 Not Found</title>\n<h1>Not Found</h1>\n"
        + "<p>No database is selected and the requested URL was not found in the server-wide controllers.</p>\n"
        + "<p>Please verify the hostname, <a href=/web/login>login</a> and try again.</p>\n\n<!-- Alternatively, use the X-Odoo-Database header. -->\n";

    public async Task<Reply> HandleAsync(HttpContext http, string path, CancellationToken cancellationToken)
    {
        if (http.Request.Headers["X-Odoo-Database"].ToString() is { Length: > 0 } database && database != options.Database)
        {
            return Reply.Text(404, "text/html; charset=utf-8", NotHere);
        }

        if (http.Request.Method == "POST" && !JsonRpcEndpoint.IsJson(http.Request.ContentType))
        {
            return WrongType();
        }

        try
        {
            return await CallAsync(http, path.Split('/'), cancellationToken);
        }
        catch (OdooError error)
        {
            return Refusal(error);
        }
    }

    private async Task<Reply> CallAsync(HttpContext http, string[] path, CancellationToken cancellationToken)
    {
        if (http.Request.Method != "POST" || path.Length != 2)
        {
            throw new OdooError("werkzeug.exceptions.NotFound", "Did you mean POST /json/2/<model>/<method>?", ErrorKind.NotFound);
        }

        var user = await AuthenticateAsync(http, cancellationToken);
        var body = Arguments(await Bodies.ReadAsync(http, cancellationToken));
        var call = new RpcCall("json2", "object", "execute_kw", [options.Database, (long)user, "", path[0], path[1]]);
        return await gate.PassAsync(http, call, () => Task.FromResult(dispatcher.ExecuteNamed(user, path[0], path[1], body, Answer)), cancellationToken);
    }

    private async Task<int> AuthenticateAsync(HttpContext http, CancellationToken cancellationToken)
    {
        var header = http.Request.Headers.Authorization.ToString();
        if (!header.StartsWith("bearer ", StringComparison.OrdinalIgnoreCase))
        {
            throw Unauthorized(header.Length == 0 && http.Request.Cookies.ContainsKey("session_id")
                ? "Missing \"Authorization\" or Sec-headers for interactive usage."
                : "User not authenticated, use an API Key with a Bearer Authorization header.");
        }

        var key = instance.Keys.Find(header[7..].Trim(), instance.Database.Clock.Now);
        if (key is null || !instance.Database.Read(_ => instance.Database.Table("res.users").Find(key.User)?.Flag("active") == true))
        {
            await Task.Delay(options.WrongSecretDelay, cancellationToken);
            throw Unauthorized("Invalid apikey");
        }

        return key.User;
    }

    /// <summary>An empty body and one that is no object count as no arguments.</summary>
    private static Dictionary<string, object?> Arguments(ReadOnlyMemory<byte> body)
    {
        if (body.Length == 0)
        {
            return [];
        }

        return JsonIn.TryParse(body, out var value)
            ? value as Dictionary<string, object?> ?? []
            : throw new OdooError("werkzeug.exceptions.BadRequest",
                "could not parse the body as json: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)", ErrorKind.BadRequest);
    }

    private static Reply Answer(object? result) =>
        Reply.Json(200, asciiOnly: false, writer => writer.Write(result)) with { Headers = [("X-Content-Type-Options", "nosniff")] };

    private Reply Refusal(OdooError error)
    {
        var status = error.Name.StartsWith("builtins.", StringComparison.Ordinal) ? 500 : error.Kind.HttpStatus();
        var reply = Reply.Json(status, asciiOnly: false, writer => writer.Write(OdooErrorForms.Data(error, options.Major)));
        return status == 401 ? reply with { Headers = [("WWW-Authenticate", "Bearer ")] } : reply;
    }

    private static OdooError Unauthorized(string message) => new("werkzeug.exceptions.Unauthorized", message, ErrorKind.Unauthorized);

    private static Reply WrongType() => Reply.Html(415, "Unsupported Media Type",
        "Request inferred type is compatible with [&#39;http&#39;] but &#39;/json/2/&lt;__model__&gt;/&lt;__method__&gt;&#39; is type=&#39;json2&#39;."
        + "<br><br>Please verify the Content-Type request header and try again.") with { Headers = [("Accept", "application/json")] };
}
