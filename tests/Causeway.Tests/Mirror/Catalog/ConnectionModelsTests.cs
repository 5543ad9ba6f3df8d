using System.Net;
using System.Text.Json;
using Causeway.Mirror.Sync;
using Causeway.Sandbox;
using Causeway.Tests.Infrastructure;
using Dapper;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Mirror.Catalog;

/// <summary>What an administrator mirrors beyond the default, and what an instance or an account has not.</summary>
public sealed class ConnectionModelsTests(TestCluster cluster) : IAsyncLifetime
{
    private TestDatabase database = null!;
    private MirrorServer mirror = null!;

    public async ValueTask InitializeAsync()
    {
        database = await cluster.NewDatabaseAsync();
        mirror = await MirrorServer.StartAsync(database.DataSource, new SandboxOptions { Leads = 20 });
    }

    public async ValueTask DisposeAsync()
    {
        await mirror.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task An_added_model_is_mirrored_with_every_field_that_Odoo_stores()
    {
        var order = await mirror.CreateAsync("sale.order", new { name = "SO77", partner_id = 5 });
        await ChooseAsync(new { model = "sale.order" }, new { model = "account.journal", fields = new[] { "code" } });

        var record = (await mirror.Admin.GetAsync($"/api/records/sale.order/{order}")).Expect(HttpStatusCode.OK);

        record["name"].GetString().ShouldBe("SO77");
        record["partner_id"].GetProperty("id").GetInt64().ShouldBe(5);
        record["partner_id"].GetProperty("name").GetString().ShouldBe(await NameAsync("res.partner", 5));
        record["company_id"].GetProperty("id").GetInt64().ShouldBe(1);
        record["date_order"].ValueKind.ShouldBe(JsonValueKind.String);
        var journal = (await mirror.Admin.GetAsync("/api/records/account.journal"))["records"][0];
        journal.GetProperty("code").GetString().ShouldBe("INV");
        journal.TryGetProperty("type", out _).ShouldBeFalse();
        (await mirror.Admin.GetAsync("/api/records"))["records"].EnumerateArray().ShouldContain(model => model.GetProperty("model").GetString() == "sale.order" && model.GetProperty("count").GetInt64() == 1);
    }

    [Fact]
    public async Task Fields_in_custom_are_filtered_and_sorted_by_their_own_types()
    {
        foreach (var (name, partner) in new[] { ("SO9", 5), ("SO10", 6), ("SO11", 7) })
            await mirror.CreateAsync("sale.order", new { name, partner_id = partner, validity_date = $"2031-01-{partner:00}" });
        await ChooseAsync(new { model = "sale.order" });

        (await NamesAsync("partner_id[gte]=6&sort_by=partner_id&sort_order=desc")).ShouldBe(["SO11", "SO10"]);
        (await NamesAsync("validity_date[lt]=2031-01-07&sort_by=name")).ShouldBe(["SO10", "SO9"]);
        (await NamesAsync("state=draft&name[ilike]=so1")).ShouldBe(["SO10", "SO11"], ignoreOrder: true);
        (await mirror.Admin.GetAsync("/api/records/sale.order?partner_id=x")).Expect(HttpStatusCode.BadRequest).BadFields.ShouldBe(["partner_id"]);
    }

    [Fact]
    public async Task A_further_field_of_a_default_model_goes_to_custom_and_leaves_it_again()
    {
        await ChooseAsync(new { model = "crm.lead", fields = new[] { "color", "email_cc" } });

        (await mirror.Admin.GetAsync("/api/records/crm.lead?per_page=1"))["records"][0].GetProperty("custom").EnumerateObject().Select(member => member.Name).ShouldBe(["color", "email_cc", "x_region", "x_studio_score"], ignoreOrder: true);
        (await mirror.Admin.GetAsync("/api/records/crm.lead?per_page=1&fields=color&color[gte]=0"))["records"][0].GetProperty("color").ValueKind.ShouldBe(JsonValueKind.Number);

        await ChooseAsync();
        (await mirror.Admin.GetAsync("/api/records/crm.lead?fields=color")).Expect(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task An_added_model_is_the_administrators_until_they_open_it_in_lists_and_in_the_feed()
    {
        await ChooseAsync(new { model = "account.journal" });
        var lukas = await mirror.SignInAsync("lukas.berg");

        (await lukas.GetAsync("/api/records/account.journal")).Expect(HttpStatusCode.NotFound);
        (await lukas.GetAsync("/api/changes?models=account.journal"))["changes"].GetArrayLength().ShouldBe(0);

        await ChooseAsync(new { model = "account.journal", open_to_members = true });
        // Their companies still hold: the journal of the other company stays away.
        (await lukas.GetAsync("/api/records/account.journal"))["pagination"].GetProperty("total").GetInt64().ShouldBe(1);
        (await lukas.GetAsync("/api/changes?models=account.journal"))["changes"].GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task What_holds_Odoos_secrets_or_is_no_model_is_refused()
    {
        var answer = (await mirror.Admin.PatchAsync($"/api/connections/{mirror.ConnectionId}", new
        {
            models = new object[] { new { model = "ir.config_parameter" }, new { model = "x; drop table" }, new { model = "sale.order", fields = new[] { "a b" } }, new { model = "sale.order" }, new { model = "crm.lead\n" }, new { model = "account.journal", fields = new[] { "name\n" } } },
        })).Expect(HttpStatusCode.BadRequest);

        answer.BadFields.ShouldBe(["models", "models[0].model", "models[1].model", "models[2].fields", "models[4].model", "models[5].fields"]);
    }

    [Fact]
    public async Task Of_entries_in_the_books_only_what_customers_get_is_mirrored()
    {
        var bill = await mirror.CreateAsync("account.move", new { move_type = "in_invoice", partner_id = 5 });
        var invoice = await mirror.CreateAsync("account.move", new { move_type = "out_invoice", partner_id = 5 });
        await mirror.SyncCompletelyAsync();

        (await mirror.Admin.GetAsync($"/api/records/account.move/{bill}")).Expect(HttpStatusCode.NotFound);
        (await mirror.Admin.GetAsync($"/api/records/account.move/{invoice}")).Expect(HttpStatusCode.OK);
        (await mirror.Admin.GetAsync("/api/records/account.move?move_type=in_invoice")).Ids("records").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_model_that_the_instance_has_not_is_absent_said_once_and_no_error()
    {
        (await mirror.Admin.PatchAsync($"/api/connections/{mirror.ConnectionId}?force=true", new { models = new[] { new { model = "x_nowhere" } } })).Expect(HttpStatusCode.OK);
        await mirror.SyncCompletelyAsync();
        (await mirror.SyncAsync()).Status.ShouldBe(SyncStatus.Completed);

        mirror.Server.Logs.Lines.Count(line => line.Message.Contains("has no x_nowhere", StringComparison.Ordinal)).ShouldBe(1);
        (await mirror.Admin.GetAsync("/api/records"))["records"].EnumerateArray().Single(model => model.GetProperty("model").GetString() == "x_nowhere").GetProperty("phase").GetString().ShouldBe("absent");
    }

    [Fact]
    public async Task A_named_field_that_the_instance_has_not_is_null_and_said_once()
    {
        (await mirror.Admin.PatchAsync($"/api/connections/{mirror.ConnectionId}?force=true", new { models = new[] { new { model = "sale.order", fields = new[] { "name", "x_gone" } } } })).Expect(HttpStatusCode.OK);
        var order = await mirror.CreateAsync("sale.order", new { name = "SO1", partner_id = 5 });
        await mirror.SyncCompletelyAsync();
        await mirror.SyncCompletelyAsync();

        (await mirror.Admin.GetAsync($"/api/records/sale.order/{order}")).Expect(HttpStatusCode.OK)["name"].GetString().ShouldBe("SO1");
        (await PhaseAsync("sale.order"))!.Value.GetProperty("missing_fields").EnumerateArray().Select(name => name.GetString()).ShouldBe(["x_gone"]);
        mirror.Server.Logs.Lines.Count(line => line.Message.Contains("x_gone", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task A_model_that_is_taken_out_is_served_no_more_leaves_nothing_and_can_come_again()
    {
        var order = await mirror.CreateAsync("sale.order", new { name = "SO1", partner_id = 5 });
        await ChooseAsync(new { model = "sale.order" });
        var position = (await mirror.Admin.GetAsync("/api/changes?models=sale.order"))["position"].GetString();

        await ChooseAsync();

        (await mirror.Admin.GetAsync($"/api/records/sale.order/{order}")).Expect(HttpStatusCode.NotFound);
        (await PhaseAsync("sale.order")).ShouldBeNull();
        (await mirror.Admin.GetAsync($"/api/changes?models=sale.order&since={position}"))["changes"].EnumerateArray().Select(change => change.GetProperty("kind").GetString()).ShouldBe(["delete"]);
        await using var db = await mirror.Database.OpenConnectionAsync();
        (await db.ExecuteScalarAsync<long>("select (select count(*) from odoo.sale_order) + (select count(*) from causeway.sync_stream where model = 'sale.order') + (select count(*) from causeway.custom_fields where model = 'sale.order')")).ShouldBe(0);

        await ChooseAsync(new { model = "sale.order" });
        (await mirror.Admin.GetAsync($"/api/records/sale.order/{order}")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_is_deleted_in_Odoo_goes_from_an_added_model_and_a_merge_moves_its_references()
    {
        var (into, gone) = (await mirror.CreateAsync("res.partner", new { name = "Stays" }), await mirror.CreateAsync("res.partner", new { name = "Goes" }));
        var (moved, deleted) = (await mirror.CreateAsync("sale.order", new { name = "Moved", partner_id = gone }), await mirror.CreateAsync("sale.order", new { name = "Deleted", partner_id = into }));
        await ChooseAsync(new { model = "sale.order" });
        await mirror.ProveAsync();

        await mirror.Control.MergeAsync(into, [gone]);
        await mirror.Raw.CallAsync("sale.order", "unlink", ids: [deleted]);
        await mirror.ProveAsync();

        (await mirror.Admin.GetAsync($"/api/records/sale.order/{moved}"))["partner_id"].GetProperty("id").GetInt64().ShouldBe(into);
        (await mirror.Admin.GetAsync($"/api/records/sale.order/{deleted}")).Expect(HttpStatusCode.NotFound);
        (await mirror.Admin.GetAsync("/api/integrations/proofs"))["models"].EnumerateArray().ShouldContain(model => model.GetProperty("model").GetString() == "sale.order" && model.GetProperty("last_proof").ValueKind == JsonValueKind.String);
    }

    [Fact]
    public async Task A_position_of_the_feed_does_not_outlive_the_opening_of_a_model()
    {
        await ChooseAsync(new { model = "account.journal", open_to_members = true });
        var lukas = await mirror.SignInAsync("lukas.berg");
        var position = (await lukas.GetAsync("/api/changes"))["position"].GetString();

        await ChooseAsync(new { model = "account.journal" });

        (await lukas.GetAsync($"/api/changes?since={position}")).Expect(HttpStatusCode.Gone);
        (await lukas.GetAsync("/api/changes?models=account.journal"))["changes"].GetArrayLength().ShouldBe(0);
    }

    private async Task ChooseAsync(params object[] models)
    {
        (await mirror.Admin.PatchAsync($"/api/connections/{mirror.ConnectionId}", new { models })).Expect(HttpStatusCode.OK)["connection"].GetProperty("models").GetArrayLength().ShouldBe(models.Length);
        await mirror.SyncCompletelyAsync();
    }

    private async Task<JsonElement?> PhaseAsync(string model) =>
        (await mirror.Admin.GetAsync("/api/records"))["records"].EnumerateArray().Where(found => found.GetProperty("model").GetString() == model).Select(found => (JsonElement?)found).SingleOrDefault();

    private async Task<string[]> NamesAsync(string query) =>
        [.. (await mirror.Admin.GetAsync($"/api/records/sale.order?{query}")).Expect(HttpStatusCode.OK)["records"].EnumerateArray().Select(record => record.GetProperty("name").GetString()!)];

    private async Task<string?> NameAsync(string model, int id) => (await mirror.Admin.GetAsync($"/api/records/{model}/{id}"))["complete_name"].GetString();
}
