using System.Net;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Conformance;

/// <summary>Contract 3.10: health, audit, documentation.</summary>
[Collection(ConformanceServer.Name)]
public sealed class Contract310TheRestTests(ConformanceServer server)
{
    private const string Table = $$"""
        nobody GET /health                                                          | 200 status timestamp version
        admin  GET /audit                                                           | 200 entries![at action actor address] {{ContractCall.Pagination}}
        lukas  GET /audit                                                           | 403
        admin  GET /settings                                                        | 200 settings![key value]
        lukas  GET /settings                                                        | 403
        nobody GET /nothing/here                                                    | 404
        nobody DELETE /health                                                       | 405
        """;

    public static TheoryData<string> Lines => ConformanceServer.Lines(Table);

    [Theory]
    [MemberData(nameof(Lines))]
    public Task Every_call_is_answered_as_the_contract_says(string line) => server.CheckAsync(line);

    [Theory]
    [InlineData("/health")]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Health_stands_at_the_root(string path) =>
        Fields.Check((await server.Anonymous.GetAsync(path)).Expect(HttpStatusCode.OK).Json, "status! timestamp! version!").ShouldBeEmpty();

    [Fact]
    public async Task Every_route_of_the_document_has_a_summary_and_tells_of_its_errors()
    {
        var document = (await server.Anonymous.GetAsync("/openapi/v1.json")).Expect(HttpStatusCode.OK);

        var operations = document["paths"].EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Where(member => member.Name != "parameters")
            .Select(operation => (Name: $"{operation.Name} {path.Name}", operation.Value))).ToList();

        operations.Where(operation => !operation.Value.TryGetProperty("summary", out _)).Select(operation => operation.Name).ShouldBeEmpty();
        // A probe takes nothing that could be wrong.
        operations.Where(operation => !operation.Name.Contains("/health", StringComparison.Ordinal))
            .Where(operation => !operation.Value.GetProperty("responses").EnumerateObject().Any(answer => answer.Name.StartsWith('4')))
            .Select(operation => operation.Name).ShouldBeEmpty();
    }
}
