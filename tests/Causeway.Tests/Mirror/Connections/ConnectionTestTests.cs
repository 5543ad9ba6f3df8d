using System.Net;
using Causeway.Sandbox;
using Causeway.Tests.Infrastructure;
using Causeway.Tests.Odoo;
using Dapper;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Mirror.Connections;

/// <summary>
/// What stands between us and an Odoo: said in the same words by the test of a connection, by its configuration and by
/// the run of one that was saved all the same.
/// </summary>
public sealed class ConnectionTestTests(UnconnectedMirror unconnected) : IClassFixture<UnconnectedMirror>, IAsyncLifetime
{
    private readonly MirrorServer mirror = unconnected.Mirror;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_good_connection_tells_who_we_are_what_there_is_and_what_is_missing()
    {
        await mirror.Control.ForbidAsync("admin", "crm.tag");

        var answer = (await TestAsync(mirror.Credentials())).Expect(HttpStatusCode.OK);

        answer["success"].GetBoolean().ShouldBeTrue();
        answer["server_version"].GetString().ShouldStartWith("18.0");
        answer["transport"].GetString().ShouldBe("json_rpc");
        answer["uid"].GetInt64().ShouldBe(mirror.Odoo.Admin.Id);
        answer["user_name"].GetString().ShouldBe(mirror.Odoo.Admin.Name);
        answer["counts"].GetProperty("crm.lead").GetInt64().ShouldBe((await mirror.Control.DumpAsync("crm.lead")).Count);
        answer["missing_rights"].EnumerateArray().Select(model => model.GetString()).ShouldBe(["crm.tag"]);
        answer["missing_models"].GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_model_that_Odoo_14_has_not_is_named_as_missing()
    {
        await using var old = await SandboxServer.StartAsync(new SandboxOptions { Version = "14.0", Leads = 10 }, default);

        var answer = await TestAsync(new { url = old.Url, database = old.Database, username = old.Admin.Login, api_key = old.Admin.ApiKey });

        answer["missing_models"].EnumerateArray().Select(model => model.GetString()).ShouldBe(["crm.team.member"]);
    }

    [Fact]
    public async Task Without_a_body_the_saved_connection_is_tested()
    {
        (await mirror.Admin.PostAsync("/api/integrations/odoo/test")).Expect(HttpStatusCode.NotFound);
        await mirror.ConnectAsync();

        var answer = (await mirror.Admin.PostAsync("/api/integrations/odoo/test")).Expect(HttpStatusCode.OK);

        answer["success"].GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public Task A_wrong_key() => IsSaidAsync(With(key: "0123456789abcdef0123456789abcdef01234567"), "bad_credentials", "Odoo refused these credentials for admin.");

    [Fact]
    public Task A_wrong_database() => IsSaidAsync(With(database: "elsewhere"), "no_database", "no database named elsewhere");

    [Fact]
    public async Task What_is_not_an_Odoo()
    {
        await using var page = new LoopbackServer(_ => Reply.Html("<html>It works!</html>"));

        await IsSaidAsync(With(url: page.Url.ToString()), "not_odoo", "answers, but not as an Odoo does");
    }

    [Fact]
    public Task A_port_that_nobody_listens_at() => IsSaidAsync(With(url: "http://127.0.0.1:1"), "unreachable", "Nothing listens at 127.0.0.1:1.");

    [Fact]
    public Task A_name_that_does_not_resolve() => IsSaidAsync(With(url: "http://no-such-host.invalid"), "unreachable", "There is no host named no-such-host.invalid.");

    [Fact]
    public Task A_port_without_TLS() => IsSaidAsync(With(url: mirror.Odoo.Url.Replace("http:", "https:", StringComparison.Ordinal)), "unreachable", "The secure connection to");

    [Fact]
    public async Task A_proxy_in_front_of_an_Odoo_that_is_down()
    {
        await mirror.Control.FaultAsync(new { kind = "status", status = 502 });

        await IsSaidAsync(With(), "unreachable", "A server in front of Odoo answered with an error");
    }

    [Fact]
    public async Task An_Odoo_without_its_database()
    {
        await mirror.Control.FaultAsync(new { kind = "error" });

        await IsSaidAsync(With(), "unreachable", "cannot reach its own database");
    }

    [Fact]
    public async Task An_Odoo_that_asks_to_slow_down()
    {
        await mirror.Control.FaultAsync(new { kind = "status", status = 429, retry_after = 3600 });

        await IsSaidAsync(With(), "rate_limited", "asks us to slow down");
    }

    [Fact]
    public async Task An_Odoo_that_is_too_slow()
    {
        await mirror.Control.FaultAsync(new { kind = "latency", milliseconds = 3_600_000 });
        var waits = mirror.Clock.NextWaitAsync(TimeSpan.FromSeconds(20));
        var test = TestAsync(With(transport: "json_rpc"));
        await waits;

        mirror.Clock.Advance(TimeSpan.FromSeconds(20));

        var answer = await test;
        answer["success"].GetBoolean().ShouldBeFalse();
        answer["error_kind"].GetString().ShouldBe("timed_out");
        answer["message"].GetString()!.ShouldContain("did not answer in time");
    }

    [Fact]
    public async Task Every_bad_field_is_named_at_once()
    {
        var answer = (await TestAsync(new { url = "ftp://odoo.example.com", database = " ", username = "", interval_minutes = 0 })).Expect(HttpStatusCode.BadRequest);

        answer.BadFields.ShouldBe(["api_key", "database", "interval_minutes", "url", "username"]);
    }

    [Fact]
    public async Task A_changed_address_does_not_get_the_saved_key()
    {
        await mirror.ConnectAsync();
        var elsewhere = With(url: "http://127.0.0.1:1", key: "********");

        var answer = (await TestAsync(elsewhere)).Expect(HttpStatusCode.BadRequest);

        answer.BadFields.ShouldBe(["api_key"]);
    }

    [Fact]
    public async Task The_saved_key_is_used_where_the_masked_one_is_sent_back_and_is_never_shown()
    {
        await mirror.ConnectAsync();

        (await TestAsync(With(key: "********")))["success"].GetBoolean().ShouldBeTrue();

        var config = (await mirror.Admin.GetAsync("/api/integrations/"))["integrations"][0].GetProperty("config");
        config.GetProperty("api_key").GetString().ShouldBe("********");
        mirror.Server.Logs.Text.ShouldNotContain(mirror.Odoo.Admin.ApiKey);
    }

    [Theory]
    [InlineData("/api/integrations/")]
    [InlineData("/api/integrations/sync/logs")]
    public async Task Salespeople_have_no_business_here(string path)
    {
        await mirror.ConnectAsync();

        var salesperson = mirror.Odoo.Users.First(user => user.Role == SandboxRole.OwnDocuments);

        (await (await mirror.SignInAsync(salesperson)).GetAsync(path)).Expect(HttpStatusCode.Forbidden);
    }

    public async ValueTask DisposeAsync()
    {
        await mirror.Control.ClearFaultsAsync();
        await mirror.Control.AllowAllAsync();
        await mirror.DisconnectAsync();
    }

    /// <summary>By the test and by the configuration, which saves nothing; and by the run of what is saved by force.</summary>
    private async Task IsSaidAsync(object credentials, string kind, string words)
    {
        var test = (await TestAsync(credentials)).Expect(HttpStatusCode.OK);
        test["success"].GetBoolean().ShouldBeFalse();
        test["message"].GetString()!.ShouldContain(words);
        test["error_kind"].GetString().ShouldBe(kind);
        var refused = (await mirror.Admin.PostAsync("/api/integrations/odoo/configure", credentials)).Expect(HttpStatusCode.UnprocessableEntity);
        refused["detail"].GetString().ShouldBe(test["message"].GetString());
        (await SavedAsync()).ShouldBe(0);

        await mirror.ConfigureAsync(credentials, "?force=true");

        var run = (await mirror.Admin.GetAsync("/api/integrations/sync/logs"))["logs"][0];
        run.GetProperty("status").GetString().ShouldBe("failed");
        run.GetProperty("error_kind").GetString().ShouldBe(kind);
        run.GetProperty("error_message").GetString().ShouldBe(test["message"].GetString());
    }

    private Task<ApiAnswer> TestAsync(object credentials) => mirror.Admin.PostAsync("/api/integrations/odoo/test", credentials);

    private object With(string? url = null, string? database = null, string? key = null, string? transport = null) => new
    {
        url = url ?? mirror.Odoo.Url,
        database = database ?? mirror.Odoo.Database,
        username = mirror.Odoo.Admin.Login,
        api_key = key ?? mirror.Odoo.Admin.ApiKey,
        transport,
    };

    private async Task<long> SavedAsync()
    {
        await using var db = await mirror.Database.OpenConnectionAsync();
        return await db.ExecuteScalarAsync<long>("select count(*) from causeway.connection");
    }
}
