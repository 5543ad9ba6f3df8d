using System.Net;
using System.Text.RegularExpressions;

namespace Causeway.Sandbox.Orm;

/// <summary>The part of Odoo's sanitising that shows: scripts and event handlers go, bare text becomes a paragraph.</summary>
internal static partial class Html
{
    public static string? Sanitised(string? html)
    {
        if (string.IsNullOrEmpty(html))
        {
            return html;
        }

        var clean = Handler().Replace(Script().Replace(html, ""), "");
        return clean.Contains('<') ? clean : $"<p>{clean}</p>";
    }

    public static string Paragraph(string text) => $"<p>{WebUtility.HtmlEncode(text)}</p>";

    [GeneratedRegex(@"<(?<tag>script|style|iframe|object)\b.*?</\k<tag>\s*>", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Script();

    [GeneratedRegex(@"\son\w+\s*=\s*(""[^""]*""|'[^']*'|[^\s>]+)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Handler();
}
