using Causeway.Mirror.Connections;
using Causeway.Platform.Settings;

namespace Causeway.Mirror.Webhooks;

/// <summary>Where webhooks come in.</summary>
internal sealed class WebhookUrls(CausewaySettings settings)
{
    public const string Path = "/api/webhooks/odoo";

    /// <summary>What the URL of the rule for deletions carries, since Odoo's own body does not tell.</summary>
    public const string Deleted = "deleted";

    /// <summary><c>PUBLIC_URL</c>, without a slash at its end; null where it is not set.</summary>
    public string? PublicBase => settings.PublicUrl?.ToString().TrimEnd('/');

    /// <summary><c>PUBLIC_URL</c>, or where this request found us.</summary>
    public string Base(HttpRequest request) => PublicBase ?? $"{request.Scheme}://{request.Host}{request.PathBase}";

    public static string Secret(string baseUrl, string token) => $"{baseUrl}{Path}/{token}";

    /// <summary>What ends the URL of each of our rules: by it they are found again, among those of other connections too.</summary>
    public static string RuleQuery(OdooConnection connection, string what) => $"?connection={connection.Id}&event={what}";
}
