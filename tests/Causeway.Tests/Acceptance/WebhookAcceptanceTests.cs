using System.Net;
using Causeway.Tests.Sandbox;
using Dapper;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Acceptance;

/// <summary>Webhooks by the rules that Causeway makes: over the sandbox, and over real servers where there are any.</summary>
[Collection(AcceptanceTargets.OneAtATime)]
public sealed class WebhookAcceptanceTests(AcceptanceTargets targets) : IClassFixture<AcceptanceTargets>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory]
    [MemberData(nameof(AcceptanceTargets.All), MemberType = typeof(AcceptanceTargets))]
    public async Task What_is_created_written_archived_and_deleted_in_Odoo_is_served_without_a_sync(string target)
    {
        var mirror = await targets.OpenAsync(target);
        await using var records = mirror.Odoo.Records();
        await using var db = await mirror.Database.OpenConnectionAsync();
        await db.ExecuteAsync("update causeway.connection set paused = false");
        var installed = (await mirror.Admin.PostAsync("/api/webhooks/install", new { base_url = mirror.Address, models = new[] { "crm.lead" } })).Expect(HttpStatusCode.OK);
        try
        {
            installed["rules"].GetInt32().ShouldBe(2);
            var tested = (await mirror.Admin.PostAsync("/api/webhooks/test")).Expect(HttpStatusCode.OK);
            (tested["success"].GetBoolean(), tested["odoo_reaches_us"].GetBoolean()).ShouldBe((true, true), tested.Text);

            var lead = await records.CreateAsync("crm.lead", new { name = records.Mark });
            await SeeAsync("state = 'present' and active");
            await mirror.Odoo.Admin.WriteAsync("crm.lead", lead, new { expected_revenue = 4711 });
            await SeeAsync("expected_revenue = 4711");
            await mirror.Odoo.Admin.WriteAsync("crm.lead", lead, new { active = false });
            await SeeAsync("not active");
            await mirror.Odoo.Admin.CallAsync("crm.lead", "unlink", ids: [lead]);
            await SeeAsync("state = 'deleted'");

            async Task SeeAsync(string condition)
            {
                using var limit = new CancellationTokenSource(Patience);
                while (!await db.ExecuteScalarAsync<bool>($"select exists (select from odoo.crm_lead where id = {lead} and {condition})"))
                    await Task.Delay(5, limit.Token);
            }
        }
        finally
        {
            (await mirror.Admin.DeleteAsync("/api/webhooks/install")).Expect(HttpStatusCode.OK)["rules"].GetInt32().ShouldBe(2);
            await db.ExecuteAsync("update causeway.connection set paused = true");
        }
    }
}
