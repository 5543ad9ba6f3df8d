using System.Text.Json;
using Causeway.Features.GraphQlApi;
using Causeway.GraphQL;
using Causeway.GraphQL.Types;
using Causeway.Tests.GraphQL;
using Causeway.Tests.Infrastructure;
using Causeway.Tests.Mirror;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Features.GraphQlApi;

/// <summary>The schema itself, held to npm's <c>graphql</c>; and documents of every kind over it.</summary>
public sealed class ApiSchemaTests(SharedMirror shared) : IClassFixture<SharedMirror>
{
    private const int Documents = 2_000;

    /// <summary>All of them where <c>GRAPHQL_FUZZ</c> says how many; a part by itself.</summary>
    private static readonly int Mutated = int.TryParse(Environment.GetEnvironmentVariable("GRAPHQL_FUZZ"), out var count) ? count : 400;

    /// <summary>Where we refuse and the reference implementation does not, by the words of our refusal, with the section.</summary>
    private static readonly (string Words, string Section)[] Known =
    [
        ("The root field of a subscription cannot depend on @skip or @include.", "5.2.4.1 Single Root Field (September 2025)"),
        ("is no Date.", "5.6.1 Values of Correct Type: npm builds our scalars from their names, and takes any value for them"),
        ("is no DateTime.", "5.6.1 Values of Correct Type, as above"),
    ];

    private readonly MirrorServer mirror = shared.Mirror;

    private Engine Engine => mirror.Get<GraphQlSchemas>().OfNone.Engine.Value;

    [Fact]
    public async Task A_client_builds_the_same_schema_from_our_introspection_and_finds_nothing_wrong_with_it()
    {
        var query = await Oracle.AskAsync("introspect.mjs query", "");
        var answer = (await mirror.Admin.GraphQlAsync(query)).Text;

        var read = JsonSerializer.Deserialize<JsonElement>(await Oracle.AskAsync("introspect.mjs", answer));

        read.GetProperty("errors").EnumerateArray().ShouldBeEmpty();
        var schema = (await mirror.Get<GraphQlSchemas>().FindAsync(mirror.ConnectionId, default)).Engine.Value.Schema;
        SchemaPrinter.Print(Schema.Parse(read.GetProperty("definitions").GetString()!)).ShouldBe(SchemaPrinter.Print(schema));
    }

    [Fact]
    public async Task Of_2000_documents_over_our_schema_the_reference_implementation_takes_and_refuses_the_same()
    {
        var generator = new DocumentGenerator(Engine.Schema, seed: 6);
        var documents = Enumerable.Range(0, Documents).Select(_ => generator.Next()).ToList();
        var theirs = JsonSerializer.Deserialize<string[]?[]>(await Oracle.AskAsync("validate.mjs", JsonSerializer.Serialize(new { schema = SchemaPrinter.Print(Engine.Schema), documents })))!;

        var differences = documents.Zip(theirs, (document, their) => (document, their, Ours: Oracle.Refusal(Engine.Schema, document)))
            .Where(one => (one.Ours is null) != (one.their is null) && !Known.Any(known => one.Ours?.Contains(known.Words) == true))
            .Select(one => $"{one.document}\n  ours: {one.Ours ?? "valid"}\n  theirs: {(one.their is null ? "valid" : string.Join("; ", one.their))}").ToList();

        differences.ShouldBeEmpty();
        theirs.Count(errors => errors is null).ShouldBeInRange(Documents / 10, Documents * 9 / 10);
    }

    [Fact]
    public async Task Whatever_is_sent_is_answered_and_never_by_a_failure_of_ours()
    {
        var generator = new DocumentGenerator(Engine.Schema, seed: 66);
        var random = new Random(6);
        var failures = new List<string>();
        for (var sent = 0; sent < Mutated;)
        {
            var document = generator.Next();
            // Writes are damaged as well, but would fill the mirror where they are whole.
            var query = document.StartsWith("query", StringComparison.Ordinal) && random.Next(2) == 0 ? document : Scramble(document, random);
            if (query.Contains("mutation", StringComparison.Ordinal) || query.Contains("subscription", StringComparison.Ordinal))
                continue;
            sent++;
            var answer = await mirror.Admin.GraphQlAsync(query);
            if (answer.Code is not (200 or 400))
                failures.Add($"{answer.Code}: {query}\n{answer.Text}");
        }

        failures.ShouldBeEmpty();
    }

    private static string Scramble(string document, Random random)
    {
        var text = document.ToCharArray();
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            var (from, to) = (random.Next(text.Length), random.Next(text.Length));
            text[to] = random.Next(3) == 0 ? (char)random.Next(1, 0x250) : text[from];
        }

        return new string(text);
    }
}
