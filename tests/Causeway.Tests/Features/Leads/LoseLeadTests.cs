using System.Net;
using Causeway.Sandbox;
using Causeway.Tests.Infrastructure;
using Causeway.Tests.Sandbox;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Features.Leads;

/// <summary>Lost with a reason, whose field each Odoo wants by its own name.</summary>
public sealed class LoseLeadTests(TestCluster cluster)
{
    [Theory]
    [InlineData("14.0", "lost_reason")]
    [InlineData("16.0", "lost_reason_id")]
    public async Task A_lead_is_lost_with_a_reason(string version, string field)
    {
        await using var database = await cluster.NewDatabaseAsync();
        await using var mirror = await MirrorServer.StartAsync(database.DataSource, new SandboxOptions { Version = version, Leads = 3 }, "json_rpc");
        var (one, other) = (await mirror.LeadAsync("admin"), await mirror.LeadAsync("admin"));

        (await mirror.Admin.PostAsync($"/api/crm/leads/{one}/lost", new { lost_reason_id = 2 })).Expect(HttpStatusCode.OK)["won_status"].GetString().ShouldBe("lost");
        (await mirror.Admin.PatchAsync("/api/crm/leads", new { ids = new[] { other }, action = "lost", lost_reason_id = 1 })).Expect(HttpStatusCode.OK);

        var odoo = await mirror.Control.DumpAsync("crm.lead");
        odoo[one].GetProperty(field).GetInt32().ShouldBe(2);
        odoo[other].GetProperty(field).GetInt32().ShouldBe(1);
        var others = new Dictionary<string, int> { [field == "lost_reason" ? "lost_reason_id" : "lost_reason"] = 1 };
        (await Should.ThrowAsync<OdooFault>(() => mirror.Raw.CallAsync("crm.lead", "action_set_lost", others, [(int)one]))).Text.ShouldContain("Invalid field");
    }
}
