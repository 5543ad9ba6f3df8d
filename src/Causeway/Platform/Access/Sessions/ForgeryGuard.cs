using Causeway.Platform.Settings;

namespace Causeway.Platform.Access.Sessions;

/// <summary>
/// Keeps other sites from acting with a browser's cookie: what is not a plain read must come from our own pages, and
/// with a token that only they can read.
/// </summary>
internal sealed class ForgeryGuard(CausewaySettings settings)
{
    /// <summary>Why a request that carries this cookie is refused; null when it may go ahead.</summary>
    public string? Refusal(HttpRequest request, string cookie)
    {
        if (IsRead(request.Method))
            return null;
        if (!HasOwnOrigin(request))
            return "With a session cookie, Origin must be that of this server.";
        var token = request.Headers[SessionCookie.CsrfHeader].ToString();
        return OpaqueSecret.AreEqual(token, SessionCookie.CsrfToken(cookie))
            ? null
            : $"With a session cookie, {SessionCookie.CsrfHeader} must carry the csrf_token that GET /auth/session answers.";
    }

    /// <summary>Also asked of a sign-in that wants a cookie: nobody is to be signed in as somebody else unawares.</summary>
    public bool HasOwnOrigin(HttpRequest request) => IsOwn(request, request.Headers.Origin.ToString());

    /// <summary>Whether an origin is this server's, as this request or <c>PUBLIC_URL</c> names it.</summary>
    public bool IsOwn(HttpRequest request, string origin) =>
        origin.Length > 0
        && (string.Equals(origin, $"{request.Scheme}://{request.Host.Value}", StringComparison.OrdinalIgnoreCase)
            || (settings.PublicUrl is { } url && string.Equals(origin, url.GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase)));

    private static bool IsRead(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) || HttpMethods.IsTrace(method);
}
