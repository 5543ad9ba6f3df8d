using System.Globalization;
using Causeway.Tests.Sandbox;

namespace Causeway.Tests.Storm.Operations;

/// <summary>On a real server what the sandbox does by its control endpoint: late commits, jobs, SQL and merges, by an administrator's means.</summary>
internal sealed class RealOperations(ServerJobs jobs)
{
    private const string Lead = "crm.lead", Partner = "res.partner";

    public IEnumerable<Operation> All =>
    [
        new("late commit", 2, BeginAsync),
        new("recompute", 1, RecomputeAsync),
        new("nightly scoring", 1, ScoreAsync),
        new("SQL update", 1, UpdateAsync),
        new("merge contacts", 2, MergeAsync),
    ];

    private async Task BeginAsync(World world)
    {
        var lead = await world.AnyAsync(Lead);
        var commit = await jobs.BeginWriteAsync(lead, world.Word("Late"));
        world.Journal.Add($"begin transaction on {lead}", Lead, lead);
        world.Open.Add(async () =>
        {
            await commit();
            world.Journal.Add($"transaction on {lead} has ended", Lead, lead);
        });
    }

    private async Task RecomputeAsync(World world)
    {
        var lead = await world.AnyAsync(Lead);
        await jobs.RecomputeAsync(lead);
        world.Journal.Add($"recompute {lead}", Lead, lead);
    }

    private async Task ScoreAsync(World world)
    {
        var lead = await world.AnyAsync(Lead);
        await jobs.ScoreAsync(lead);
        world.Journal.Add($"nightly scoring of {lead}", Lead, lead);
    }

    private async Task UpdateAsync(World world)
    {
        var lead = await world.AnyAsync(Lead);
        await jobs.RunAsync(string.Create(CultureInfo.InvariantCulture, $"env.cr.execute(\"update crm_lead set city = '{world.Word("SQL")}' where id = {lead}\")"));
        world.Journal.Add($"SQL update {lead}", Lead, lead);
    }

    /// <summary>By Odoo's own wizard, which moves references in SQL.</summary>
    private static async Task MergeAsync(World world)
    {
        var into = await world.AnyAsync(Partner);
        int[] merged = [.. (await world.SomeAsync(Partner, 2)).Except([into])];
        if (merged.Length == 0)
            throw new NothingToDo();
        const string wizard = "base.partner.merge.automatic.wizard";
        object[] values = [new { state = "selection", dst_partner_id = into, partner_ids = new object[] { new object[] { 6, 0, merged.Append(into) } } }];
        var id = Wires.Ids(await world.Actor.CallAsync(wizard, "create", new { vals_list = values }))[0];
        await world.Actor.CallAsync(wizard, "action_merge", ids: [id]);
        world.Forget(Partner, merged);
        world.Journal.Add($"merge contacts: {World.Shown(merged)} into {into}");
    }
}
