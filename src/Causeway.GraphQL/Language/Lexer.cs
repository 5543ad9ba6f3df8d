using System.Text;

namespace Causeway.GraphQL.Language;

/// <summary>Cuts a document into tokens, one at a time (section 2.1).</summary>
internal sealed class Lexer(string source)
{
    private int position;

    public Token Next()
    {
        SkipIgnored();
        if (position >= source.Length)
            return new Token(TokenKind.EndOfFile, source.Length);
        var start = position;
        var c = source[start];
        if (char.IsAsciiLetter(c) || c == '_')
            return Name(start);
        if (char.IsAsciiDigit(c) || c == '-')
            return Number(start);
        if (c == '"')
            return source.AsSpan(start).StartsWith("\"\"\"") ? BlockText(start) : Text(start);
        return Punctuator(start, c);
    }

    /// <summary>White space, line ends, commas, comments and a byte order mark mean nothing (section 2.1.7).</summary>
    private void SkipIgnored()
    {
        while (position < source.Length)
        {
            var c = source[position];
            if (c == '#')
                position = source.AsSpan(position).IndexOfAny('\r', '\n') is >= 0 and var length ? position + length : source.Length;
            else if (c is ' ' or '\t' or '\r' or '\n' or ',' or '\uFEFF')
                position++;
            else
                return;
        }
    }

    private Token Name(int start)
    {
        while (position < source.Length && (char.IsAsciiLetterOrDigit(source[position]) || source[position] == '_'))
            position++;
        return new Token(TokenKind.Name, start, source[start..position]);
    }

    private Token Punctuator(int start, char c)
    {
        if (source.AsSpan(start).StartsWith("..."))
        {
            position += 3;
            return new Token(TokenKind.Spread, start);
        }

        TokenKind? kind = c switch
        {
            '!' => TokenKind.Bang,
            '$' => TokenKind.Dollar,
            '&' => TokenKind.Ampersand,
            '(' => TokenKind.OpenParen,
            ')' => TokenKind.CloseParen,
            ':' => TokenKind.Colon,
            '=' => TokenKind.EqualsSign,
            '@' => TokenKind.At,
            '[' => TokenKind.OpenBracket,
            ']' => TokenKind.CloseBracket,
            '{' => TokenKind.OpenBrace,
            '|' => TokenKind.Pipe,
            '}' => TokenKind.CloseBrace,
            _ => null,
        };
        position++;
        return kind is { } known
            ? new Token(known, start)
            : throw Wrong(start, c == '\'' ? "A single quote (') begins nothing: strings stand in double quotes (\")." : $"{Show(start)} means nothing here.");
    }

    private Token Number(int start)
    {
        var kind = TokenKind.Int;
        if (source[position] == '-')
            position++;
        if (Peek() == '0')
        {
            position++;
            if (char.IsAsciiDigit(Peek()))
                throw Wrong(position, "A number has no leading zeros.");
        }
        else
        {
            Digits();
        }

        if (Peek() == '.')
        {
            (kind, position) = (TokenKind.Float, position + 1);
            Digits();
        }

        if (Peek() is 'e' or 'E')
        {
            (kind, position) = (TokenKind.Float, position + 1);
            if (Peek() is '+' or '-')
                position++;
            Digits();
        }

        // Section 3.5.2 and 3.5.3 of the lexical grammar: 1.2.3, 0xF1 and 12a are no numbers followed by something else.
        if (Peek() == '.' || Peek() == '_' || char.IsAsciiLetter(Peek()))
            throw Wrong(position, $"A number cannot be followed by {Show(position)}.");
        return new Token(kind, start, source[start..position]);
    }

    private void Digits()
    {
        if (!char.IsAsciiDigit(Peek()))
            throw Wrong(position, $"A digit is missing before {Show(position)}.");
        while (char.IsAsciiDigit(Peek()))
            position++;
    }

    private Token Text(int start)
    {
        position = start + 1;
        var text = new StringBuilder();
        while (true)
        {
            var c = Peek();
            if (position >= source.Length || c is '\r' or '\n')
                throw Wrong(position, "The string has no closing quote on its line.");
            if (c == '"')
                break;
            if (c == '\\')
                Escape(text);
            else
                AppendCharacter(text);
        }

        position++;
        return new Token(TokenKind.String, start, text.ToString());
    }

    /// <summary>Copies one Unicode scalar value; half of a surrogate pair is none (section 2.1.1).</summary>
    private void AppendCharacter(StringBuilder text)
    {
        var width = Rune.TryGetRuneAt(source, position, out var rune) ? rune.Utf16SequenceLength : throw Wrong(position, $"{Show(position)} is not a character.");
        text.Append(source, position, width);
        position += width;
    }

    private void Escape(StringBuilder text)
    {
        var start = position;
        position += 2;
        var escaped = start + 1 < source.Length ? source[start + 1] : '\0';
        if (escaped == 'u')
        {
            text.Append(UnicodeEscape(start));
            return;
        }

        text.Append(escaped switch
        {
            '"' or '\\' or '/' => escaped,
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            _ => throw Wrong(start, $"\\{(escaped == '\0' ? "" : escaped)} is no escape sequence."),
        });
    }

    /// <summary>\u{1F600}, é, or two of the latter that make a surrogate pair (section 2.9.4).</summary>
    private string UnicodeEscape(int start)
    {
        var value = Peek() == '{' ? BracedHex(start) : FixedHex(start);
        if (char.IsHighSurrogate((char)value) && value <= char.MaxValue && Peek() == '\\' && position + 1 < source.Length && source[position + 1] == 'u')
        {
            position += 2;
            var low = FixedHex(start);
            return char.IsLowSurrogate((char)low) ? char.ConvertFromUtf32(char.ConvertToUtf32((char)value, (char)low)) : throw Invalid(start);
        }

        return Rune.IsValid(value) ? new Rune(value).ToString() : throw Invalid(start);
    }

    private int BracedHex(int start)
    {
        position++;
        var (value, digits) = (0L, 0);
        for (; char.IsAsciiHexDigit(Peek()); position++, digits++)
            value = Math.Min((value * 16) + Convert.ToInt32(source[position].ToString(), 16), int.MaxValue / 16);
        if (digits == 0 || Peek() != '}')
            throw Invalid(start);
        position++;
        return (int)value;
    }

    private int FixedHex(int start)
    {
        if (position + 4 > source.Length || !source.AsSpan(position, 4).ContainsOnlyHex())
            throw Invalid(start);
        position += 4;
        return Convert.ToInt32(source.Substring(position - 4, 4), 16);
    }

    private Token BlockText(int start)
    {
        position = start + 3;
        var raw = new StringBuilder();
        while (!source.AsSpan(position).StartsWith("\"\"\""))
        {
            if (position >= source.Length)
                throw Wrong(start, "The block string has no closing quotes (\"\"\").");
            if (source.AsSpan(position).StartsWith("\\\"\"\""))
            {
                raw.Append("\"\"\"");
                position += 4;
            }
            else
            {
                AppendCharacter(raw);
            }
        }

        position += 3;
        return new Token(TokenKind.BlockString, start, BlockString.Value(raw.ToString()));
    }

    private char Peek() => position < source.Length ? source[position] : '\0';

    private string Show(int at) => at >= source.Length
        ? "the end of the document"
        : Rune.TryGetRuneAt(source, at, out var rune) && !Rune.IsControl(rune) ? $"\"{rune}\"" : $"U+{(int)source[at]:X4}";

    private GraphQLException Invalid(int start) => Wrong(start, $"{source[start..Math.Min(position + 1, source.Length)]} is no Unicode escape sequence.");

    private GraphQLException Wrong(int at, string message) => new(GraphQLError.At($"Syntax error: {message}", source, at));
}

internal static class HexSpan
{
    public static bool ContainsOnlyHex(this ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiHexDigit(c))
                return false;
        }

        return true;
    }
}
