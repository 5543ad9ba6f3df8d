using System.Collections.Immutable;

namespace Causeway.GraphQL.Language;

/// <summary>Definitions and extensions of a type system (section 3).</summary>
internal sealed class TypeSystemParser(TokenReader tokens, ValueParser values)
{
    public TypeSystemDefinition Definition()
    {
        var isExtension = tokens.TakeIfKeyword("extend");
        var start = tokens.Current;
        TypeSystemDefinition definition = (start.Kind == TokenKind.Name ? start.Text : "") switch
        {
            "schema" => Schema(isExtension),
            "scalar" => Scalar(),
            "type" => Object(),
            "interface" => Interface(),
            "union" => Union(),
            "enum" => Enum(),
            "input" => Input(),
            "directive" when !isExtension => Directive(),
            _ => throw tokens.Wrong($"Expected a definition, found {start}."),
        };
        if (isExtension && AddsNothing(definition))
            throw tokens.Wrong("The extension adds nothing.", start);
        return definition with { IsExtension = isExtension };
    }

    private static bool AddsNothing(TypeSystemDefinition definition) => definition.Directives.IsEmpty && definition switch
    {
        SchemaDefinition schema => schema.Operations.IsEmpty,
        ObjectTypeDefinition type => type.Fields.IsEmpty && type.Interfaces.IsEmpty,
        InterfaceTypeDefinition type => type.Fields.IsEmpty && type.Interfaces.IsEmpty,
        UnionTypeDefinition type => type.Members.IsEmpty,
        EnumTypeDefinition type => type.Values.IsEmpty,
        InputObjectTypeDefinition type => type.Fields.IsEmpty,
        _ => true,
    };

    private SchemaDefinition Schema(bool isExtension)
    {
        tokens.Take();
        var directives = values.Directives(isConstant: true);
        var operations = isExtension
            ? tokens.OptionalMany(TokenKind.OpenBrace, RootOperation, TokenKind.CloseBrace)
            : tokens.Many(TokenKind.OpenBrace, RootOperation, TokenKind.CloseBrace);
        return new SchemaDefinition(directives, operations);
    }

    private RootOperationType RootOperation()
    {
        var start = tokens.Expect(TokenKind.Name);
        OperationType operation = start.Text switch
        {
            "query" => OperationType.Query,
            "mutation" => OperationType.Mutation,
            "subscription" => OperationType.Subscription,
            _ => throw tokens.Wrong($"Expected query, mutation or subscription, found {start}.", start),
        };
        tokens.Expect(TokenKind.Colon);
        return new RootOperationType(operation, tokens.Name()) { Position = start.Position };
    }

    private ScalarTypeDefinition Scalar() => new(NameAfterKeyword(), values.Directives(isConstant: true));

    private ObjectTypeDefinition Object() => new(NameAfterKeyword(), Interfaces(), values.Directives(isConstant: true), Fields());

    private InterfaceTypeDefinition Interface() => new(NameAfterKeyword(), Interfaces(), values.Directives(isConstant: true), Fields());

    private UnionTypeDefinition Union() => new(NameAfterKeyword(), values.Directives(isConstant: true), Members());

    private EnumTypeDefinition Enum() =>
        new(NameAfterKeyword(), values.Directives(isConstant: true), tokens.OptionalMany(TokenKind.OpenBrace, EnumValue, TokenKind.CloseBrace));

    private InputObjectTypeDefinition Input() =>
        new(NameAfterKeyword(), values.Directives(isConstant: true), tokens.OptionalMany(TokenKind.OpenBrace, InputValue, TokenKind.CloseBrace));

    private string NameAfterKeyword()
    {
        tokens.Take();
        return tokens.Name();
    }

    private ImmutableArray<string> Interfaces()
    {
        if (!tokens.TakeIfKeyword("implements"))
            return [];
        tokens.TakeIf(TokenKind.Ampersand);
        return Separated(TokenKind.Ampersand, tokens.Name);
    }

    private ImmutableArray<string> Members()
    {
        if (!tokens.TakeIf(TokenKind.EqualsSign))
            return [];
        tokens.TakeIf(TokenKind.Pipe);
        return Separated(TokenKind.Pipe, tokens.Name);
    }

    private ImmutableArray<string> Separated(TokenKind separator, Func<string> item)
    {
        var items = ImmutableArray.CreateBuilder<string>();
        do
            items.Add(item());
        while (tokens.TakeIf(separator));
        return items.ToImmutable();
    }

    private ImmutableArray<FieldDefinition> Fields() => tokens.OptionalMany(TokenKind.OpenBrace, Field, TokenKind.CloseBrace);

    private FieldDefinition Field()
    {
        var (position, description) = (tokens.Current.Position, values.Description());
        var name = tokens.Name();
        var arguments = tokens.OptionalMany(TokenKind.OpenParen, InputValue, TokenKind.CloseParen);
        tokens.Expect(TokenKind.Colon);
        return new FieldDefinition(name, arguments, values.Type(), values.Directives(isConstant: true)) { Position = position, Description = description };
    }

    private InputValueDefinition InputValue()
    {
        var (position, description) = (tokens.Current.Position, values.Description());
        var name = tokens.Name();
        tokens.Expect(TokenKind.Colon);
        var type = values.Type();
        var defaultValue = tokens.TakeIf(TokenKind.EqualsSign) ? values.Value(isConstant: true) : null;
        return new InputValueDefinition(name, type, defaultValue, values.Directives(isConstant: true)) { Position = position, Description = description };
    }

    private EnumValueDefinition EnumValue()
    {
        var (position, description) = (tokens.Current.Position, values.Description());
        if (tokens.Current.Text is "true" or "false" or "null")
            throw tokens.Wrong($"{tokens.Current} cannot be the name of an enum value.");
        return new EnumValueDefinition(tokens.Name(), values.Directives(isConstant: true)) { Position = position, Description = description };
    }

    private DirectiveDefinition Directive()
    {
        tokens.Take();
        tokens.Expect(TokenKind.At);
        var name = tokens.Name();
        var arguments = tokens.OptionalMany(TokenKind.OpenParen, InputValue, TokenKind.CloseParen);
        var isRepeatable = tokens.TakeIfKeyword("repeatable");
        tokens.ExpectKeyword("on");
        tokens.TakeIf(TokenKind.Pipe);
        return new DirectiveDefinition(name, arguments, isRepeatable, Separated(TokenKind.Pipe, Location));
    }

    private string Location()
    {
        var token = tokens.Expect(TokenKind.Name);
        return DirectiveLocations.All.Contains(token.Text) ? token.Text : throw tokens.Wrong($"{token} is no place where a directive can stand.", token);
    }
}
