using System.Text.RegularExpressions;
using Causeway.GraphQL;
using Causeway.GraphQL.Language;
using Causeway.GraphQL.Types;
using Causeway.GraphQL.Validation;
using Causeway.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Causeway.Tests.GraphQL;

/// <summary>
/// Every example of the specification's sections 2 to 6 as it stands there (September 2025, <c>Specification/Examples.graphql</c>),
/// numbered by section: what it shows is taken, what it shows as wrong is refused, and for the reason that it gives.
/// </summary>
public sealed partial class SpecificationTests
{
    private static readonly IReadOnlyDictionary<string, Example> Examples = ExamplePattern()
        .Matches(File.ReadAllText(Repository.File("tests/Causeway.Tests/GraphQL/Specification/Examples.graphql")))
        .Select(match => new Example($"{match.Groups["section"]} {match.Groups["number"]}", match.Groups["kind"].Value == "counter-example", match.Groups["text"].Value))
        .ToDictionary(example => example.Id);

    /// <summary>The types of section 5, and what its examples use without saying.</summary>
    private static readonly Schema Schema = Schema.Parse(string.Join('\n', Examples.Values.Where(example => example is { IsCounter: false, DefinesTypes: true } && example.Id[0] == '5' && example.Id != "5.2.1.1 1").Select(example => example.Text)) + """

        schema { query: Query mutation: Mutation subscription: Subscription }
        type Subscription { newMessage: Message disallowedSecondRootField: Boolean }
        type Message { body: String sender: String }
        input FieldInput { field: Boolean }
        extend type Query { hello: String field(arg: FieldInput): Int }
        extend type Arguments { nonNullBooleanListField(nonNullBooleanListArg: [Boolean!]): [Boolean] }
        """);

    /// <summary>What the examples of section 3 ask, of the types that their text describes.</summary>
    private static readonly Schema Described = Schema.Parse("""
        type Query { name: String entity: NamedEntity phoneNumber: String firstSearchResult: SearchResult fieldWithNonNullArg(nonNullArg: String!): String }
        interface NamedEntity { name: String }
        type Person implements NamedEntity { name: String age: Int }
        type Photo { height: Int width: Int }
        union SearchResult = Photo | Person
        """);

    /// <summary>The reasons of what is refused.</summary>
    private static readonly Dictionary<string, string> Refusals = new(StringComparer.Ordinal)
    {
        ["3.6 5"] = "Query has no field relationship.",
        ["3.7 4"] = "NamedEntity has no field age.",
        ["3.7 6"] = "implements itself",
        ["3.8 2"] = "SearchResult has no field name.",
        ["3.10 4"] = "can never be given",
        ["3.10 5"] = "can never be given",
        ["3.12 1"] = "Query.fieldWithNonNullArg needs the argument nonNullArg: String!.",
        ["3.12 2"] = "null is no String!.",
        ["3.13 4"] = "@invalidExample refers to itself (section 3.13).",
        ["3.13.3 2"] = "is required and deprecated",
        ["5.1.1 1"] = "The definition of Dog cannot be executed.",
        ["5.2.1.1 3"] = "Mutation has no field goodbye.",
        ["5.2.2.1 2"] = "There are several operations called getName.",
        ["5.2.2.1 3"] = "There are several operations called dogOperation.",
        ["5.2.3.1 2"] = "An operation without a name must be the only one of its document.",
        ["5.2.4.1 3"] = "A subscription has one root field.",
        ["5.2.4.1 4"] = "A subscription has one root field.",
        ["5.2.4.1 5"] = "The root field of a subscription cannot depend on @skip or @include.",
        ["5.2.4.1 6"] = "The root field of a subscription is none of introspection's.",
        ["5.3.1 1"] = "Dog has no field meowVolume.",
        ["5.3.1 3"] = "Pet has no field nickname.",
        ["5.3.1 5"] = "CatOrDog has no field name.",
        ["5.3.2 2"] = "The fields called name cannot be merged",
        ["5.3.2 4"] = "The fields called doesKnowCommand cannot be merged",
        ["5.3.2 6"] = "The fields called someValue cannot be merged",
        ["5.3.3 2"] = "barkVolume is Int, which has no fields to select.",
        ["5.3.3 4"] = "human is Human: select some of its fields",
        ["5.4.1 2"] = "Dog.doesKnowCommand has no argument command.",
        ["5.4.1 3"] = "@include has no argument unless.",
        ["5.4.3 3"] = "Arguments.nonNullBooleanArgField needs the argument nonNullBooleanArg: Boolean!.",
        ["5.4.3 4"] = "null is no Boolean!.",
        ["5.5.1.1 2"] = "There are several fragments called fragmentOne.",
        ["5.5.1.2 2"] = "There is no type NotInSchema.",
        ["5.5.1.3 2"] = "A fragment cannot be of Int, which has no fields.",
        ["5.5.2.1 1"] = "There is no fragment undefinedFragment.",
        ["5.5.2.2 1"] = "spreads itself",
        ["5.5.2.2 3"] = "spreads itself",
        ["5.5.2.3.1 2"] = "A fragment of Cat can never apply to Dog.",
        ["5.5.2.3.3 2"] = "A fragment of Dog can never apply to Sentient.",
        ["5.5.2.3.4 2"] = "A fragment of Sentient can never apply to Pet.",
        ["5.6.1 2"] = "\"123\" is no Int.",
        ["5.6.2 2"] = "FindDogInput has no field favoriteCookieFlavor.",
        ["5.6.3 1"] = "The field field is given more than once.",
        ["5.7.2 1"] = "@skip cannot stand on QUERY.",
        ["5.8.1 1"] = "There are several variables called $atOtherHomes.",
        ["5.8.3 2"] = "$atOtherHomes is not defined by variableIsNotDefined.",
        ["5.8.3 4"] = "$atOtherHomes is not defined by variableIsNotDefinedUsedInSingleFragment.",
        ["5.8.3 5"] = "$atOtherHomes is not defined by variableIsNotDefinedUsedInNestedFragment.",
        ["5.8.3 7"] = "$atOtherHomes is not defined by houseTrainedQueryTwoNotDefined.",
        ["5.8.4 1"] = "$atOtherHomes is never used in variableUnused.",
        ["5.8.4 3"] = "$atOtherHomes is never used in variableNotUsedWithinFragment.",
        ["5.8.4 4"] = "$extra is never used in queryWithExtraVar.",
        ["5.8.5 1"] = "$intArg is Int, where Boolean is needed.",
        ["5.8.5 2"] = "$booleanListArg is [Boolean], where Boolean is needed.",
        ["5.8.5 3"] = "$booleanArg is Boolean, where Boolean! is needed.",
        ["5.8.5 5"] = "$booleanList is [Boolean], where [Boolean!] is needed.",
        ["5.8.5 7"] = "must be CatInput!",
        // Its selections are left out, which is no selection at all.
        ["5.8.2 3"] = "Expected a name, found \"}\".",
    };

    /// <summary>Shown as the lesser style of a block string, not as wrong.</summary>
    private const string LesserStyle = "2.10.4 3";

    public static TheoryData<string> Ids => [.. Examples.Keys];

    [Theory]
    [MemberData(nameof(Ids))]
    public void An_example_is_taken_and_a_counter_example_refused_for_its_reason(string id)
    {
        var example = Examples[id];

        var refusals = Judge(example);

        if (example.IsCounter && id != LesserStyle)
            refusals.ShouldContain(refusal => refusal.Contains(Refusals[id], StringComparison.Ordinal), string.Join('\n', refusals));
        else
            refusals.ShouldBeEmpty();
    }

    [Fact]
    public void Every_counter_example_has_its_reason() =>
        Refusals.Keys.ShouldBe(Examples.Values.Where(example => example.IsCounter && example.Id != LesserStyle).Select(example => example.Id), ignoreOrder: true);

    private static IReadOnlyList<string> Judge(Example example)
    {
        try
        {
            var document = Parser.Parse(example.IsValue ? $"{{ field(arg: {example.Text}) }}" : example.Text);
            return example switch
            {
                { Id: ['5', ..] } when example.IsCounter || !example.DefinesTypes => Faults(Schema, document),
                { Id: ['3', ..], IsCounter: true, DefinesTypes: false } => Faults(Described, document),
                { Id: ['3', ..], IsCounter: true } => Read(example.Text + "\ntype Query { any: Int }"),
                _ => [],
            };
        }
        catch (GraphQLException exception)
        {
            return [exception.Message];
        }
    }

    /// <summary>Fragments stand alone in most of them, since they are not about their use.</summary>
    private static IReadOnlyList<string> Faults(Schema schema, Document document) =>
        [.. Validator.Validate(schema, document).Select(error => error.Message).Where(message => !message.StartsWith("The fragment", StringComparison.Ordinal) || !message.EndsWith("is never used.", StringComparison.Ordinal))];

    private static IReadOnlyList<string> Read(string definitions)
    {
        try
        {
            Schema.Parse(definitions);
            return [];
        }
        catch (SchemaException exception)
        {
            return [exception.Message];
        }
    }

    private sealed record Example(string Id, bool IsCounter, string Text)
    {
        public bool DefinesTypes => TypePattern().IsMatch(Text);

        public bool IsValue => Text.StartsWith("\"\"\"", StringComparison.Ordinal) && Text.TrimEnd().EndsWith("\"\"\"", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^### (?<section>\S+) (?<kind>\S+) (?<number>\d+)\n(?<text>.*?)(?=\n###|\z)", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex ExamplePattern();

    [GeneratedRegex(@"^(extend|type|interface|union|enum|input|scalar|directive|schema)\b", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex TypePattern();
}
