using System.Collections.Immutable;

namespace Causeway.GraphQL.Language;

/// <summary>What every production of the grammar needs: look at a token, take it, take lists of things.</summary>
internal sealed class TokenReader
{
    private readonly string source;
    private readonly ParseLimits limits;
    private readonly Lexer lexer;
    private Token? second;
    private int nesting;

    public TokenReader(string source, ParseLimits limits)
    {
        (this.source, this.limits, lexer) = (source, limits, new Lexer(source));
        Current = Read();
    }

    public Token Current { get; private set; }

    public int Count { get; private set; }

    public string Source => source;

    public bool Is(TokenKind kind) => Current.Kind == kind;

    public bool IsKeyword(string word) => Current.Kind == TokenKind.Name && Current.Text == word;

    /// <summary>The token after the current one.</summary>
    public Token Peek() => second ??= Read();

    public Token Take()
    {
        var taken = Current;
        Current = second ?? Read();
        second = null;
        return taken;
    }

    public Token Expect(TokenKind kind) =>
        Is(kind) ? Take() : throw Wrong($"Expected {(kind is TokenKind.Name ? "a name" : $"\"{Token.Punctuator(kind)}\"")}, found {Current}.");

    public bool TakeIf(TokenKind kind)
    {
        if (!Is(kind))
            return false;
        Take();
        return true;
    }

    public void ExpectKeyword(string word)
    {
        if (!TakeIfKeyword(word))
            throw Wrong($"Expected \"{word}\", found {Current}.");
    }

    public bool TakeIfKeyword(string word)
    {
        if (!IsKeyword(word))
            return false;
        Take();
        return true;
    }

    public string Name() => Expect(TokenKind.Name).Text;

    /// <summary>One or more of something between two marks; none where the first mark is missing.</summary>
    public ImmutableArray<T> OptionalMany<T>(TokenKind open, Func<T> item, TokenKind close) => Is(open) ? Many(open, item, close) : [];

    /// <summary>One or more of something between two marks.</summary>
    public ImmutableArray<T> Many<T>(TokenKind open, Func<T> item, TokenKind close)
    {
        Expect(open);
        var items = ImmutableArray.CreateBuilder<T>();
        do
            items.Add(item());
        while (!TakeIf(close));
        return items.ToImmutable();
    }

    /// <summary>Any number of something between two marks.</summary>
    public ImmutableArray<T> Any<T>(TokenKind open, Func<T> item, TokenKind close)
    {
        Expect(open);
        var items = ImmutableArray.CreateBuilder<T>();
        while (!TakeIf(close))
            items.Add(item());
        return items.ToImmutable();
    }

    /// <summary>Runs a production that may contain itself; too deep a document ends here instead of at the end of the stack.</summary>
    public T Nested<T>(Func<T> production)
    {
        if (++nesting > limits.MaxNesting)
            throw Wrong($"The document nests more than {limits.MaxNesting} levels.");
        var result = production();
        nesting--;
        return result;
    }

    public GraphQLException Wrong(string message, Token? at = null) => new(GraphQLError.At($"Syntax error: {message}", source, (at ?? Current).Position));

    private Token Read()
    {
        var token = lexer.Next();
        if (token.Kind != TokenKind.EndOfFile && ++Count > limits.MaxTokens)
            throw Wrong($"The document has more than {limits.MaxTokens} tokens.", token);
        return token;
    }
}
