using System.Collections.Immutable;

namespace Causeway.GraphQL.Language;

/// <summary>Values, types, arguments and directives: what both operations and type systems are written with.</summary>
internal sealed class ValueParser(TokenReader tokens)
{
    public string? Description() => tokens.Current.Kind is TokenKind.String or TokenKind.BlockString ? tokens.Take().Text : null;

    public Value Value(bool isConstant)
    {
        var token = tokens.Current;
        return token.Kind switch
        {
            TokenKind.OpenBracket => tokens.Nested(() => new ListValue(tokens.Any(TokenKind.OpenBracket, () => Value(isConstant), TokenKind.CloseBracket)) { Position = token.Position }),
            TokenKind.OpenBrace => tokens.Nested(() => new ObjectValue(tokens.Any(TokenKind.OpenBrace, () => ObjectField(isConstant), TokenKind.CloseBrace)) { Position = token.Position }),
            TokenKind.Int => new IntValue(tokens.Take().Text) { Position = token.Position },
            TokenKind.Float => new FloatValue(tokens.Take().Text) { Position = token.Position },
            TokenKind.String or TokenKind.BlockString => new StringValue(tokens.Take().Text, token.Kind == TokenKind.BlockString) { Position = token.Position },
            TokenKind.Name => Word(tokens.Take()),
            TokenKind.Dollar when isConstant => throw tokens.Wrong("A variable cannot stand in a constant."),
            TokenKind.Dollar => Variable(),
            _ => throw tokens.Wrong($"Expected a value, found {token}."),
        };
    }

    private static Value Word(Token token) => token.Text switch
    {
        "true" => new BooleanValue(true) { Position = token.Position },
        "false" => new BooleanValue(false) { Position = token.Position },
        "null" => new NullValue { Position = token.Position },
        var name => new EnumValue(name) { Position = token.Position },
    };

    private Variable Variable()
    {
        var position = tokens.Take().Position;
        return new Variable(tokens.Name()) { Position = position };
    }

    private ObjectField ObjectField(bool isConstant)
    {
        var position = tokens.Current.Position;
        var name = tokens.Name();
        tokens.Expect(TokenKind.Colon);
        return new ObjectField(name, Value(isConstant)) { Position = position };
    }

    public TypeReference Type()
    {
        var position = tokens.Current.Position;
        var type = tokens.Is(TokenKind.OpenBracket) ? tokens.Nested(List) : new NamedTypeReference(tokens.Name()) { Position = position };
        return tokens.TakeIf(TokenKind.Bang) ? new NonNullTypeReference(type) { Position = position } : type;
    }

    private TypeReference List()
    {
        var position = tokens.Take().Position;
        var list = new ListTypeReference(Type()) { Position = position };
        tokens.Expect(TokenKind.CloseBracket);
        return list;
    }

    public ImmutableArray<Argument> Arguments(bool isConstant) =>
        tokens.OptionalMany(TokenKind.OpenParen, () => Argument(isConstant), TokenKind.CloseParen);

    private Argument Argument(bool isConstant)
    {
        var field = ObjectField(isConstant);
        return new Argument(field.Name, field.Value) { Position = field.Position };
    }

    public ImmutableArray<Directive> Directives(bool isConstant)
    {
        if (!tokens.Is(TokenKind.At))
            return [];
        var directives = ImmutableArray.CreateBuilder<Directive>();
        while (tokens.Is(TokenKind.At))
        {
            var position = tokens.Take().Position;
            directives.Add(new Directive(tokens.Name(), Arguments(isConstant)) { Position = position });
        }

        return directives.ToImmutable();
    }
}
