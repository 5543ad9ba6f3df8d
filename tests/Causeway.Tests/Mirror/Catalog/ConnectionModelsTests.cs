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

        (await mirror.Admin.GetAsync("/api/records/crm.lead?per_page=1"))["records"][0].GetProperty("custom").EnumerateObject().Select(member => member.Name).ShouldBeSubsetOf(["color", "email_cc", "x_region"]);
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
            models = new object[] { new { model = "ir.config_parameter" }, new { model = "x; drop table" }, new { model = "sale.order", fields = new[] { "a b" } }, new { model = "sale.order" } },
        })).Expect(HttpStatusCode.BadRequest);

        answer.BadFields.ShouldBe(["models", "models[0].model", "models[1].model", "models[2].fields"]);
    }

    [Fact]
    public async Task Names_of_what_is_not_mirrored_are_fetched_follow_a_rename_and_go_with_their_record()
    {
        var term = await mirror.CreateAsync("account.payment.term", new { name = "90 Days" });
        var invoice = await mirror.CreateAsync("account.move", new { move_type = "out_invoice", partner_id = 5, invoice_payment_term_id = term });
        await mirror.SyncCompletelyAsync();
        (await TermAsync(invoice)).ShouldBe("90 Days");

        await mirror.WriteAsync("account.payment.term", term, new { name = "Ninety days" });
        await AgeNamesAsync();
        await mirror.SyncCompletelyAsync();
        (await TermAsync(invoice)).ShouldBe("Ninety days");

        await mirror.Control.UpdateAsync("account.move", [invoice], new { invoice_payment_term_id = (int?)null });
        await mirror.Control.DeleteAsync("account.payment.term", [term]);
        await AgeNamesAsync();
        await mirror.SyncCompletelyAsync();
        await mirror.SyncCompletelyAsync();
        (await TermAsync(invoice)).ShouldBeNull();
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
        var said = mirror.Server.Logs.Lines.Count(line => line.Message.Contains("x_nowhere", StringComparison.Ordinal));
        await ChooseAsync(new { model = "x_nowhere" });
        (await mirror.SyncAsync()).Status.ShouldBe(SyncStatus.Completed);

        (mirror.Server.Logs.Lines.Count(line => line.Message.Contains("has no x_nowhere", StringComparison.Ordinal)) - said).ShouldBe(1);
        (await mirror.Admin.GetAsync("/api/records"))["records"].EnumerateArray().Single(model => model.GetProperty("model").GetString() == "x_nowhere").GetProperty("phase").GetString().ShouldBe("absent");
    }

    private async Task ChooseAsync(params object[] models)
    {
        (await mirror.Admin.PatchAsync($"/api/connections/{mirror.ConnectionId}", new { models })).Expect(HttpStatusCode.OK)["connection"].GetProperty("models").GetArrayLength().ShouldBe(models.Length);
        await mirror.SyncCompletelyAsync();
    }

    private async Task<string[]> NamesAsync(string query) =>
        [.. (await mirror.Admin.GetAsync($"/api/records/sale.order?{query}")).Expect(HttpStatusCode.OK)["records"].EnumerateArray().Select(record => record.GetProperty("name").GetString()!)];

    private async Task<string?> NameAsync(string model, int id) => (await mirror.Admin.GetAsync($"/api/records/{model}/{id}"))["complete_name"].GetString();

    private async Task<string?> TermAsync(int invoice) =>
        (await mirror.Admin.GetAsync($"/api/records/account.move/{invoice}")).Expect(HttpStatusCode.OK)["invoice_payment_term_id"] is { ValueKind: JsonValueKind.Object } term ? term.GetProperty("name").GetString() : null;

    /// <summary>A day passes for the names.</summary>
    private async Task AgeNamesAsync()
    {
        await using var db = await mirror.Database.OpenConnectionAsync();
        await db.ExecuteAsync("update odoo.name set refreshed_at = refreshed_at - interval '2 days'");
    }
}
