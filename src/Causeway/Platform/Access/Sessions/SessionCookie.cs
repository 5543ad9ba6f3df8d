using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Causeway.Platform.Access.Sessions;

/// <summary>The cookie of a browser's session, and the CSRF token that is derived from it.</summary>
internal static class SessionCookie
{
    public const string Name = "causeway_session";
    public const string CsrfHeader = "X-CSRF-Token";

    public static void Append(HttpContext context, string secret, DateTimeOffset expires) =>
        context.Response.Cookies.Append(Name, secret, Options(context, expires));

    public static void Delete(HttpContext context) =>
        context.Response.Cookies.Delete(Name, Options(context, expires: null));

    /// <summary>Known to whoever may read our answers, which another site may not; needs no storing.</summary>
    public static string CsrfToken(string secret) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), "csrf"u8));

    private static CookieOptions Options(HttpContext context, DateTimeOffset? expires) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = context.Request.IsHttps || !IsLoopback(context.Request.Host.Host),
        Path = "/",
        Expires = expires,
        IsEssential = true,
    };

    private static bool IsLoopback(string host) =>
        host is "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
