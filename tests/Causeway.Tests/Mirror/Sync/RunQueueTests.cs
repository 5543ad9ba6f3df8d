using System.Globalization;
using Causeway.Mirror.Connections;
using Causeway.Mirror.Connections.Management;
using Causeway.Mirror.Sync;
using Causeway.Odoo;
using Causeway.Sandbox;
using Causeway.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Mirror.Sync;

/// <summary>Many connections in one process: who is slow delays nobody else.</summary>
public sealed class RunQueueTests(TestCluster cluster)
{
    /// <summary>More than there are places on any machine.</summary>
    private const int Slow = 33;

    [Fact]
    public async Task Tenants_whose_Odoo_hangs_delay_no_other()
    {
        await using var database = await cluster.NewDatabaseAsync();
        await using var hanging = await SandboxServer.StartAsync(new SandboxOptions { Leads = 1 }, default);
        await using var mirror = await MirrorServer.StartAsync(database.DataSource, new SandboxOptions { Leads = 10 });
        using var control = new OdooControl(hanging.Url);
        await control.FaultAsync(new { kind = "hold" });
        var queue = mirror.Get<RunQueue>();
        foreach (var connection in await AddAsync(mirror, hanging, Slow))
            queue.BeginTurn(connection.Id);
        var ended = mirror.Server.Logs.NextAsync("Sync Completed");

        (await mirror.Admin.PostAsync("/api/integrations/odoo/sync/trigger")).Expect(System.Net.HttpStatusCode.Accepted);

        await ended;
        (await CountAsync(mirror, "status = 'running'")).ShouldBeGreaterThan(8);
        await control.ClearFaultsAsync();
    }

    [Fact]
    public async Task A_turn_that_comes_while_the_connection_is_at_it_is_not_lost()
    {
        await using var database = await cluster.NewDatabaseAsync();
        await using var mirror = await MirrorServer.StartAsync(database.DataSource, new SandboxOptions { Leads = 10 });
        await mirror.Control.FaultAsync(new { kind = "hold", model = "crm.lead", times = 1 });
        var first = mirror.Server.Logs.NextAsync("Sync Completed");
        await mirror.Admin.PostAsync("/api/integrations/odoo/sync/trigger");
        while ((await mirror.Control.CallsAsync()).All(call => call.Model != "crm.lead"))
            await Task.Delay(20, TestContext.Current.CancellationToken);
        var second = await mirror.Admin.PostAsync("/api/integrations/odoo/sync/trigger", new { full = true });

        await mirror.Control.ClearFaultsAsync();
        await first;

        var path = $"/api/integrations/sync/{second["sync_id"].GetString()}";
        while ((await mirror.Admin.GetAsync(path))["completed_at"].ValueKind == System.Text.Json.JsonValueKind.Null)
            await Task.Delay(20, TestContext.Current.CancellationToken);
        (await mirror.Admin.GetAsync(path))["status"].GetString().ShouldBe("completed");
        // Who asked was answered by these two: no run of the schedule's follows, which the next who asks would be given.
        await mirror.Get<RunQueue>().StopAsync(default);
        (await CountAsync(mirror, "trigger = 'scheduled'")).ShouldBe(0);
    }

    private static async Task<List<OdooConnection>> AddAsync(MirrorServer mirror, SandboxServer odoo, int count)
    {
        var added = new List<OdooConnection>();
        for (var number = 0; number < count; number++)
        {
            var options = new OdooOptions { Url = new Uri(odoo.Url), Database = odoo.Database, Username = "admin", Secret = odoo.Admin.ApiKey };
            var choices = new ConnectionChoices { Name = number.ToString(CultureInfo.InvariantCulture), IntervalMinutes = 1440 };
            added.Add(await mirror.Get<ConnectionConfigure>().SaveAsync(options, account: null, known: null, choices, default));
        }

        return added;
    }

    private static async Task<long> CountAsync(MirrorServer mirror, string condition)
    {
        await using var db = await mirror.Database.OpenConnectionAsync();
        return await Dapper.SqlMapper.ExecuteScalarAsync<long>(db, $"select count(*) from causeway.sync_run where {condition}");
    }
}
