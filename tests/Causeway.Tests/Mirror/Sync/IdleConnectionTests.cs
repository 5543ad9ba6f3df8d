using Causeway.Mirror.Catalog;
using Causeway.Mirror.Sync;
using Causeway.Sandbox;
using Causeway.Tests.Infrastructure;
using Dapper;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Mirror.Sync;

/// <summary>What a connection costs its Odoo while nothing happens there.</summary>
public sealed class IdleConnectionTests(TestCluster cluster)
{
    private const int CyclesInAnHour = 12;

    [Fact]
    public async Task Besides_its_proofs_an_idle_hour_asks_each_large_model_once_a_cycle_and_each_small_one_every_ten_minutes()
    {
        await using var database = await cluster.NewDatabaseAsync();
        await using var mirror = await MirrorServer.StartAsync(database.DataSource, new SandboxOptions { Leads = 300 });
        await LeaveToTheScheduleAsync(mirror);
        // What was written just before the first sync is looked at once more, and then not again.
        await HourAsync(mirror);
        await mirror.Control.ResetCallsAsync();

        await HourAsync(mirror);

        var calls = (await mirror.Control.CallsAsync()).GroupBy(call => call.Model).ToDictionary(group => group.Key, group => group.Sum(call => call.Count));
        foreach (var model in DefaultModels.All.Where(model => calls.ContainsKey(model.Name)))
            calls[model.Name].ShouldBe(model.Small ? CyclesInAnHour / 2 : CyclesInAnHour, model.Name);
        // Besides the models themselves, every ten minutes, whether it is the same database.
        calls.Keys.Except(["ir.config_parameter"]).ShouldBe(await MirroredAsync(mirror), ignoreOrder: true);
    }

    private static async Task<IEnumerable<string>> MirroredAsync(MirrorServer mirror)
    {
        await using var db = await mirror.Database.OpenConnectionAsync();
        return await db.QueryAsync<string>("select model from causeway.sync_stream where phase = 'live'");
    }

    private static async Task HourAsync(MirrorServer mirror)
    {
        for (var cycle = 0; cycle < CyclesInAnHour; cycle++)
        {
            mirror.Clock.Advance(TimeSpan.FromMinutes(5));
            (await mirror.Get<ConnectionSync>().RunAsync(mirror.ConnectionId, default)).ShouldBe(SyncStatus.Completed);
        }
    }

    /// <summary>Its turns count again, though the clock that gives them is the test; its proofs are not due for a day.</summary>
    private static async Task LeaveToTheScheduleAsync(MirrorServer mirror)
    {
        await using var db = await mirror.Database.OpenConnectionAsync();
        await db.ExecuteAsync("update causeway.connection set paused = false; update causeway.sync_stream set proved_at = now() + interval '1 day'");
    }
}
