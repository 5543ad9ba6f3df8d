using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Causeway.Tests.GraphQL;
using Causeway.Tests.Infrastructure;
using Causeway.Tests.Mirror;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Features.GraphQlApi;

/// <summary>GraphQL over HTTP: what is taken, what is refused, and by which status.</summary>
public sealed class GraphQlHttpTests(SharedMirror shared) : IClassFixture<SharedMirror>
{
    private const string Route = GraphQlCalls.Route;

    private readonly MirrorServer mirror = shared.Mirror;

    [Fact]
    public async Task Every_audit_of_graphql_http_passes()
    {
        using var signedIn = await mirror.Server.Client.PostAsJsonAsync("/api/auth/login", new { username = "admin", password = MirrorServer.AdminPassword });
        var token = (await signedIn.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString();

        var audits = JsonSerializer.Deserialize<JsonElement[]>(await Oracle.AskAsync($"audit.mjs {new Uri(mirror.Server.Address, Route)} {token}", ""))!;

        audits.Length.ShouldBeGreaterThan(60);
        // A notice is a MAY; those that go another way are let be one by one.
        audits.Where(audit => audit.GetProperty("status").GetString() is not ("ok" or "notice")).Select(audit => audit.ToString()).ShouldBeEmpty();
        audits.Where(audit => audit.GetProperty("status").GetString() == "notice").Select(audit => audit.GetProperty("name").GetString()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData(null)]
    public async Task What_a_form_of_another_site_can_send_is_no_request(string? type)
    {
        using var content = new ByteArrayContent("""{"query":"{ __typename }"}"""u8.ToArray());
        content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);

        (await mirror.Admin.SendAsync(HttpMethod.Post, Route, content)).Expect(HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task With_a_cookie_a_GET_needs_a_header_that_no_other_site_can_send()
    {
        using var browser = mirror.Server.NewClient();
        var origin = mirror.Server.Address.GetLeftPart(UriPartial.Authority);
        using var signIn = new HttpRequestMessage(HttpMethod.Post, "/api/auth/login") { Content = JsonContent.Create(new { username = "admin", password = MirrorServer.AdminPassword, session = true }) };
        signIn.Headers.Add("Origin", origin);
        (await browser.SendAsync(signIn)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var csrf = (await (await browser.GetAsync("/api/auth/session")).Content.ReadFromJsonAsync<JsonElement>()).GetProperty("csrf_token").GetString()!;

        (await StatusAsync(HttpMethod.Get)).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync(HttpMethod.Get, ("GraphQL-Require-Preflight", "1"))).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(HttpMethod.Post)).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync(HttpMethod.Post, ("Origin", origin))).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync(HttpMethod.Post, ("Origin", "https://evil.example.com"), ("X-CSRF-Token", csrf))).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync(HttpMethod.Post, ("Origin", origin), ("X-CSRF-Token", csrf))).ShouldBe(HttpStatusCode.OK);

        async Task<HttpStatusCode> StatusAsync(HttpMethod method, params (string Name, string Value)[] headers)
        {
            using var request = new HttpRequestMessage(method, method == HttpMethod.Get ? $"{Route}?query={{__typename}}" : Route);
            if (method == HttpMethod.Post)
                request.Content = JsonContent.Create(new { query = "{ __typename }" });
            foreach (var (name, value) in headers)
                request.Headers.Add(name, value);
            using var answer = await browser.SendAsync(request);
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task By_GET_queries_alone()
    {
        var query = (await mirror.Admin.GetAsync($"{Route}?query={Uri.EscapeDataString("query($n: Int) { stages(limit: $n) { id } }")}&variables={Uri.EscapeDataString("""{"n": 1}""")}")).Expect(HttpStatusCode.OK);
        var mutation = (await mirror.Admin.GetAsync($"{Route}?query={Uri.EscapeDataString("mutation { sync_all_from_odoo { success } }")}")).Expect(HttpStatusCode.MethodNotAllowed);

        query["data"].GetProperty("stages").GetArrayLength().ShouldBe(1);
        mutation.ContentHeaders.Allow.ShouldBe(["POST"]);
        (await mirror.Admin.GetAsync(Route)).Expect(HttpStatusCode.BadRequest).Errors().ShouldBe(["query is missing."]);
        (await mirror.Admin.GetAsync($"{Route}?query={{__typename}}&nonsense=1")).Expect(HttpStatusCode.BadRequest).Errors().Single().ShouldStartWith("nonsense is not a parameter");
    }

    [Theory]
    [InlineData("""[{"query":"{ __typename }"}]""", "Batches are not taken")]
    [InlineData("""{"query":"{ __typename }","nonsense":1}""", "nonsense is not a parameter")]
    [InlineData("""{"query":"{ __typename }","query":"{ __typename }"}""", "The body is not JSON.")]
    [InlineData("""{"query":"{ __typename }","variables":{"a":"\ud800"}}""", "The body holds half of a surrogate pair")]
    [InlineData("""{"documentId":"sha256:1234"}""", "A document is known by its SHA-256")]
    public async Task A_body_that_is_no_request_of_GraphQL_is_refused_with_the_reason(string body, string message)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        (await mirror.Admin.SendAsync(HttpMethod.Post, Route, content)).Expect(HttpStatusCode.BadRequest).Errors().Single().ShouldStartWith(message);
    }

    [Fact]
    public async Task Who_may_not_is_told_by_a_problem_and_a_token_that_reads_does_not_write()
    {
        var read = (await mirror.Admin.PostAsync("/api/auth/tokens", new { name = "reads", scopes = new[] { "read" } })).Expect(HttpStatusCode.Created)["token"].GetString();
        var program = new Api(mirror.Server.Client, read);

        (await new Api(mirror.Server.Client).GraphQlAsync("{ __typename }")).Expect(HttpStatusCode.Unauthorized)["status"].GetInt32().ShouldBe(401);
        (await program.GraphQlAsync("{ stages { id } }")).Expect(HttpStatusCode.OK);
        var refused = (await program.GraphQlAsync("mutation { delete_lead(id: 1) { success } }")).Expect(HttpStatusCode.Forbidden);

        refused.Header("WWW-Authenticate")!.ShouldContain("insufficient_scope");
        (await mirror.Admin.PostAsync(Route, new { query = "{ __typename }" }, ("Accept", "text/csv"))).Expect(HttpStatusCode.NotAcceptable);
        (await mirror.Admin.PostAsync(Route, new { query = "{ __typename }" }, ("X-Connection", "999"))).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_document_that_was_sent_once_is_known_by_its_hash()
    {
        const string Document = "query Known($n: Int) { stages(limit: $n) { id } }";
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Document)));
        object Persisted(string? query, string sha) => new { query, extensions = new { persistedQuery = new { version = 1, sha256Hash = sha } }, variables = new { n = 2 } };

        (await mirror.Admin.PostAsync(Route, Persisted(null, hash))).Expect(HttpStatusCode.OK).Errors().ShouldBe(["PersistedQueryNotFound"]);
        (await mirror.Admin.PostAsync(Route, Persisted(Document, new string('0', 64)))).Expect(HttpStatusCode.BadRequest).Errors().Single().ShouldContain("hash");
        (await mirror.Admin.PostAsync(Route, Persisted(Document, hash))).Expect(HttpStatusCode.OK)["data"].GetProperty("stages").GetArrayLength().ShouldBe(2);
        (await mirror.Admin.PostAsync(Route, Persisted(null, hash))).Expect(HttpStatusCode.OK)["data"].GetProperty("stages").GetArrayLength().ShouldBe(2);
        (await mirror.Admin.GetAsync($"{Route}?documentId=sha256:{hash}&variables={Uri.EscapeDataString("""{"n":1}""")}")).Expect(HttpStatusCode.OK)["data"].GetProperty("stages").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task An_answer_tells_how_fresh_it_is_and_where_the_feed_goes_on()
    {
        var answer = (await mirror.Admin.GraphQlAsync("{ leads(limit: 1) { id } }")).Expect(HttpStatusCode.OK);

        answer.Header("X-Data-As-Of").ShouldNotBeNull();
        answer.Header("X-Connection").ShouldBe($"{mirror.ConnectionId}");
        (await mirror.Admin.GetAsync($"/api/changes?since={answer.Header("X-Changes-Position")}")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Changes_and_runs_are_followed_as_events()
    {
        using var changes = await FollowAsync("subscription { changes(models: [\"crm.lead\"], records: true) { kind model id record position } }");
        var id = await mirror.CreateAsync("crm.lead", new { name = "Followed" });
        var run = await mirror.SyncCompletelyAsync();

        var change = await NextAsync(changes);
        using var progress = await FollowAsync($"subscription {{ sync_progress(sync_id: \"{run.Id}\") {{ id status stats }} }}");
        var ended = await NextAsync(progress);

        var told = change.GetProperty("data").GetProperty("changes");
        (told.GetProperty("kind").GetString(), told.GetProperty("id").GetInt32(), told.GetProperty("record").GetProperty("name").GetString()).ShouldBe(("insert", id, "Followed"));
        ended.GetProperty("data").GetProperty("sync_progress").GetProperty("status").GetString().ShouldBe("completed");
        (await progress.ReadToEndAsync()).ShouldContain("event: complete");
        using var refused = await FollowAsync("subscription { sync_progress(sync_id: \"nonsense\") { id } }");
        (await NextAsync(refused)).GetProperty("errors")[0].GetProperty("message").GetString().ShouldBe("There is no such run on this connection.");
        (await mirror.Admin.GraphQlAsync("subscription { changes { id } }")).Expect(HttpStatusCode.BadRequest).Errors().Single().ShouldContain("/graphql/stream");
    }

    [Theory]
    [InlineData("deep", 20_000, "deep")]
    [InlineData("braces", 100_000, "")]
    [InlineData("fragments", 0, "")]
    [InlineData("aliases", 200_000, "")]
    [InlineData("lists", 5_000, "")]
    public async Task What_would_be_too_much_is_refused_with_a_clear_error(string kind, int count, string word)
    {
        var query = kind switch
        {
            "deep" => $"{{ lead(id: 1) {string.Concat(Enumerable.Repeat("{ partner { leads ", 12))} {{ id }} {string.Concat(Enumerable.Repeat("} }", 12))} }}",
            "braces" => new string('{', count),
            "fragments" => "{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }",
            "aliases" => $"{{ {string.Join(' ', Enumerable.Range(0, count / 20).Select(i => $"a{i}:__typename"))} }}",
            _ => "{ leads(limit: 100) { partner { leads(limit: 100) { partner { leads(limit: 100) { id } } } } } }",
        };

        var answer = (await mirror.Admin.GraphQlAsync(query)).Expect(HttpStatusCode.OK);

        answer.Json.TryGetProperty("data", out _).ShouldBeFalse();
        answer.Errors()[0].ShouldContain(word);
    }

    private async Task<StreamReader> FollowAsync(string query)
    {
        var response = await mirror.Admin.FollowAsync($"{Route}/stream?query={Uri.EscapeDataString(query)}");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        var lines = new StreamReader(await response.Content.ReadAsStreamAsync());
        (await lines.ReadLineAsync()).ShouldBe(": open");
        return lines;
    }

    private static async Task<JsonElement> NextAsync(StreamReader lines)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            var line = (await lines.ReadLineAsync(limit.Token)).ShouldNotBeNull("the stream ended");
            if (line.StartsWith("data: {\"", StringComparison.Ordinal))
                return JsonDocument.Parse(line["data: ".Length..]).RootElement;
        }
    }
}
