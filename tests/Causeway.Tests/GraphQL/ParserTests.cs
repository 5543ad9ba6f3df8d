using Causeway.GraphQL;
using Causeway.GraphQL.Language;
using Shouldly;
using Xunit;

namespace Causeway.Tests.GraphQL;

/// <summary>Section 2 and appendix C: documents are read as they are written, and what is none is refused where it goes wrong.</summary>
public sealed class ParserTests
{
    [Theory]
    [InlineData("\"\"", "")]
    [InlineData("\"simple\"", "simple")]
    [InlineData(@"""\b\f\n\r\t\/\\\""""", "\b\f\n\r\t/\\\"")]
    [InlineData(@"""\u00e9\u{1F600}\uD83D\uDE00""", "é😀😀")]
    [InlineData("\"\"\"block \\\"\"\" string\"\"\"", "block \"\"\" string")]
    [InlineData("\"\"\"\n\n    Hello,\n      World!\n\n    Yours,\n      GraphQL.\n\n\"\"\"", "Hello,\n  World!\n\nYours,\n  GraphQL.")]
    public void Strings_have_the_value_that_section_2_9_4_gives_them(string literal, string value) =>
        Parser.ParseValue(literal).ShouldBeOfType<StringValue>().Text.ShouldBe(value);

    [Theory]
    [InlineData("0", typeof(IntValue))]
    [InlineData("-12", typeof(IntValue))]
    [InlineData("123456789012345678901234567890", typeof(IntValue))]
    [InlineData("1.5", typeof(FloatValue))]
    [InlineData("-1e10", typeof(FloatValue))]
    [InlineData("6.02E-23", typeof(FloatValue))]
    [InlineData("true", typeof(BooleanValue))]
    [InlineData("null", typeof(NullValue))]
    [InlineData("RED", typeof(EnumValue))]
    [InlineData("[1, [2] 3]", typeof(ListValue))]
    [InlineData("{a: 1 b: {c: []}}", typeof(ObjectValue))]
    public void Each_kind_of_value_is_told_from_the_others(string literal, Type kind) => Parser.ParseValue(literal).ShouldBeOfType(kind);

    [Theory]
    [InlineData("{ a(x: 00) }", 1, 9, "leading zeros")]
    [InlineData("{ a(x: 1.) }", 1, 10, "digit is missing")]
    [InlineData("{ a(x: 1a) }", 1, 9, "cannot be followed")]
    [InlineData("{ a(x: 0x1F) }", 1, 9, "cannot be followed")]
    [InlineData("{ a(x: \"open) }", 1, 16, "no closing quote")]
    [InlineData("{ a(x: \"\\x\") }", 1, 9, "escape sequence")]
    [InlineData("{ a(x: \"\\uD83D\") }", 1, 9, "Unicode escape")]
    [InlineData("{ a(x: \"\\u{110000}\") }", 1, 9, "Unicode escape")]
    [InlineData("{\n  a\n  ?\n}", 3, 3, "means nothing")]
    [InlineData("{ a(x: 'b') }", 1, 8, "double quotes")]
    [InlineData("{ a", 1, 4, "end of the document")]
    [InlineData("", 1, 1, "definition")]
    [InlineData("{ }", 1, 3, "a name")]
    [InlineData("query Q() { a }", 1, 9, "\"$\"")]
    [InlineData("query Q($a: Int = $b) { a }", 1, 19, "constant")]
    [InlineData("fragment on on Dog { a }", 1, 10, "\"on\"")]
    [InlineData("{ ...on }", 1, 9, "a name")]
    [InlineData("extend type Dog", 1, 8, "adds nothing")]
    [InlineData("enum E { true }", 1, 10, "enum value")]
    [InlineData("directive @a on NOWHERE", 1, 17, "no place")]
    [InlineData("\"\"\"described\"\"\" { a }", 1, 17, "definition")]
    public void What_is_no_document_is_refused_where_it_goes_wrong(string document, int line, int column, string why)
    {
        var error = Should.Throw<GraphQLException>(() => Parser.Parse(document)).Error;

        error.Locations.ShouldBe([new SourceLocation(line, column)]);
        error.Message.ShouldContain(why);
    }

    [Fact]
    public void Commas_comments_and_a_byte_order_mark_mean_nothing()
    {
        var document = Parser.Parse("\uFEFF# a comment, with { and }\r\n{,a,,b # another\r c}");

        document.Operations.Single().SelectionSet.Selections.Cast<Field>().Select(field => field.Name).ShouldBe(["a", "b", "c"]);
    }

    [Fact]
    public void Operations_fragments_and_variables_can_be_described_since_September_2025()
    {
        var document = Parser.Parse("""
            "Finds a dog."
            query Find("Its name." $name: String = "Rex" @internal) { findDog(searchBy: {name: $name}) { ...D } }
            "What we show of it."
            fragment D on Dog { name }
            """);

        document.Definitions.Select(definition => definition.Description).ShouldBe(["Finds a dog.", "What we show of it."]);
        document.Operations.Single().Variables.Single().Description.ShouldBe("Its name.");
    }

    [Fact]
    public void Too_deep_and_too_long_documents_end_before_the_stack_does()
    {
        Should.Throw<GraphQLException>(() => Parser.Parse(new string('{', 1_000_000))).Message.ShouldContain("name");
        Should.Throw<GraphQLException>(() => Parser.Parse(string.Concat(Enumerable.Repeat("{a", 100_000)))).Message.ShouldContain("nests more than 100");
        Should.Throw<GraphQLException>(() => Parser.Parse($"{{ a(x: {new string('[', 100_000)}) }}")).Message.ShouldContain("nests more than 100");
        Should.Throw<GraphQLException>(() => Parser.Parse($"query($a: {new string('[', 100_000)}) {{ a }}")).Message.ShouldContain("nests more than 100");
        Should.Throw<GraphQLException>(() => Parser.Parse($"{{ {string.Join(' ', Enumerable.Range(0, 1_000_000).Select(i => $"a{i}: a"))} }}")).Message.ShouldContain("more than 20000 tokens");
    }
}
