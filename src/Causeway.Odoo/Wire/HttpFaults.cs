using System.Net;
using System.Text;

namespace Causeway.Odoo.Wire;

/// <summary>
/// What an HTTP answer means that does not hold Odoo's own words. JSON-RPC and XML-RPC tell every error of theirs
/// with status 200, so any other status comes from a proxy, from the web server inside Odoo, or from no Odoo at all.
/// </summary>
internal static class HttpFaults
{
    private const int EnoughOfAPage = 4096;

    /// <summary>The error of an answer without Odoo's words; reads the beginning of its body.</summary>
    public static async ValueTask<OdooException> ReadAsync(AnswerBody body)
    {
        var start = new byte[EnoughOfAPage];
        var length = await body.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false);
        return FromStatus(body.Response, Encoding.UTF8.GetString(start, 0, length));
    }

    /// <summary>The error of an answer by its status.</summary>
    public static OdooException FromStatus(HttpResponseMessage response, string text)
    {
        var status = (int)response.StatusCode;
        return response.StatusCode switch
        {
            >= HttpStatusCode.Ambiguous and < HttpStatusCode.BadRequest => NotOdoo(response, Redirect(response)),
            HttpStatusCode.Unauthorized or HttpStatusCode.ProxyAuthenticationRequired => Fault(OdooErrorKind.BadCredentials, "The server asks for credentials before it lets the call through to Odoo (HTTP 401)."),
            HttpStatusCode.NotFound when text.Contains("No database is selected", StringComparison.Ordinal) => Fault(OdooErrorKind.NoDatabase, "The server does not have this database, or does not show it at this address."),
            HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed or HttpStatusCode.NotImplemented => NotOdoo(response, $"There is no Odoo endpoint {response.RequestMessage?.RequestUri?.AbsolutePath} at that address (HTTP {status})."),
            HttpStatusCode.TooManyRequests => Fault(OdooErrorKind.RateLimited, "The server says that there are too many calls (HTTP 429).", transient: true),
            HttpStatusCode.RequestTimeout or HttpStatusCode.GatewayTimeout or (HttpStatusCode)524 => Fault(OdooErrorKind.TimedOut, $"A proxy gave up waiting for Odoo (HTTP {status}).", transient: true),
            HttpStatusCode.BadRequest or HttpStatusCode.UnsupportedMediaType or HttpStatusCode.UnprocessableEntity or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.RequestUriTooLong =>
                Fault(OdooErrorKind.BadCall, $"The request was turned away before Odoo read it (HTTP {status})."),
            >= HttpStatusCode.InternalServerError => Fault(OdooErrorKind.Unreachable, $"The web server in front of Odoo failed (HTTP {status}).", transient: true),
            // A firewall in front of Odoo: its own refusals are JSON. Asking again does not help.
            _ => Fault(OdooErrorKind.Unreachable, $"Something in front of Odoo turned the call away (HTTP {status})."),
        };

        OdooException Fault(OdooErrorKind kind, string message, bool transient = false) => new(kind, message)
        {
            HttpStatus = status,
            IsTransient = transient,
            Obstacle = kind == OdooErrorKind.Unreachable ? OdooObstacle.Gateway : OdooObstacle.None,
            RetryAfter = RetryAfter(response),
        };
    }

    /// <summary>A page where a call's answer should be.</summary>
    public static OdooException NotOdoo(HttpResponseMessage response, string? message = null) =>
        new(OdooErrorKind.NotOdoo, message ?? $"What answers at that address is not Odoo: it sent {response.Content.Headers.ContentType?.MediaType ?? "no content type"}.") { HttpStatus = (int)response.StatusCode };

    /// <summary>How long the server asks us to stay away.</summary>
    public static TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        // Against the server's own clock, which the date was made by.
        { Date: { } date } when date - (response.Headers.Date ?? TimeProvider.System.GetUtcNow()) is { Ticks: > 0 } wait => wait,
        { Date: not null } => TimeSpan.Zero,
        _ => null,
    };

    private static string Redirect(HttpResponseMessage response)
    {
        var asked = response.RequestMessage?.RequestUri;
        return response.Headers.Location is { } location && asked is not null && Uri.TryCreate(asked, location, out var target)
            ? $"The server redirects to {target.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)}: give the address that it leads to."
            : "The server redirects without saying where to.";
    }
}
