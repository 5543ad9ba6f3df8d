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
        lukas  POST /views {"name":"<name>","resource":"leads","filters":{"stage":"new"},"shared":true} | 201 id name resource filters{stage} sort columns[] shared owner{id name}
        lukas  POST /views {"name":"<name>","resource":"leads","filters":{"nonsense":1} } | 400
        lukas  POST /views {"resource":"nonsense","more":1}                         | 400 details{name[] resource[] more[]}
        lukas  GET /views                                                           | 200 views[id name resource filters shared] {{ContractCall.Pagination}}
        lukas  PATCH /views/<view> {"filters":{"stage":"won"} }                     | 200 id name filters{stage}
        anna   PATCH /views/<view> {"name":"x"}                                     | 403
        anna   DELETE /views/<view>                                                 | 403
        lukas  DELETE /views/<view>                                                 | 204
        lukas  GET /views/<nowhere>                                                 | 404
        nobody GET /views                                                           | 401
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
