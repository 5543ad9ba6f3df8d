using Causeway.Sandbox;
using Causeway.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Mirror.Connections.Accounts;

/// <summary>API keys that end: read where Odoo tells, warned of two weeks ahead.</summary>
public sealed class KeyExpiryTests(TestCluster cluster)
{
    [Theory]
    [InlineData(13, true)]
    [InlineData(15, false)]
    public async Task The_end_of_a_key_is_shown_and_warned_of_two_weeks_ahead(int days, bool warned)
    {
        await using var database = await cluster.NewDatabaseAsync();
        await using var mirror = await MirrorServer.StartAsync(database.DataSource, new SandboxOptions { Version = "19.0", Leads = 1 }, connect: false);
        var end = mirror.Clock.GetUtcNow().AddDays(days);
        await mirror.Control.UpdateAsync("res.users.apikeys", [await KeyAsync(mirror)], new { expiration_date = $"{end:yyyy-MM-dd HH:mm:ss}" });
        await mirror.ConnectAsync();

        var health = await mirror.Admin.GetAsync("/api/integrations/background-sync/health");

        health["credentials"].GetProperty("key_expires_at").GetDateTimeOffset().ShouldBe(end);
        health["credentials"].GetProperty("key_is_certain").GetBoolean().ShouldBeTrue();
        health["warnings"].EnumerateArray().Select(warning => warning.GetString()!).ShouldBe(
            warned ? [$"The API key of admin ends on {end:yyyy-MM-dd HH:mm} UTC. Make a new one in Odoo and save it here before."] : []);
    }

    [Fact]
    public async Task It_is_asked_for_once_a_day_and_an_Odoo_that_knows_no_end_is_no_failure()
    {
        await using var database = await cluster.NewDatabaseAsync();
        await using var mirror = await MirrorServer.StartAsync(database.DataSource, new SandboxOptions { Version = "17.0", Leads = 1 }, "json_rpc", connect: false);
        (await mirror.ConfigureAsync(new { url = mirror.Odoo.Url, database = mirror.Odoo.Database, username = "admin", api_key = mirror.Odoo.Admin.ApiKey, interval_minutes = 1440 })).ShouldBe("Sync Completed: no errors");
        await mirror.Control.ResetCallsAsync();

        await mirror.SyncCompletelyAsync();
        (await AskedAsync()).ShouldBe(0);
        mirror.Clock.Advance(TimeSpan.FromHours(25));
        await mirror.SyncCompletelyAsync();

        (await AskedAsync()).ShouldBe(1);
        async Task<int> AskedAsync() => (await mirror.Control.CallsAsync()).Where(call => call.Model == "res.users.apikeys").Sum(call => call.Count);
    }

    private static async Task<long> KeyAsync(MirrorServer mirror) =>
        (await mirror.Control.DumpAsync("res.users.apikeys")).Values.Single(key => key.GetProperty("user_id").GetInt32() == mirror.Odoo.Admin.Id).GetProperty("id").GetInt64();
}
