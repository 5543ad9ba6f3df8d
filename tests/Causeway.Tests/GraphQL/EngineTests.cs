using Causeway.GraphQL;
using Causeway.GraphQL.Language;
using Causeway.GraphQL.Types;
using Shouldly;
using Xunit;

namespace Causeway.Tests.GraphQL;

/// <summary>Sections 4, 6 and 7: what a request is answered.</summary>
public sealed class EngineTests
{
    private int counter;

    [Theory]
    [InlineData("{ hello }", """{"data":{"hello":"world"}}""")]
    [InlineData("{ b: hello a: hello }", """{"data":{"b":"world","a":"world"}}""")]
    [InlineData("{ hello @skip(if: true) answer @include(if: true) }", """{"data":{"answer":42}}""")]
    [InlineData("{ people { __typename name } }", """{"data":{"people":[{"__typename":"Person","name":"Ada"},{"__typename":"Person","name":"Zoë"}]}}""")]
    [InlineData("{ ...f ...on Query { hello } } fragment f on Query { answer }", """{"data":{"answer":42,"hello":"world"}}""")]
    [InlineData("{ echo(text: \"a\", times: 2) }", """{"data":{"echo":["a","a"]}}""")]
    [InlineData("{ echo(text: \"a\") }", """{"data":{"echo":["a"]}}""")]
    [InlineData("{ things { ... on Person { name } ... on Robot { model } } }", """{"data":{"things":[{"name":"Ada"},{"model":"R2"}]}}""")]
    public async Task A_query_is_answered_in_the_order_in_which_it_asks(string query, string answer) => (await Make().AskAsync(query)).ShouldBe(answer);

    [Theory]
    [InlineData("{ fails hello }", """{"errors":[{"message":"No luck.","locations":[{"line":1,"column":3}],"path":["fails"]}],"data":{"fails":null,"hello":"world"}}""")]
    [InlineData("{ people { required } }", """{"errors":[{"message":"required is null, and must be String!.","locations":[{"line":1,"column":12}],"path":["people",0,"required"]}],"data":{"people":null}}""")]
    [InlineData("{ hello mustNotFail }", """{"errors":[{"message":"No luck.","locations":[{"line":1,"column":9}],"path":["mustNotFail"]}],"data":null}""")]
    public async Task An_error_makes_the_nearest_nullable_place_null(string query, string answer) => (await Make().AskAsync(query)).ShouldBe(answer);

    [Fact]
    public async Task Variables_are_coerced_and_refused_by_their_path()
    {
        var engine = Make();
        const string Query = "query($t: String!, $n: Int = 3) { echo(text: $t, times: $n) }";

        (await engine.AskAsync(Query, new { t = "x" })).ShouldBe("""{"data":{"echo":["x","x","x"]}}""");
        (await engine.AskAsync(Query, new { t = "x", n = (int?)null })).ShouldBe("""{"data":{"echo":[]}}""");
        (await engine.AskAsync(Query)).ShouldBe("""{"errors":[{"message":"$t is missing; it must be String!.","locations":[{"line":1,"column":7}]}]}""");
        (await engine.AskAsync(Query, new { t = 1 })).ShouldContain("$t is 1, which is no String.");
        (await engine.AskAsync("query($p: [PersonInput!]) { count(people: $p) }", new { p = new object[] { new { name = "a" }, new { nam = "b" } } })).ShouldContain("$p[1].nam is no field of PersonInput.");
        (await engine.AskAsync("query($p: [PersonInput!]) { count(people: $p) }", new { p = new { name = "a" } })).ShouldBe("""{"data":{"count":1}}""");
    }

    [Fact]
    public async Task Mutations_happen_one_after_the_other()
    {
        (await Make().AskAsync("mutation { a: increase b: increase c: increase }")).ShouldBe("""{"data":{"a":1,"b":2,"c":3}}""");
    }

    [Fact]
    public async Task A_subscription_answers_each_event()
    {
        var engine = Make();
        var (prepared, _) = engine.Prepare(new GraphQLRequest("subscription { ticks { number } }"));

        var seen = new List<object?>();
        await foreach (var result in engine.Subscribe(prepared!, CancellationToken.None))
            seen.Add(((Causeway.GraphQL.Execution.ResponseObject)result.Data!["ticks"]!)["number"]);

        prepared!.Kind.ShouldBe(OperationType.Subscription);
        seen.ShouldBe([1, 2, 3]);
    }

    [Theory]
    [InlineData(null, "The document has several operations: name one in operationName.")]
    [InlineData("C", "The document has no operation called C.")]
    public async Task The_operation_must_be_known(string? name, string message) =>
        (await Make().AskAsync("query A { hello } query B { answer }", operation: name)).ShouldContain(message);

    [Theory]
    [InlineData("depth", "{ me { friend { friend { friend { friend { friend { name } } } } } } }", "7 fields deep; at most 6")]
    [InlineData("fields", "{ ...a ...a } fragment a on Query { ...b ...b ...b ...b } fragment b on Query { ...c ...c ...c ...c } fragment c on Query { hello answer }", "selects 64 fields; at most 60")]
    [InlineData("cost", "{ echo(text: \"a\", times: 50) people(first: 900) { friend { name } } }", "may cost")]
    public async Task What_would_be_too_much_is_refused_before_it_begins(string limit, string query, string message) =>
        (await Make(new Limits { Depth = 6, Fields = 60, Cost = 1_000 }).AskAsync(query)).ShouldContain(message, customMessage: limit);

    [Fact]
    public async Task A_million_aliases_are_refused()
    {
        var query = $"{{ {string.Join(' ', Enumerable.Range(0, 5_000).Select(i => $"a{i}: hello"))} }}";

        (await Make().AskAsync(query)).ShouldContain("5000 fields; at most 2000");
    }

    [Fact]
    public async Task The_schema_describes_itself()
    {
        var engine = new Engine(Pets.Schema);

        (await engine.AskAsync("""{ __type(name: "PetInput") { kind isOneOf inputFields { name type { name } } } }"""))
            .ShouldBe("""{"data":{"__type":{"kind":"INPUT_OBJECT","isOneOf":true,"inputFields":[{"name":"cat","type":{"name":"CatInput"}},{"name":"dog","type":{"name":"DogInput"}}]}}}""");
        (await engine.AskAsync("""{ __type(name: "Pet") { kind possibleTypes { name } } __schema { queryType { name } directives { name isRepeatable } } }"""))
            .ShouldBe("""{"data":{"__type":{"kind":"INTERFACE","possibleTypes":[{"name":"Cat"},{"name":"Dog"}]},"__schema":{"queryType":{"name":"Query"},"directives":[{"name":"deprecated","isRepeatable":false},{"name":"include","isRepeatable":false},{"name":"oneOf","isRepeatable":false},{"name":"skip","isRepeatable":false},{"name":"specifiedBy","isRepeatable":false},{"name":"tagged","isRepeatable":true}]}}}""");
        (await engine.AskAsync("""{ __type(name: "Nothing") { name } }""")).ShouldBe("""{"data":{"__type":null}}""");
    }

    [Fact]
    public void A_printed_schema_reads_as_the_same_schema()
    {
        var printed = SchemaPrinter.Print(Pets.Schema);

        SchemaPrinter.Print(Schema.Parse(printed)).ShouldBe(printed);
        printed.ShouldContain("  multipleRequirements(x: Int!, y: Int!): Int!\n");
        printed.ShouldContain("input PetInput @oneOf {\n  cat: CatInput\n  dog: DogInput\n}");
    }

    /// <summary>A small schema with resolvers of every kind.</summary>
    private Engine Make(Limits? limits = null)
    {
        var person = new ObjectType("Person");
        person.Add(new FieldOfType("name", ScalarType.String));
        person.Add(new FieldOfType("required", ScalarType.String.Required()));
        person.Add(new FieldOfType("friend", person) { Cost = 2 });
        var robot = new ObjectType("Robot");
        robot.Add(new FieldOfType("model", ScalarType.String));
        var thing = new UnionType("Thing") { Members = { person, robot } };
        var input = new InputObjectType("PersonInput") { Fields = { new InputValue("name", ScalarType.String.Required()) } };

        var query = new ObjectType("Query");
        query.Add(new FieldOfType("hello", ScalarType.String) { Resolve = (_, _) => new("world") });
        query.Add(new FieldOfType("answer", ScalarType.Int) { Resolve = (_, _) => new(42) });
        query.Add(new FieldOfType("fails", ScalarType.String) { Resolve = (_, _) => throw new GraphQLException("No luck.") });
        query.Add(new FieldOfType("mustNotFail", ScalarType.String.Required()) { Resolve = (_, _) => throw new GraphQLException("No luck.") });
        query.Add(new FieldOfType("me", person) { Resolve = (_, _) => new(Named("Ada")) });
        query.Add(new FieldOfType("people", person.Required().List())
        {
            Arguments = [new InputValue("first", ScalarType.Int)],
            SizedBy = ("first", 10),
            Resolve = (_, _) => new(new[] { Named("Ada"), Named("Zoë") }),
        });
        query.Add(new FieldOfType("things", thing.List()) { Resolve = (_, _) => new(new[] { Named("Ada", "Person"), new() { ["model"] = "R2", ["__typename"] = "Robot" } }) });
        query.Add(new FieldOfType("echo", ScalarType.String.List())
        {
            Arguments = [new("text", ScalarType.String.Required()), new("times", ScalarType.Int) { DefaultValue = new IntValue("1") }],
            Resolve = (context, _) => new(Enumerable.Repeat(context.Arguments["text"], context.Arguments["times"] as int? ?? 0)),
        });
        query.Add(new FieldOfType("count", ScalarType.Int)
        {
            Arguments = [new("people", input.Required().List())],
            Resolve = (context, _) => new(((object?[])context.Arguments["people"]!).Length),
        });

        var mutation = new ObjectType("Mutation");
        mutation.Add(new FieldOfType("increase", ScalarType.Int) { Resolve = async (_, _) => { await Task.Yield(); return ++counter; } });
        var tick = new ObjectType("Tick");
        tick.Add(new FieldOfType("number", ScalarType.Int));
        var subscription = new ObjectType("Subscription");
        subscription.Add(new FieldOfType("ticks", tick) { Subscribe = (_, _) => TicksAsync(), Resolve = (context, _) => new(context.Parent) });
        return new Engine(new Schema(query, mutation, subscription), limits);
    }

    private static Dictionary<string, object?> Named(string name, string type = "Person") => new() { ["name"] = name, ["__typename"] = type };

    private static async IAsyncEnumerable<object?> TicksAsync()
    {
        for (var i = 1; i <= 3; i++)
        {
            await Task.Yield();
            yield return new Dictionary<string, object?> { ["number"] = i };
        }
    }
}
