using System.Text.Json;
using System.Text.Json.Nodes;
using Causeway.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Platform.Http;

/// <summary>The document that the pages and Swagger UI are made from.</summary>
public sealed class OpenApiTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The copy in the repository is what the pages' types are made from; UPDATE_OPENAPI=1 writes it anew.</summary>
    [Fact]
    public async Task The_copy_that_the_pages_are_built_from_is_the_servers_document()
    {
        var copy = Repository.File("web/openapi.json");
        var document = (await DocumentAsync()).ToJsonString(Indented) + "\n";
        if (Environment.GetEnvironmentVariable("UPDATE_OPENAPI") == "1")
            await File.WriteAllTextAsync(copy, document);

        JsonNode.DeepEquals(JsonNode.Parse(await File.ReadAllTextAsync(copy)), JsonNode.Parse(document))
            .ShouldBeTrue("web/openapi.json is not what the server says. Run the test with UPDATE_OPENAPI=1, then `npm run api` in web.");
    }

    [Fact]
    public async Task Every_operation_has_a_summary_a_name_of_its_own_and_says_what_it_answers()
    {
        var document = await DocumentAsync();
        var faults = new List<string>();
        var names = new HashSet<string>();
        foreach (var (path, item) in document["paths"]!.AsObject())
        {
            foreach (var (method, operation) in item!.AsObject())
            {
                var route = $"{method.ToUpperInvariant()} {path}";
                if ((string?)operation!["summary"] is not { Length: > 0 })
                    faults.Add($"{route} has no summary.");
                if ((string?)operation["operationId"] is not { } name || !names.Add(name))
                    faults.Add($"{route} has no operationId of its own.");
                if (!AnswersBySchema(operation["responses"]!.AsObject()))
                    faults.Add($"{route} says nothing of its answer.");
            }
        }

        names.Count.ShouldBeGreaterThan(20);
        faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_reference_leads_to_a_schema()
    {
        var document = await DocumentAsync();
        var schemas = document["components"]!["schemas"]!.AsObject().Select(schema => $"#/components/schemas/{schema.Key}").ToHashSet();

        References(document).Distinct().Except(schemas).ShouldBeEmpty();
    }

    /// <summary>A success with content of a schema, or one that has no content.</summary>
    private static bool AnswersBySchema(JsonObject responses)
    {
        var success = responses.Where(response => response.Key.StartsWith('2')).ToList();
        return success.Count > 0 && success.All(response => response.Key is "204" or "202" && response.Value!["content"] is null
            || response.Value!["content"]?.AsObject().All(content => content.Value!["schema"] is not null) == true);
    }

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(member => member.Key == "$ref" ? [(string)member.Value!] : References(member.Value)),
        JsonArray list => list.SelectMany(References),
        _ => [],
    };

    private async Task<JsonNode> DocumentAsync()
    {
        await using var server = await TestServer.StartAsync(database.DataSource);
        var document = JsonNode.Parse(await server.Client.GetStringAsync("/openapi/v1.json"))!;
        // Where it happened to run says nothing about the API.
        document.AsObject().Remove("servers");
        return document;
    }
}
