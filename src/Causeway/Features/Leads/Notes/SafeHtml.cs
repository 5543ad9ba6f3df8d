using System.Globalization;
using System.Net;
using System.Text;

namespace Causeway.Features.Leads.Notes;

/// <summary>
/// Makes HTML of strangers safe to show: it is taken apart and put together anew of known elements alone, every text
/// escaped and every element closed, so that nothing of what came is ever handed on as it came.
/// </summary>
internal sealed class SafeHtml
{
    /// <summary>Deeper elements are left out; what is in them stays.</summary>
    private const int Deepest = 100;

    private static readonly HashSet<string> Elements =
    [
        "a", "b", "blockquote", "br", "code", "del", "div", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "ins", "li", "ol", "p", "pre", "s", "small",
        "span", "strike", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul",
    ];

    private static readonly HashSet<string> Blocks =
        ["blockquote", "br", "div", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "table", "tr", "ul"];

    private static readonly HashSet<string> Schemes = ["http", "https", "mailto", "tel"];

    private readonly StringBuilder html = new();
    private readonly StringBuilder text = new();
    private readonly Stack<string> open = [];

    private SafeHtml()
    {
    }

    public static (string Html, string Text) Of(string source)
    {
        var made = new SafeHtml();
        foreach (var token in HtmlToken.Read(source))
            made.Add(token);
        while (made.open.TryPop(out var element))
            made.html.Append(CultureInfo.InvariantCulture, $"</{element}>");
        return (made.html.ToString(), Trimmed(made.text.ToString()));
    }

    /// <summary>Text as a paragraph, its line breaks kept.</summary>
    public static string OfText(string text) => $"<p>{Escaped(text.ReplaceLineEndings("\n")).Replace("\n", "<br>")}</p>";

    private void Add(HtmlToken token)
    {
        if (token.Kind == HtmlTokenKind.Text)
            AddText(WebUtility.HtmlDecode(token.Value));
        else if (Elements.Contains(token.Value) && token.Kind == HtmlTokenKind.Start)
            Open(token);
        else if (open.Contains(token.Value) && token.Kind == HtmlTokenKind.End)
            Close(token.Value);
    }

    private void AddText(string content)
    {
        html.Append(Escaped(content));
        text.Append(content);
    }

    private void Open(HtmlToken token)
    {
        Break(token.Value);
        if (token.Value is "br" or "hr")
        {
            html.Append(CultureInfo.InvariantCulture, $"<{token.Value}>");
            return;
        }

        if (open.Count == Deepest)
            return;
        html.Append(CultureInfo.InvariantCulture, $"<{token.Value}{Link(token)}>");
        open.Push(token.Value);
    }

    private void Close(string element)
    {
        string closed;
        do
        {
            closed = open.Pop();
            html.Append(CultureInfo.InvariantCulture, $"</{closed}>");
        }
        while (closed != element);
        Break(element);
    }

    private void Break(string element)
    {
        if (Blocks.Contains(element))
            text.Append('\n');
        else if (element is "td" or "th")
            text.Append('\t');
    }

    /// <summary>The one attribute that is kept, where it leads to the web, to mail or to a telephone.</summary>
    private static string Link(HtmlToken token) =>
        token.Value == "a" && token.Attribute("href") is { } href
        && Uri.TryCreate(WebUtility.HtmlDecode(href).Trim(), UriKind.Absolute, out var uri) && Schemes.Contains(uri.Scheme)
            ? $" href=\"{Escaped(uri.AbsoluteUri)}\" rel=\"noopener noreferrer nofollow\""
            : "";

    /// <summary>Control characters but tab and line break say nothing, and some browsers make something of them.</summary>
    private static string Escaped(string content)
    {
        var escaped = new StringBuilder(content.Length);
        foreach (var c in content.Where(c => c is '\t' or '\n' || !char.IsControl(c)))
        {
            _ = c switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                '\'' => escaped.Append("&#39;"),
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }

    /// <summary>Lines without the spaces around them, and never two empty ones in a row.</summary>
    private static string Trimmed(string content)
    {
        var lines = content.ReplaceLineEndings("\n").Split('\n').Select(line => string.Join(' ', line.Split([' ', '\u00a0'], StringSplitOptions.RemoveEmptyEntries)).Trim());
        var kept = new List<string>();
        foreach (var line in lines.Where(line => line.Length > 0 || (kept.Count > 0 && kept[^1].Length > 0)))
            kept.Add(line);
        return string.Join('\n', kept).Trim();
    }
}
