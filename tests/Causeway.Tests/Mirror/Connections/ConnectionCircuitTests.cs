using System.Net;
using Causeway.Mirror.Connections;
using Causeway.Mirror.Connections.Management;
using Causeway.Mirror.Sync;
using Causeway.Odoo;
using Causeway.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Mirror.Connections;

/// <summary>An Odoo that refuses us or does not answer: how often it is asked all the same, and what is said.</summary>
public sealed class ConnectionCircuitTests(UnconnectedMirror unconnected) : IClassFixture<UnconnectedMirror>, IAsyncLifetime
{
    private readonly MirrorServer mirror = unconnected.Mirror;
    private string key = "";

    public async ValueTask InitializeAsync()
    {
        key = await mirror.Control.AddKeyAsync("admin");
        (await mirror.ConfigureAsync(Credentials(key))).ShouldBe("Sync Completed: no errors");
        await mirror.Control.ResetCallsAsync();
    }

    [Fact]
    public async Task A_key_that_Odoo_refused_is_not_sent_again_by_the_schedule_by_reads_or_by_writes()
    {
        await mirror.Control.RevokeKeyAsync(key);
        await TurnAsync();
        (await mirror.Control.CountCallsAsync()).ShouldBeInRange(1, 2);
        await mirror.Control.ResetCallsAsync();

        for (var turn = 0; turn < 5; turn++)
            (await TurnAsync()).ShouldBeNull();
        var write = await mirror.Admin.PostAsync("/api/crm/leads", new { name = "Nobody may write this" });
        var fields = await mirror.Admin.GetAsync("/api/integrations/odoo/fields/crm.lead");

        write.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        write["detail"].GetString()!.ShouldStartWith("Odoo refused these credentials for admin.");
        fields.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await mirror.Control.CountCallsAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Another_process_does_not_send_it_either()
    {
        await mirror.Control.RevokeKeyAsync(key);
        await TurnAsync();
        await mirror.Control.ResetCallsAsync();
        await using var other = await TestServer.StartAsync(mirror.Database);
        var connection = (await other.Get<ConnectionStore>().FindAsync(mirror.ConnectionId, default))!;

        var refused = await Should.ThrowAsync<OdooException>(other.Get<OdooClients>().For(connection).SearchCountAsync("crm.lead", OdooDomain.All, null, default));

        refused.Kind.ShouldBe(OdooErrorKind.BadCredentials);
        (await mirror.Control.CountCallsAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task That_it_is_refused_is_said_in_health_and_on_the_connection_until_a_new_key_is_saved()
    {
        await mirror.Control.RevokeKeyAsync(key);
        await TurnAsync();

        var health = (await mirror.Admin.GetAsync("/api/integrations/background-sync/health")).Expect(HttpStatusCode.OK);
        var connection = await mirror.Admin.GetAsync($"/api/connections/{mirror.ConnectionId}");

        health["health"].GetString().ShouldBe("critical");
        health["health_message"].GetString()!.ShouldStartWith("Odoo refused these credentials for admin.");
        connection["credentials"].GetProperty("state").GetString().ShouldBe("refused");

        (await mirror.ConfigureAsync(Credentials(await mirror.Control.AddKeyAsync("admin")))).ShouldBe("Sync Completed: no errors");
        (await mirror.Admin.GetAsync("/api/integrations/background-sync/health"))["health"].GetString().ShouldBe("healthy");
        (await StateAsync()).ShouldBe(ConnectionState.Connected);
    }

    [Fact]
    public async Task An_administrator_who_asks_has_it_tried_once_more()
    {
        await mirror.Control.RevokeKeyAsync(key);
        await TurnAsync();
        await mirror.Control.ResetCallsAsync();
        var ended = mirror.Server.Logs.NextAsync("Sync Failed");

        (await mirror.Admin.PostAsync("/api/integrations/odoo/sync/trigger")).Expect(HttpStatusCode.Accepted);
        await ended;

        (await mirror.Control.CountCallsAsync()).ShouldBeInRange(1, 2);
        (await StateAsync()).ShouldBe(ConnectionState.Refused);
    }

    [Fact]
    public async Task The_same_refused_credentials_from_the_settings_do_not_make_a_restart_forget_it()
    {
        await mirror.Control.RevokeKeyAsync(key);
        await TurnAsync();
        var options = mirror.Get<OdooClients>().Options(await mirror.ConnectionAsync());

        await mirror.Get<ConnectionConfigure>().SaveAsync(options, account: null, await mirror.ConnectionAsync(), new ConnectionChoices(), default);

        (await StateAsync()).ShouldBe(ConnectionState.Refused);
    }

    [Fact]
    public async Task An_Odoo_that_is_down_is_left_alone_for_a_while_and_then_asked_by_one_call_at_a_time()
    {
        await mirror.Control.FaultAsync(new { kind = "status", status = 503 });
        await TurnAsync();
        var open = await mirror.ConnectionAsync();
        open.Standing.State.ShouldBe(ConnectionState.Unreachable);
        open.RetryAt.ShouldNotBeNull();
        await mirror.Control.ResetCallsAsync();

        (await TurnAsync()).ShouldBeNull();
        var write = await mirror.Admin.PostAsync("/api/crm/leads", new { name = "Not now" });
        write.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        write.Headers.RetryAfter.ShouldNotBeNull();
        (await mirror.Control.CountCallsAsync()).ShouldBe(0);

        mirror.Clock.Advance(TimeSpan.FromMinutes(5));
        await TurnAsync();
        var again = await mirror.ConnectionAsync();
        (again.Failures, again.RetryAt > open.RetryAt).ShouldBe((open.Failures + 1, true));

        await mirror.Control.ClearFaultsAsync();
        mirror.Clock.Advance(TimeSpan.FromMinutes(10));
        (await TurnAsync()).ShouldBe(SyncStatus.Completed);
        (await StateAsync()).ShouldBe(ConnectionState.Connected);
    }

    [Fact]
    public async Task Who_asks_to_be_left_alone_for_half_an_hour_is_left_alone_for_half_an_hour()
    {
        await mirror.Control.FaultAsync(new { kind = "status", status = 429, retry_after = 1_800, times = 1 });
        await TurnAsync();
        await mirror.Control.ResetCallsAsync();

        mirror.Clock.Advance(TimeSpan.FromMinutes(29));
        (await TurnAsync()).ShouldBeNull();
        (await mirror.Control.CountCallsAsync()).ShouldBe(0);

        mirror.Clock.Advance(TimeSpan.FromMinutes(2));
        (await TurnAsync()).ShouldBe(SyncStatus.Completed);
    }

    [Fact]
    public async Task One_slow_model_does_not_shut_the_connection()
    {
        var client = mirror.Get<OdooClients>().For(await mirror.ConnectionAsync());
        await mirror.Control.FaultAsync(new { kind = "latency", model = "crm.tag", milliseconds = 3_600_000 });
        for (var attempt = 0; attempt < 3; attempt++)
        {
            var waits = mirror.Clock.NextWaitAsync(TimeSpan.FromHours(1));
            var late = client.SearchCountAsync("crm.tag", OdooDomain.All, null, default);
            await waits;
            mirror.Clock.Advance(TimeSpan.FromSeconds(120));
            (await Should.ThrowAsync<OdooException>(late)).Kind.ShouldBe(OdooErrorKind.TimedOut);
        }

        (await client.SearchCountAsync("crm.lead", OdooDomain.All, null, default)).ShouldBeGreaterThan(0);
    }

    public async ValueTask DisposeAsync()
    {
        await mirror.Control.ClearFaultsAsync();
        await mirror.DisconnectAsync();
    }

    private object Credentials(string secret) => new { url = mirror.Odoo.Url, database = mirror.Odoo.Database, username = "admin", api_key = secret, interval_minutes = 1440 };

    /// <summary>What the clock does when the connection's turn has come.</summary>
    private Task<SyncStatus?> TurnAsync() => mirror.Get<ConnectionSync>().RunAsync(mirror.ConnectionId, default);

    private async Task<ConnectionState> StateAsync() => (await mirror.ConnectionAsync()).Standing.State;
}
