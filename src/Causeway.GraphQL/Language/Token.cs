namespace Causeway.GraphQL.Language;

/// <summary>The lexical tokens of section 2.1.</summary>
internal enum TokenKind
{
    EndOfFile,
    Bang,
    Dollar,
    Ampersand,
    OpenParen,
    CloseParen,
    Spread,
    Colon,
    EqualsSign,
    At,
    OpenBracket,
    CloseBracket,
    OpenBrace,
    Pipe,
    CloseBrace,
    Name,
    Int,
    Float,
    String,
    BlockString,
}

/// <summary>A token and where it begins; <paramref name="Text"/> is a name, a number as written, or a string's value.</summary>
internal readonly record struct Token(TokenKind Kind, int Position, string Text = "")
{
    /// <summary>As error messages name it.</summary>
    public override string ToString() => Kind switch
    {
        TokenKind.EndOfFile => "the end of the document",
        TokenKind.Name => $"\"{Text}\"",
        TokenKind.Int or TokenKind.Float => $"the number {Text}",
        TokenKind.String or TokenKind.BlockString => "a string",
        var kind => $"\"{Punctuator(kind)}\"",
    };

    public static string Punctuator(TokenKind kind) => kind switch
    {
        TokenKind.Bang => "!",
        TokenKind.Dollar => "$",
        TokenKind.Ampersand => "&",
        TokenKind.OpenParen => "(",
        TokenKind.CloseParen => ")",
        TokenKind.Spread => "...",
        TokenKind.Colon => ":",
        TokenKind.EqualsSign => "=",
        TokenKind.At => "@",
        TokenKind.OpenBracket => "[",
        TokenKind.CloseBracket => "]",
        TokenKind.OpenBrace => "{",
        TokenKind.Pipe => "|",
        TokenKind.CloseBrace => "}",
        TokenKind.Name => "a name",
        TokenKind.EndOfFile => "the end of the document",
        _ => "a value",
    };
}
