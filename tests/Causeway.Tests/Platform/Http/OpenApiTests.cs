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

    private async Task<JsonNode> DocumentAsync()
    {
        await using var server = await TestServer.StartAsync(database.DataSource);
        return JsonNode.Parse(await server.Client.GetStringAsync("/openapi/v1.json"))!;
    }
}
