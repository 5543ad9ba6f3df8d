using System.Net;
using System.Text.Json;
using Causeway.Mirror.Catalog;
using Causeway.Sandbox;
using Causeway.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Mirror.Proof;

/// <summary>Mass deletions that are more often a lost permission. Each test has a mirror of its own.</summary>
public sealed class HoldTests(TestCluster cluster) : IAsyncLifetime
{
    private TestDatabase database = null!;
    private MirrorServer mirror = null!;

    public async ValueTask InitializeAsync()
    {
        database = await cluster.NewDatabaseAsync();
        mirror = await MirrorServer.StartAsync(database.DataSource, new SandboxOptions());
    }

    [Fact]
    public async Task Lost_rights_delete_nothing_and_the_other_models_go_on()
    {
        var leads = (await mirror.Comparison.MirrorRowsAsync(DefaultModels.Lead)).Count;
        await HideLeadsAsync();
        var gone = await mirror.CreateAsync("res.partner", new { name = "Deleted meanwhile" });
        await mirror.SyncCompletelyAsync();
        await mirror.Raw.CallAsync("res.partner", "unlink", ids: [gone]);

        await mirror.ProveAsync();

        var admin = await mirror.SignInAsAdminAsync();
        var list = await admin.GetAsync("/api/crm/leads?per_page=1");
        list["pagination"].GetProperty("total").GetInt32().ShouldBe(leads);
        list.Header("X-Data-Held").ShouldBe("true");
        (await mirror.Comparison.MirrorRowsAsync(DefaultModels.Partner)).Keys.ShouldNotContain(gone);
        var hold = await HoldOfLeadsAsync(admin);
        (hold.GetProperty("model").GetString(), hold.GetProperty("kind").GetString(), hold.GetProperty("status").GetString()).ShouldBe(("crm.lead", "hidden", "waiting"));
        (hold.GetProperty("records").GetInt32(), hold.GetProperty("of_records").GetInt32()).ShouldBe((leads, leads));
    }

    [Fact]
    public async Task A_hold_ends_by_itself_when_Odoo_shows_the_records_again()
    {
        await HideLeadsAsync();
        await mirror.ProveAsync();
        await mirror.Control.ClearRulesAsync();

        await mirror.ProveAsync();

        var admin = await mirror.SignInAsAdminAsync();
        (await HoldOfLeadsAsync(admin)).GetProperty("status").GetString().ShouldBe("withdrawn");
        (await admin.GetAsync("/api/crm/leads?per_page=1")).Header("X-Data-Held").ShouldBeNull();
        await mirror.Comparison.ShouldBeEqualAsync(DefaultModels.Lead);
    }

    [Fact]
    public async Task A_confirmed_hold_is_applied_to_what_is_still_gone()
    {
        var leads = (await mirror.Comparison.MirrorRowsAsync(DefaultModels.Lead)).Keys.Order().ToArray();
        var (gone, kept) = (leads[..30], leads[30..]);
        await mirror.Raw.CallAsync("crm.lead", "unlink", ids: [.. gone.Select(id => (int)id)]);
        await mirror.ProveAsync();
        (await mirror.Comparison.MirrorRowsAsync(DefaultModels.Lead)).Count.ShouldBe(leads.Length);
        var admin = await mirror.SignInAsAdminAsync();
        var id = (await HoldOfLeadsAsync(admin)).GetProperty("id").GetInt64();

        var confirmed = (await admin.PostAsync($"/api/integrations/holds/{id}/confirm")).Expect(HttpStatusCode.OK);

        (confirmed["status"].GetString(), confirmed["decided_by"].GetString()).ShouldBe(("confirmed", "admin"));
        (await mirror.Comparison.MirrorRowsAsync(DefaultModels.Lead)).Keys.Order().ShouldBe(kept);
        (await admin.PostAsync($"/api/integrations/holds/{id}/confirm")).Expect(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_rejected_hold_keeps_the_records_and_asks_no_more()
    {
        await HideLeadsAsync();
        await mirror.ProveAsync();
        var admin = await mirror.SignInAsAdminAsync();
        var id = (await HoldOfLeadsAsync(admin)).GetProperty("id").GetInt64();
        (await admin.PostAsync($"/api/integrations/holds/{id}/reject")).Expect(HttpStatusCode.OK);

        await mirror.ProveAsync();

        (await HoldOfLeadsAsync(admin)).GetProperty("status").GetString().ShouldBe("rejected");
        (await admin.GetAsync("/api/crm/leads?per_page=1")).Header("X-Data-Held").ShouldBe("true");
    }

    [Fact]
    public async Task Ten_deletions_of_many_are_not_held()
    {
        var many = Enumerable.Range(1, 40).Select(i => new { name = $"Lead {i}" }).ToArray();
        var made = (await mirror.Raw.CallAsync("crm.lead", "create", new { vals_list = many }))!.AsArray().Select(id => (int)id!).ToArray();
        await mirror.SyncCompletelyAsync();
        await mirror.Raw.CallAsync("crm.lead", "unlink", ids: made[..15]);

        await mirror.ProveAsync();

        await mirror.Comparison.ShouldBeEqualAsync(DefaultModels.Lead);
    }

    [Fact]
    public async Task Holds_are_for_administrators() =>
        (await (await mirror.SignInAsync("lukas.berg")).GetAsync("/api/integrations/holds")).Expect(HttpStatusCode.Forbidden);

    /// <summary>With the leads go the activities of leads: a hold of their own.</summary>
    private static async Task<JsonElement> HoldOfLeadsAsync(Api admin) =>
        (await admin.GetAsync("/api/integrations/holds"))["holds"].EnumerateArray().Single(hold => hold.GetProperty("model").GetString() == "crm.lead");

    public async ValueTask DisposeAsync()
    {
        await mirror.DisposeAsync();
        await database.DisposeAsync();
    }

    /// <summary>A new record rule leaves our account without a single lead.</summary>
    private Task HideLeadsAsync() => mirror.Control.RuleAsync(mirror.Odoo.Admin.Login, "crm.lead", new object[] { new object[] { "id", "=", 0 } });
}
