using System.Text.Json;
using Causeway.GraphQL;
using Causeway.GraphQL.Types;
using Shouldly;
using Xunit;

namespace Causeway.Tests.GraphQL;

/// <summary>Held to npm's <c>graphql</c>, the reference implementation, which shares no line with ours.</summary>
public sealed class OracleTests
{
    private const int Documents = 2_000;

    /// <summary>
    /// What the specification of September 2025 refuses and npm's <c>graphql</c> 16, which follows the one of 2021, does not:
    /// by the words of our refusal, with the section.
    /// </summary>
    private static readonly (string Words, string Section)[] Newer =
    [
        ("The root field of a subscription cannot depend on @skip or @include.", "5.2.4.1 Single Root Field"),
        ("to choose a field of a @oneOf input object.", "5.8.5 All Variable Usages Are Allowed"),
    ];

    [Fact]
    public async Task Of_2000_generated_documents_the_reference_implementation_takes_and_refuses_the_same()
    {
        var generator = new DocumentGenerator(Pets.Schema, seed: 20250901);
        var documents = Enumerable.Range(0, Documents).Select(_ => generator.Next()).ToList();
        var theirs = JsonSerializer.Deserialize<string[]?[]>(await Oracle.AskAsync("validate.mjs", JsonSerializer.Serialize(new { schema = SchemaPrinter.Print(Pets.Schema), documents })))!;

        var differences = documents.Zip(theirs).Where(pair => (Refusal(pair.First) is null) != (pair.Second is null) && !IsNewer(Refusal(pair.First)))
            .Select(pair => $"{pair.First}\n  ours: {Refusal(pair.First) ?? "valid"}\n  theirs: {(pair.Second is null ? "valid" : string.Join("; ", pair.Second))}").ToList();

        differences.ShouldBeEmpty();
        theirs.Count(errors => errors is null).ShouldBeInRange(Documents / 10, Documents * 9 / 10);
    }

    [Fact]
    public async Task A_client_builds_the_same_schema_from_our_introspection()
    {
        var query = await Oracle.AskAsync("introspect.mjs query", "");
        var answer = await new Engine(Pets.Schema).AskAsync(query);

        var read = JsonSerializer.Deserialize<JsonElement>(await Oracle.AskAsync("introspect.mjs", answer));

        read.GetProperty("errors").EnumerateArray().ShouldBeEmpty();
        SchemaPrinter.Print(Schema.Parse(read.GetProperty("definitions").GetString()!)).ShouldBe(SchemaPrinter.Print(Pets.Schema));
    }

    private static string? Refusal(string document) => Oracle.Refusal(Pets.Schema, document);

    private static bool IsNewer(string? refusal) => refusal is not null && Newer.Any(known => refusal.Contains(known.Words));
}
