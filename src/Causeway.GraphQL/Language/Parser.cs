using System.Collections.Immutable;

namespace Causeway.GraphQL.Language;

/// <summary>Reads a document: operations, fragments and type systems (section 2 and appendix C).</summary>
public sealed class Parser
{
    private readonly TokenReader tokens;
    private readonly ValueParser values;
    private readonly TypeSystemParser types;

    private Parser(string source, ParseLimits limits)
    {
        tokens = new TokenReader(source, limits);
        values = new ValueParser(tokens);
        types = new TypeSystemParser(tokens, values);
    }

    /// <summary>Parses a document.</summary>
    /// <exception cref="GraphQLException">It is not one; the error says where and why.</exception>
    public static Document Parse(string source, ParseLimits? limits = null)
    {
        var parser = new Parser(source, limits ?? new ParseLimits());
        return parser.Document();
    }

    /// <summary>Parses a single value, as in a variable's default.</summary>
    /// <exception cref="GraphQLException">It is not one.</exception>
    public static Value ParseValue(string source)
    {
        var reader = new TokenReader(source, new ParseLimits());
        var value = new ValueParser(reader).Value(isConstant: true);
        reader.Expect(TokenKind.EndOfFile);
        return value;
    }

    private Document Document()
    {
        var definitions = ImmutableArray.CreateBuilder<Definition>();
        do
            definitions.Add(Definition());
        while (!tokens.Is(TokenKind.EndOfFile));
        return new Document(tokens.Source, definitions.ToImmutable()) { Tokens = tokens.Count };
    }

    private Definition Definition()
    {
        if (tokens.Is(TokenKind.OpenBrace))
            return new OperationDefinition(OperationType.Query, null, [], [], SelectionSet()) { Position = tokens.Current.Position };
        var (position, description) = (tokens.Current.Position, values.Description());
        return (tokens.Current.Kind == TokenKind.Name ? tokens.Current.Text : "") switch
        {
            "query" => Operation(OperationType.Query) with { Position = position, Description = description },
            "mutation" => Operation(OperationType.Mutation) with { Position = position, Description = description },
            "subscription" => Operation(OperationType.Subscription) with { Position = position, Description = description },
            "fragment" => Fragment() with { Position = position, Description = description },
            "extend" when description is not null => throw tokens.Wrong("An extension has no description."),
            _ => types.Definition() with { Position = position, Description = description },
        };
    }

    private OperationDefinition Operation(OperationType operation)
    {
        tokens.Take();
        var name = tokens.Is(TokenKind.Name) ? tokens.Name() : null;
        var variables = tokens.OptionalMany(TokenKind.OpenParen, VariableDefinition, TokenKind.CloseParen);
        return new OperationDefinition(operation, name, variables, values.Directives(isConstant: false), SelectionSet());
    }

    private VariableDefinition VariableDefinition()
    {
        var description = values.Description();
        var position = tokens.Expect(TokenKind.Dollar).Position;
        var name = tokens.Name();
        tokens.Expect(TokenKind.Colon);
        var type = values.Type();
        var defaultValue = tokens.TakeIf(TokenKind.EqualsSign) ? values.Value(isConstant: true) : null;
        return new VariableDefinition(name, type, defaultValue, values.Directives(isConstant: true)) { Position = position, Description = description };
    }

    private FragmentDefinition Fragment()
    {
        tokens.Take();
        if (tokens.IsKeyword("on"))
            throw tokens.Wrong("A fragment cannot be named \"on\".");
        var name = tokens.Name();
        tokens.ExpectKeyword("on");
        var typePosition = tokens.Current.Position;
        return new FragmentDefinition(name, tokens.Name(), values.Directives(isConstant: false), SelectionSet()) { TypePosition = typePosition };
    }

    private SelectionSet SelectionSet()
    {
        var position = tokens.Current.Position;
        return tokens.Nested(() => new SelectionSet(tokens.Many(TokenKind.OpenBrace, Selection, TokenKind.CloseBrace)) { Position = position });
    }

    private Selection Selection() => tokens.Is(TokenKind.Spread) ? Spread() : Field();

    private Selection Spread()
    {
        var position = tokens.Take().Position;
        if (tokens.Is(TokenKind.Name) && !tokens.IsKeyword("on"))
            return new FragmentSpread(tokens.Name(), values.Directives(isConstant: false)) { Position = position };
        var type = tokens.TakeIfKeyword("on") ? tokens.Name() : null;
        return new InlineFragment(type, values.Directives(isConstant: false), SelectionSet()) { Position = position };
    }

    private Field Field()
    {
        var position = tokens.Current.Position;
        var first = tokens.Name();
        var (alias, name) = tokens.TakeIf(TokenKind.Colon) ? (first, tokens.Name()) : (null, first);
        var arguments = values.Arguments(isConstant: false);
        var directives = values.Directives(isConstant: false);
        return new Field(alias, name, arguments, directives, tokens.Is(TokenKind.OpenBrace) ? SelectionSet() : null) { Position = position };
    }
}
