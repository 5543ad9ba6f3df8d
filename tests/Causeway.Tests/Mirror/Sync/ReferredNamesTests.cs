using System.Net;
using System.Text.Json;
using Causeway.Sandbox;
using Causeway.Tests.Infrastructure;
using Dapper;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Mirror.Sync;

public sealed class ReferredNamesTests(TestCluster cluster) : IAsyncLifetime
{
    private TestDatabase database = null!;
    private MirrorServer mirror = null!;

    public async ValueTask InitializeAsync()
    {
        database = await cluster.NewDatabaseAsync();
        mirror = await MirrorServer.StartAsync(database.DataSource, new SandboxOptions { Leads = 5 });
    }

    public async ValueTask DisposeAsync()
    {
        await mirror.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task Names_of_what_is_not_mirrored_are_fetched_follow_a_rename_and_go_with_their_record()
    {
        var (term, invoice) = await InvoiceAsync();
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
    public async Task Names_are_asked_for_once_a_day_and_not_at_every_run()
    {
        await InvoiceAsync();
        await mirror.SyncCompletelyAsync();
        await mirror.Control.ResetCallsAsync();

        await mirror.SyncCompletelyAsync();
        (await AskedAsync()).ShouldBe(0);

        await AgeNamesAsync();
        await mirror.SyncCompletelyAsync();
        (await AskedAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task A_model_that_the_account_may_not_read_leaves_names_empty_and_the_run_whole()
    {
        var (_, invoice) = await InvoiceAsync();
        await mirror.Control.ForbidAsync(mirror.Odoo.Admin.Login, "account.payment.term");

        await mirror.SyncCompletelyAsync();

        var found = (await mirror.Admin.GetAsync($"/api/records/account.move/{invoice}"))["invoice_payment_term_id"];
        found.GetProperty("id").GetInt64().ShouldBePositive();
        found.GetProperty("name").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    private async Task<(int Term, int Invoice)> InvoiceAsync()
    {
        var term = await mirror.CreateAsync("account.payment.term", new { name = "90 Days" });
        return (term, await mirror.CreateAsync("account.move", new { move_type = "out_invoice", partner_id = 5, invoice_payment_term_id = term }));
    }

    private async Task<int> AskedAsync() => (await mirror.Control.CallsAsync()).Where(call => call.Model == "account.payment.term").Sum(call => call.Count);

    private async Task<string?> TermAsync(int invoice) =>
        (await mirror.Admin.GetAsync($"/api/records/account.move/{invoice}")).Expect(HttpStatusCode.OK)["invoice_payment_term_id"] is { ValueKind: JsonValueKind.Object } term ? term.GetProperty("name").GetString() : null;

    /// <summary>A day passes for the names.</summary>
    private async Task AgeNamesAsync()
    {
        await using var db = await mirror.Database.OpenConnectionAsync();
        await db.ExecuteAsync("update odoo.name set refreshed_at = refreshed_at - interval '2 days'");
    }
}
