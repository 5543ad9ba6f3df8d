using System.Net;
using System.Text;
using Causeway.Tests.Infrastructure;
using Causeway.Tests.Mirror;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Platform.Http;

/// <summary>What every route promises (contract section 1).</summary>
public sealed class HttpRulesTests(SharedMirror shared) : IClassFixture<SharedMirror>
{
    private readonly MirrorServer mirror = shared.Mirror;

    [Theory]
    [InlineData("GET", "/api/nothing", 404)]
    [InlineData("GET", "/api/crm/leads/abc", 404)]
    [InlineData("GET", "/api/crm/leads/99999999999999999999", 404)]
    [InlineData("GET", "/api/crm/leads/-1", 404)]
    [InlineData("PATCH", "/api/crm/tags", 405)]
    [InlineData("DELETE", "/api/crm/leads", 405)]
    [InlineData("POST", "/api/crm/leads/1", 405)]
    public async Task What_is_not_there_says_so_in_a_problem(string method, string path, int status)
    {
        var answer = await mirror.Admin.SendAsync(new HttpMethod(method), path, (object?)null);

        answer.Code.ShouldBe(status, answer.Text);
        IsProblem(answer);
    }

    [Fact]
    public async Task Without_a_sign_in_every_route_is_a_401_problem()
    {
        var nobody = new Api(mirror.Server.NewClient(), "not.a.token");

        IsProblem((await nobody.GetAsync("/api/crm/leads")).Expect(HttpStatusCode.Unauthorized));
    }

    [Theory]
    [InlineData("/api/crm/leads?per_page=3")]
    [InlineData("/api/crm/stages")]
    [InlineData("/api/opportunities/kanban")]
    public async Task The_first_version_is_the_same_under_its_own_name(string path)
    {
        var plain = await mirror.Admin.GetAsync(path);
        var versioned = await mirror.Admin.GetAsync(path.Replace("/api/", "/api/v1/", StringComparison.Ordinal));

        versioned.Expect(HttpStatusCode.OK).ETag.ShouldBe(plain.ETag);
        versioned.Text.ShouldBe(plain.Text);
    }

    [Theory]
    [InlineData("4711", 404)]
    [InlineData("main", 400)]
    [InlineData("-1", 400)]
    public async Task A_connection_that_is_not_there_is_refused_by_header_and_by_query(string connection, int status)
    {
        (await mirror.Admin.GetAsync("/api/crm/leads", ("X-Connection", connection))).Code.ShouldBe(status);
        (await mirror.Admin.GetAsync($"/api/crm/leads?connection={connection}")).Code.ShouldBe(status);
    }

    [Fact]
    public async Task An_answer_names_its_connection_and_how_fresh_it_is()
    {
        var answer = await mirror.Admin.GetAsync("/api/crm/leads", ("X-Connection", $"{mirror.ConnectionId}"));

        answer.Expect(HttpStatusCode.OK).Header("X-Connection").ShouldBe($"{mirror.ConnectionId}");
        DateTimeOffset.Parse(answer.Header("X-Data-As-Of")!).ShouldBeLessThanOrEqualTo(mirror.Clock.GetUtcNow());
        answer.Header("X-Changes-Position").ShouldNotBeNullOrEmpty();
    }

    [Theory]
    [InlineData("/api/crm/tags?name=x", "name")]
    [InlineData("/api/crm/leads/1?fields=name", "fields")]
    [InlineData("/api/opportunities/kanban?page=2", "page")]
    [InlineData("/api/integrations/sync/logs?since=1", "since")]
    public async Task A_parameter_that_a_route_does_not_know_is_a_400(string path, string parameter) =>
        (await mirror.Admin.GetAsync(path)).Expect(HttpStatusCode.BadRequest).BadFields.ShouldBe([parameter]);

    [Theory]
    [InlineData("{\"entities\": [\"contacts\"], \"ful\": true}", "ful")]
    [InlineData("{\"full\": \"yes\"}", "full")]
    [InlineData("{\"full\": true, \"full\": false}", "full")]
    [InlineData("{\"full\": true", "body")]
    [InlineData("{\"entities\": [\"nonsense\"]}", "entities")]
    [InlineData("{\"entities\": [\"half a pair \\ud800\"]}", "entities[0]")]
    public async Task A_body_with_what_a_route_does_not_know_is_a_400_that_names_it(string body, string field)
    {
        var answer = await SendAsync("/api/integrations/odoo/sync/trigger", body);

        answer.Expect(HttpStatusCode.BadRequest).BadFields.ShouldBe([field]);
        IsProblem(answer);
    }

    [Fact]
    public async Task An_id_of_another_kind_is_a_400_that_says_which_kind_is_wanted() =>
        (await mirror.Admin.GetAsync("/api/tasks/54")).Expect(HttpStatusCode.BadRequest)["details"].GetRawText().ShouldBe("""{"id":["must be a UUID."]}""");

    [Fact]
    public async Task A_body_without_what_a_route_needs_is_a_400() =>
        IsProblem((await SendAsync("/api/integrations/odoo/configure", "{\"url\": \"http://127.0.0.1\"}")).Expect(HttpStatusCode.BadRequest));

    [Fact]
    public async Task A_body_that_is_no_text_is_a_400()
    {
        using var content = new ByteArrayContent([0xFF, 0xFE, 0x00, 0x80]);
        content.Headers.ContentType = new("application/json");

        IsProblem((await mirror.Admin.SendAsync(HttpMethod.Post, "/api/crm/leads", content)).Expect(HttpStatusCode.BadRequest));
    }

    private static void IsProblem(ApiAnswer answer)
    {
        answer.ContentHeaders.ContentType!.MediaType.ShouldBe("application/problem+json");
        answer["status"].GetInt32().ShouldBe(answer.Code);
        answer["title"].GetString().ShouldNotBeNullOrEmpty();
        answer["detail"].GetString().ShouldNotBeNullOrEmpty();
        answer["error"].GetString().ShouldBe(answer["detail"].GetString());
        answer["trace_id"].GetString().ShouldNotBeNullOrEmpty();
        answer.Text.ShouldNotContain("   at ");
    }

    private Task<ApiAnswer> SendAsync(string path, string body) => mirror.Admin.SendAsync(HttpMethod.Post, path, new StringContent(body, Encoding.UTF8, "application/json"));
}
