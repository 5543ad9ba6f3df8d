namespace Causeway.Features.Leads.Notes;

internal enum HtmlTokenKind
{
    Text,
    Start,
    End,
}

/// <summary>A piece of HTML: text as it stands, or an element's start or end, its name in small letters.</summary>
internal readonly record struct HtmlToken(HtmlTokenKind Kind, string Value, string Attributes)
{
    /// <summary>Elements whose content is not for people, or is not read as HTML by browsers: it goes with them.</summary>
    private static readonly HashSet<string> Opaque =
    [
        "applet", "embed", "frameset", "head", "iframe", "math", "noembed", "noframes", "noscript", "object", "plaintext", "script", "select", "style", "svg",
        "template", "textarea", "title", "xmp",
    ];

    /// <summary>Every piece in order; of what is cut off in the middle nothing.</summary>
    public static IEnumerable<HtmlToken> Read(string source)
    {
        for (var at = 0; at < source.Length;)
        {
            if (IsMarkup(source, at))
            {
                var end = End(source, at);
                if (Parse(source[at..end]) is { } token)
                {
                    yield return token;
                    if (token.Kind == HtmlTokenKind.Start && Opaque.Contains(token.Value))
                        end = Behind(source, end, $"</{token.Value}");
                }

                at = end;
            }
            else
            {
                var next = NextMarkup(source, at + 1);
                yield return new(HtmlTokenKind.Text, source[at..next], "");
                at = next;
            }
        }
    }

    /// <summary>The value of an attribute as it stands; null where there is none.</summary>
    public string? Attribute(string name)
    {
        for (var at = 0; at < Attributes.Length;)
        {
            at = Skip(Attributes, at, c => char.IsWhiteSpace(c) || c == '/');
            var nameEnd = Skip(Attributes, at, c => !char.IsWhiteSpace(c) && c is not ('=' or '/'));
            // An equals sign that no name stands before.
            if (nameEnd == at)
                nameEnd = Math.Min(at + 1, Attributes.Length);
            var (value, end) = ValueBehind(Attributes, nameEnd);
            if (Attributes.AsSpan(at, nameEnd - at).Equals(name, StringComparison.OrdinalIgnoreCase))
                return value;
            at = end;
        }

        return null;
    }

    private static (string Value, int End) ValueBehind(string attributes, int nameEnd)
    {
        var at = Skip(attributes, nameEnd, char.IsWhiteSpace);
        if (at == attributes.Length || attributes[at] != '=')
            return ("", nameEnd);
        at = Skip(attributes, at + 1, char.IsWhiteSpace);
        if (at < attributes.Length && attributes[at] is '"' or '\'')
        {
            var close = attributes.IndexOf(attributes[at], at + 1);
            var until = close < 0 ? attributes.Length : close;
            return (attributes[(at + 1)..until], Math.Min(until + 1, attributes.Length));
        }

        var end = Skip(attributes, at, c => !char.IsWhiteSpace(c));
        return (attributes[at..end], end);
    }

    private static bool IsMarkup(string source, int at) =>
        source[at] == '<' && at + 1 < source.Length && (source[at + 1] is '!' or '?' or '/' || char.IsAsciiLetter(source[at + 1]));

    private static int NextMarkup(string source, int from)
    {
        while (from < source.Length && !IsMarkup(source, from))
            from++;
        return from;
    }

    /// <summary>Where the markup that begins here ends: behind its bracket, which may not stand in quotes.</summary>
    private static int End(string source, int at)
    {
        if (source.AsSpan(at).StartsWith("<!--"))
            return source.IndexOf("-->", at + 4, StringComparison.Ordinal) is >= 0 and var comment ? comment + 3 : source.Length;
        var quote = '\0';
        for (var i = at + 1; i < source.Length; i++)
        {
            if (quote != '\0')
                quote = source[i] == quote ? '\0' : quote;
            else if (source[i] == '>')
                return i + 1;
            else if (source[i] is '"' or '\'')
                quote = source[i];
        }

        return source.Length;
    }

    private static int Behind(string source, int from, string close)
    {
        var at = source.IndexOf(close, from, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? source.Length : End(source, at);
    }

    /// <summary>Null for a comment, a declaration and what is cut off.</summary>
    private static HtmlToken? Parse(string markup)
    {
        if (markup[^1] != '>' || markup[1] is '!' or '?')
            return null;
        var kind = markup[1] == '/' ? HtmlTokenKind.End : HtmlTokenKind.Start;
        var from = kind == HtmlTokenKind.End ? 2 : 1;
        var end = Skip(markup, from, c => char.IsAsciiLetterOrDigit(c) || c is '-' or ':');
        return new(kind, markup[from..end].ToLowerInvariant(), markup[end..^1]);
    }

    private static int Skip(string text, int from, Func<char, bool> holds)
    {
        while (from < text.Length && holds(text[from]))
            from++;
        return from;
    }
}
