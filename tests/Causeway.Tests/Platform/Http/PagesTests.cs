using System.Net;
using Causeway.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Platform.Http;

public sealed class PagesTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Theory]
    [InlineData("DELETE", "/api/auth/login", HttpStatusCode.MethodNotAllowed)]
    [InlineData("POST", "/api/auth/refresh", HttpStatusCode.Unauthorized)]
    [InlineData("GET", "/api/nothing", HttpStatusCode.NotFound)]
    [InlineData("POST", "/nothing", HttpStatusCode.NotFound)]
    public async Task No_page_answers_what_is_the_APIs_to_answer(string method, string path, HttpStatusCode status)
    {
        await using var server = await TestServer.StartAsync(database.DataSource);
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        using var answer = await server.Client.SendAsync(request);

        answer.StatusCode.ShouldBe(status);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }
}
