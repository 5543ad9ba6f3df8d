using Causeway.Odoo;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Odoo;

public sealed class RetriesTests
{
    private const string Concurrent = """{"name": "psycopg2.errors.SerializationFailure", "message": "could not serialize access due to concurrent update"}""";

    private readonly HurriedClock _clock = new();

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(429)]
    public async Task A_read_is_repeated_until_it_works(int status)
    {
        var attempts = 0;
        await using var odoo = Odoo(_ => ++attempts < 3 ? Reply.Html("busy", status) : Reply.Json("7"));
        (await CountAsync(odoo)).ShouldBe(7);
        odoo.Calls.Count.ShouldBe(3);
        _clock.Pauses.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_read_whose_connection_breaks_is_repeated()
    {
        var attempts = 0;
        await using var odoo = Odoo(_ => ++attempts < 2 ? Reply.Nothing : Reply.Json("7"));
        (await CountAsync(odoo)).ShouldBe(7);
    }

    [Fact]
    public async Task A_read_that_met_a_concurrent_update_is_repeated()
    {
        var attempts = 0;
        await using var odoo = Odoo(_ => ++attempts < 2 ? Reply.Json(Concurrent, 500) : Reply.Json("7"));
        (await CountAsync(odoo)).ShouldBe(7);
    }

    [Fact]
    public async Task A_read_is_given_up_after_the_last_attempt()
    {
        await using var odoo = Odoo(_ => Reply.Html("down", 503));
        var error = await Should.ThrowAsync<OdooException>(() => CountAsync(odoo));
        (error.Kind, error.Obstacle, error.HttpStatus).ShouldBe((OdooErrorKind.Unreachable, OdooObstacle.Gateway, 503));
        odoo.Calls.Count.ShouldBe(4);
    }

    [Fact]
    public async Task The_servers_own_pause_is_kept()
    {
        var attempts = 0;
        await using var odoo = Odoo(_ => ++attempts < 2 ? Reply.Html("wait", 429, ("Retry-After", "17")) : Reply.Json("7"));
        (await CountAsync(odoo)).ShouldBe(7);
        _clock.Pauses.ShouldHaveSingleItem().ShouldBe(TimeSpan.FromSeconds(17));
    }

    [Fact]
    public async Task A_pause_may_be_given_as_a_date_by_the_servers_own_clock()
    {
        var attempts = 0;
        await using var odoo = Odoo(_ => ++attempts < 2
            ? Reply.Html("wait", 503, ("Date", "Sat, 21 Nov 2026 01:00:00 GMT"), ("Retry-After", "Sat, 21 Nov 2026 01:00:09 GMT"))
            : Reply.Json("7"));
        (await CountAsync(odoo)).ShouldBe(7);
        _clock.Pauses.ShouldHaveSingleItem().ShouldBe(TimeSpan.FromSeconds(9));
    }

    [Fact]
    public async Task A_server_that_asks_for_a_long_pause_is_left_alone()
    {
        await using var odoo = Odoo(_ => Reply.Html("wait", 429, ("Retry-After", "3600")));
        var error = await Should.ThrowAsync<OdooException>(() => CountAsync(odoo));
        error.Kind.ShouldBe(OdooErrorKind.RateLimited);
        error.RetryAfter.ShouldBe(TimeSpan.FromHours(1));
        odoo.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_write_that_was_sent_is_never_repeated()
    {
        Func<OdooClient, Task>[] writes =
        [
            odoo => odoo.CreateAsync("crm.lead", new Dictionary<string, object?>(), null, default),
            odoo => odoo.CreateManyAsync("crm.lead", [], null, default),
            odoo => odoo.WriteAsync("crm.lead", [1], new Dictionary<string, object?>(), null, default),
            odoo => odoo.UnlinkAsync("crm.lead", [1], null, default),
            odoo => odoo.CallAsync(new OdooCall("crm.lead", "action_set_won") { Ids = [1] }, default),
            odoo => odoo.LoadAsync("crm.lead", ["name"], [["x"]], null, default),
        ];
        foreach (var reply in new[] { Reply.Nothing, Reply.Html("bad gateway", 502), Reply.Html("wait", 503, ("Retry-After", "1")), Reply.Json(Concurrent, 500) })
            foreach (var write in writes)
            {
                await using var odoo = Odoo(_ => reply);
                await Should.ThrowAsync<OdooException>(() => write(odoo.Client));
                odoo.Calls.Count.ShouldBe(1);
            }
    }

    [Fact]
    public async Task A_create_on_a_connection_that_the_server_closes_is_not_sent_twice()
    {
        // The first answer leaves the connection open, so that the create goes out on a used one.
        var first = true;
        await using var odoo = Odoo(_ =>
        {
            var reply = first ? new Reply([.. "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1\r\n\r\n7"u8], After.KeepAlive) : Reply.Nothing;
            first = false;
            return reply;
        });
        await CountAsync(odoo);
        await Should.ThrowAsync<OdooException>(() => odoo.Client.CreateAsync("crm.lead", new Dictionary<string, object?>(), null, TestContext.Current.CancellationToken));
        odoo.Calls.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_load_with_external_ids_and_a_call_that_says_so_are_repeated()
    {
        var attempts = 0;
        await using var odoo = Odoo(_ => ++attempts % 2 == 1 ? Reply.Nothing : Reply.Json("""{"ids": [4], "messages": []}"""));
        (await odoo.Client.LoadAsync("crm.lead", ["id", "name"], [["ours.a", "x"]], null, TestContext.Current.CancellationToken)).Ids.ShouldBe([4]);
        await odoo.Client.CallAsync(new OdooCall("crm.lead", "x") { SafeToRepeat = true }, TestContext.Current.CancellationToken);
        odoo.Calls.Count.ShouldBe(4);
    }

    [Fact]
    public async Task Wrong_credentials_are_tried_once()
    {
        await using var server = new LoopbackServer(request => request.Body.Contains("authenticate", StringComparison.Ordinal)
            ? Reply.Json("""{"jsonrpc": "2.0", "id": 1, "result": false}""")
            : ScriptedOdoo.Greeting(request)!);
        using var http = OdooClient.CreateHttpClient();
        using var client = new OdooClient(new OdooOptions { Url = server.Url, Database = "testdb", Username = "admin", Secret = "wrong", Transport = OdooTransport.JsonRpc }, http, _clock);
        var error = await Should.ThrowAsync<OdooException>(() => client.SearchCountAsync("crm.lead", OdooDomain.All, null, TestContext.Current.CancellationToken));
        error.Kind.ShouldBe(OdooErrorKind.BadCredentials);
        server.Requests.Count(request => request.Body.Contains("authenticate", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task Nothing_is_asked_twice_that_is_known()
    {
        await using var server = new LoopbackServer(request => ScriptedOdoo.Greeting(request) ?? ScriptedOdoo.Result(OdooTransport.JsonRpc, "7", ""));
        using var http = OdooClient.CreateHttpClient();
        using var client = new OdooClient(new OdooOptions { Url = server.Url, Database = "testdb", Username = "admin", Secret = "x", Transport = OdooTransport.JsonRpc }, http);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => client.SearchCountAsync("crm.lead", OdooDomain.All, null, TestContext.Current.CancellationToken)));
        server.Requests.Count.ShouldBe(10);
    }

    [Fact]
    public async Task Even_a_create_is_repeated_when_nothing_of_it_was_sent()
    {
        var server = new LoopbackServer(request => ScriptedOdoo.Greeting(request) ?? ScriptedOdoo.Result(OdooTransport.JsonRpc, "7", ""));
        using var http = OdooClient.CreateHttpClient();
        using var client = new OdooClient(new OdooOptions { Url = server.Url, Database = "testdb", Username = "admin", Secret = "x", Transport = OdooTransport.JsonRpc }, http, _clock);
        await client.SearchCountAsync("crm.lead", OdooDomain.All, null, TestContext.Current.CancellationToken);
        await server.DisposeAsync();
        var error = await Should.ThrowAsync<OdooException>(() => client.CreateAsync("crm.lead", new Dictionary<string, object?>(), null, TestContext.Current.CancellationToken));
        (error.Kind, error.Obstacle).ShouldBe((OdooErrorKind.Unreachable, OdooObstacle.Refused));
        _clock.Pauses.Count.ShouldBe(3);
    }

    private ScriptedOdoo Odoo(Func<LoopbackRequest, Reply> answer) =>
        new(OdooTransport.Json2, answer, options => options with { MaxAttempts = 4 }, _clock);

    private static Task<long> CountAsync(ScriptedOdoo odoo) =>
        odoo.Client.SearchCountAsync("crm.lead", OdooDomain.All, null, TestContext.Current.CancellationToken);
}
