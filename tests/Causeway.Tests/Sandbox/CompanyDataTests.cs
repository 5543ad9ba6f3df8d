using System.Globalization;
using System.Text.Json.Nodes;
using Causeway.Sandbox;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Sandbox;

/// <summary>The company that every sandbox holds.</summary>
public sealed class CompanyDataTests
{
    [Theory]
    [InlineData("14.0"), InlineData("16.0"), InlineData("17.0"), InlineData("18.0"), InlineData("19.0")]
    public async Task Every_model_of_every_version_reads_whole(string version)
    {
        await using var desk = await SandboxDesk.OpenAsync(new SandboxOptions { Version = version });
        var models = (await desk.Admin.CallAsync("ir.model", "search_read", new { fields = new[] { "model" } }))!.AsArray();
        models.Count.ShouldBeGreaterThan(40);
        foreach (var model in models.Select(row => (string)row!["model"]!))
        {
            var rows = (await desk.Admin.CallAsync(model, "search_read", new { domain = Array.Empty<object>(), context = new { active_test = false } }))!.AsArray();
            var fields = (await desk.Admin.CallAsync(model, "fields_get", new { attributes = new[] { "type" } }))!.AsObject();
            rows.ShouldAllBe(row => row!.AsObject().Count == fields.Count, model);
        }
    }

    [Fact]
    public async Task It_sells_in_five_stages_to_forty_companies_in_several_currencies()
    {
        await using var desk = await SandboxDesk.OpenAsync();
        var leads = await desk.DumpAsync("crm.lead");
        var partners = await desk.DumpAsync("res.partner");
        var invoices = await desk.DumpAsync("account.move");

        leads.Count.ShouldBe(60);
        (await desk.DumpAsync("crm.stage")).Count.ShouldBe(5);
        leads.Where(lead => (bool)lead!["active"]!).Select(lead => (int)lead!["stage_id"]!).Distinct().Order().ShouldBe([1, 2, 3, 4, 5]);
        leads.Count(lead => !(bool)lead!["active"]! && (int?)lead["lost_reason_id"] is not null).ShouldBeGreaterThan(3);
        partners.Count(partner => (int?)partner!["customer_rank"] == 1).ShouldBe(40);
        invoices.Select(invoice => (int)invoice!["currency_id"]!).Distinct().Count().ShouldBeGreaterThan(3);
        invoices.Select(invoice => (string)invoice!["move_type"]!).Distinct().ShouldBe(["out_invoice", "out_refund"], ignoreOrder: true);
        invoices.Select(invoice => (string)invoice!["payment_state"]!).Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public async Task Amounts_add_up()
    {
        await using var desk = await SandboxDesk.OpenAsync();
        var lines = (await desk.DumpAsync("account.move.line")).ToLookup(line => (int)line!["move_id"]!);
        foreach (var invoice in await desk.DumpAsync("account.move"))
        {
            double Of(string field) => (double)invoice![field]!;
            Of("amount_untaxed").ShouldBe(lines[(int)invoice!["id"]!].Sum(line => (double)line!["price_subtotal"]!), 0.01);
            Of("amount_total").ShouldBe(Of("amount_untaxed") + Of("amount_tax"), 0.01);
            Of("amount_residual").ShouldBeInRange(0, Of("amount_total"));
        }
    }

    [Fact]
    public async Task Activities_are_overdue_due_today_and_planned()
    {
        await using var desk = await SandboxDesk.OpenAsync();
        var activities = (await desk.Admin.CallAsync("mail.activity", "search_read", new { domain = Array.Empty<object>(), fields = new[] { "state" } }))!.AsArray();
        activities.Select(activity => (string)activity!["state"]!).Distinct().ShouldBe(["overdue", "today", "planned"], ignoreOrder: true);
    }

    [Fact]
    public async Task Eight_people_sell_in_two_teams_and_each_signs_in()
    {
        await using var desk = await SandboxDesk.OpenAsync(new SandboxOptions { Version = "19.0" });
        desk.Server.Users.Where(user => user.Team is not null).GroupBy(user => user.Team).Select(team => team.Count()).ShouldBe([4, 4]);
        desk.Server.Users.ShouldAllBe(user => user.ApiKey.Length == 40);
        foreach (var user in desk.Server.Users)
        {
            var own = (await desk.As(user, "json2").CallAsync("res.users", "read", new { fields = new[] { "login" } }, [user.Id]))![0]!;
            ((string)own["login"]!).ShouldBe(user.Login);
        }
    }

    [Fact]
    public async Task Who_sees_what_follows_from_the_role()
    {
        await using var desk = await SandboxDesk.OpenAsync();
        async Task<int> Seen(SandboxRole role) => (await desk.As(desk.User(role)).SearchAsync("crm.lead", Array.Empty<object>())).Length;
        var all = await Seen(SandboxRole.Administrator);

        (await Seen(SandboxRole.SalesManager)).ShouldBe(all);
        (await Seen(SandboxRole.AllDocuments)).ShouldBe(all);
        (await Seen(SandboxRole.OwnDocuments)).ShouldBeInRange(1, all / 2);
        (await Wires.FaultAsync(() => Seen(SandboxRole.NoApps))).Is("AccessError").ShouldBeTrue();
    }

    [Fact]
    public async Task The_second_company_is_for_those_who_belong_to_it()
    {
        await using var desk = await SandboxDesk.OpenAsync();
        object[] second = [new object[] { "company_id", "=", 2 }];
        (await desk.Admin.SearchAsync("account.move", second)).ShouldNotBeEmpty();
        (await desk.Admin.SearchAsync("account.move", second, new { allowed_company_ids = new[] { 1 } })).ShouldBeEmpty();
        (await desk.As(desk.User(SandboxRole.AllDocuments)).SearchAsync("account.move", second)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Names_are_translated()
    {
        await using var desk = await SandboxDesk.OpenAsync();
        var french = new { lang = "fr_FR" };
        (await desk.Admin.SearchAsync("crm.stage", new object[] { new object[] { "name", "=", "Nouveau" } }, french)).ShouldBe([1]);
        (await desk.Admin.SearchAsync("crm.stage", new object[] { new object[] { "name", "=", "Nouveau" } })).ShouldBeEmpty();

        await desk.Admin.CallAsync("crm.stage", "write", new { vals = new { name = "Tout neuf" }, context = french }, [1]);

        ((string)(await desk.DumpAsync("crm.stage", 1))["name"]!["fr_FR"]!).ShouldBe("Tout neuf");
        ((string)(await desk.Admin.ReadAsync("crm.stage", 1, "name"))["name"]!).ShouldBe("New");
        var lead = (await desk.Admin.CallAsync("crm.lead", "search_read", new { domain = new object[] { new object[] { "stage_id", "=", 1 } }, fields = new[] { "stage_id" }, limit = 1, context = french }))![0]!;
        ((string)lead["stage_id"]![1]!).ShouldBe("Tout neuf");
        (await Wires.FaultAsync(() => desk.Admin.SearchAsync("crm.stage", Array.Empty<object>(), new { lang = "xx_XX" }))).Text.ShouldBe("Invalid language code: xx_XX");
    }

    [Fact]
    public async Task The_same_seed_and_clock_make_the_same_company()
    {
        var options = new SandboxOptions { Clock = new StoppedClock(), Seed = 7 };
        (await FingerprintAsync(options)).ShouldBe(await FingerprintAsync(options));
        (await FingerprintAsync(options with { Seed = 8 })).ShouldNotBe(await FingerprintAsync(options));
    }

    [Fact]
    public async Task It_grows_with_the_leads()
    {
        await using var desk = await SandboxDesk.OpenAsync(new SandboxOptions { Leads = 2_000 });
        async Task<int> Count(string model) => (int)(await desk.Admin.CallAsync(model, "search_count", new { domain = Array.Empty<object>(), context = new { active_test = false } }))!;
        (await Count("crm.lead")).ShouldBe(2_000);
        (await Count("res.partner")).ShouldBeGreaterThan(400);
        (await Count("mail.activity")).ShouldBeGreaterThan(400);
        (await Count("account.move")).ShouldBeGreaterThan(200);
    }

    [Fact]
    public async Task Nothing_is_from_the_future()
    {
        await using var desk = await SandboxDesk.OpenAsync();
        var now = DateTime.UtcNow.AddSeconds(1).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        foreach (var model in new[] { "crm.lead", "res.partner", "account.move", "mail.activity" })
        {
            (await desk.DumpAsync(model)).ShouldAllBe(row => string.CompareOrdinal((string)row!["write_date"]!, now) < 0, model);
        }
    }

    private static async Task<string> FingerprintAsync(SandboxOptions options)
    {
        await using var desk = await SandboxDesk.OpenAsync(options);
        JsonArray[] tables = [await desk.DumpAsync("crm.lead"), await desk.DumpAsync("res.partner"), await desk.DumpAsync("account.move")];
        return string.Concat(tables.Select(table => table.ToJsonString())) + desk.Server.Admin.ApiKey;
    }

    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 11, 21, 9, 30, 0, TimeSpan.Zero);
    }
}
