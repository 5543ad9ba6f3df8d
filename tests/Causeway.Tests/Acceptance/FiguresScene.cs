using System.Text.Json.Nodes;
using Causeway.Tests.Sandbox;

namespace Causeway.Tests.Acceptance;

/// <summary>
/// Business of every kind that counts differently, made in a real Odoo by its own API and taken away again: two more
/// currencies and a company in one of them, a team with its leader and a salesperson, leads and invoices in every state.
/// </summary>
internal sealed class FiguresScene(OdooTarget target) : IAsyncDisposable
{
    public const string Password = "Figures-of-a-day-1";

    private static readonly string[] Currencies = ["EUR", "GBP"];

    private readonly MadeRecords records = target.Records();
    private readonly List<int> woken = [];
    private readonly List<int> invoices = [];
    private readonly Dictionary<string, int> currency = [];
    private int company;
    private int team;
    private int account;
    private int contact;

    private static DateOnly Today => DateOnly.FromDateTime(DateTime.UtcNow);

    private OdooWire Odoo => target.Admin;

    public string Leader => $"{records.Mark}-leader";

    public string Salesperson => $"{records.Mark}-sales";

    /// <summary>A part of the names of the accounts.</summary>
    public string Mark => records.Mark;

    public async Task MakeAsync()
    {
        foreach (var name in Currencies)
            await WakeAsync(name);
        await AddRatesAsync();
        company = await records.CreateAsync("res.company", new { name = Mark, currency_id = currency["EUR"] });
        var (leader, salesperson) = (await AddUserAsync(Leader, 1, company), await AddUserAsync(Salesperson, 1));
        team = await records.CreateAsync("crm.team", new { name = Mark, user_id = leader, member_ids = new object[] { new object[] { 6, 0, new[] { salesperson } } } });
        account = await records.CreateAsync("res.partner", new { name = Mark, is_company = true });
        contact = await records.CreateAsync("res.partner", new { name = $"{Mark} contact", parent_id = account });
        var stranger = await records.CreateAsync("res.partner", new { name = $"{Mark} other", is_company = true });
        await AddLeadsAsync(leader, salesperson, stranger);
        await AddInvoicesAsync(leader, salesperson, stranger);
    }

    private async Task WakeAsync(string name)
    {
        var id = (await Odoo.SearchAsync("res.currency", new object[] { new object[] { "name", "=", name } }, new { active_test = false }))[0];
        currency[name] = id;
        if (Odoo.ReadAsync("res.currency", id, "active") is var read && (bool)(await read)["active"]!)
            return;
        await Odoo.WriteAsync("res.currency", id, new { active = true });
        woken.Add(id);
    }

    /// <summary>One of tomorrow, which is not in force.</summary>
    private async Task AddRatesAsync()
    {
        foreach (var (name, days, rate) in new[] { ("EUR", -200, 0.9137), ("EUR", -1, 0.8137), ("EUR", 1, 0.5), ("GBP", -100, 0.7001), ("GBP", 0, 0.7519) })
            await records.CreateAsync("res.currency.rate", new { currency_id = currency[name], name = Day(days), rate, company_id = 1 });
    }

    private async Task<int> AddUserAsync(string login, params int[] companies)
    {
        var values = new JsonObject
        {
            ["name"] = login,
            ["login"] = login,
            ["password"] = Password,
            ["company_id"] = 1,
            ["company_ids"] = Set(companies),
            [target.Version >= 19 ? "group_ids" : "groups_id"] = Set([await GroupAsync("base", "group_user"), await GroupAsync("sales_team", "group_sale_salesman")]),
        };
        var id = (int)(await Odoo.CallAsync("res.users", "create", new { vals_list = new[] { values }, context = new { no_reset_password = true } }))![0]!;
        records.Track("res.partner", (int)(await Odoo.ReadAsync("res.users", id, "partner_id"))["partner_id"]![0]!);
        return records.Track("res.users", id);
    }

    private async Task<int> GroupAsync(string module, string name)
    {
        object[] domain = [new object[] { "module", "=", module }, new object[] { "name", "=", name }];
        return (int)(await Odoo.ReadAsync("ir.model.data", (await Odoo.SearchAsync("ir.model.data", domain))[0], "res_id"))["res_id"]!;
    }

    private static JsonArray Set(int[] ids) => [new JsonArray(6, 0, new JsonArray([.. ids.Select(id => (JsonNode)id)]))];

    private async Task AddLeadsAsync(int leader, int salesperson, int stranger)
    {
        // The half cent is where rounding each lead and rounding their sum differ.
        foreach (var (user, partner, of, revenue, probability) in new[]
        {
            (salesperson, contact, 1, 100.25, 50.0), (salesperson, account, 1, 10.01, 50.0), (leader, contact, 1, 4_999.99, 37.62), (leader, contact, company, 777.77, 50.0),
            (leader, stranger, company, 0.10, 5.0), (Odoo.Uid, contact, 1, 12_345.67, 12.5), (0, contact, 1, 55.55, 10.0), (0, stranger, 0, 33.33, 10.0),
        })
            await AddLeadAsync(user, partner, of, revenue, probability, withTeam: user != Odoo.Uid && revenue > 50);
        await CloseAsync("action_set_won", await AddLeadAsync(salesperson, contact, 1, 1_000.01, 20), await AddLeadAsync(leader, contact, company, 2_000.02, 20), await AddLeadAsync(Odoo.Uid, stranger, 1, 3_000.03, 20, withTeam: false));
        await CloseAsync("action_set_lost", await AddLeadAsync(salesperson, contact, 1, 400.04, 20), await AddLeadAsync(leader, contact, company, 500.05, 20));
        await Odoo.WriteAsync("crm.lead", await AddLeadAsync(salesperson, contact, 1, 600.06, 30), new { active = false });
        await records.CreateAsync("crm.lead", new { name = Mark, type = "lead", user_id = salesperson, partner_id = contact, expected_revenue = 9_999 });
    }

    private Task<int> AddLeadAsync(int user, int partner, int of, double revenue, double probability, bool withTeam = true) => records.CreateAsync("crm.lead", new
    {
        name = Mark,
        type = "opportunity",
        user_id = OrFalse(user),
        partner_id = partner,
        company_id = OrFalse(of),
        team_id = OrFalse(withTeam ? team : 0),
        expected_revenue = revenue,
        probability,
    });

    private static object OrFalse(int id) => id == 0 ? false : id;

    private async Task CloseAsync(string method, params int[] leads)
    {
        foreach (var lead in leads)
            await Odoo.CallAsync("crm.lead", method, ids: [lead]);
    }

    /// <summary>Around every border of ageing, in three currencies; those of the stranger are the administrator's.</summary>
    private async Task AddInvoicesAsync(int leader, int salesperson, int stranger)
    {
        var kinds = new (int User, int Partner, int Days, string? Currency, double Price)[]
        {
            (salesperson, contact, 10, null, 10.10), (salesperson, contact, 0, "EUR", 20.20), (salesperson, account, -1, null, 30.30), (leader, contact, -30, "GBP", 40.40),
            (leader, contact, -31, null, 50.50), (leader, contact, -60, "EUR", 60.60), (Odoo.Uid, stranger, -61, null, 70.70), (Odoo.Uid, stranger, -90, "EUR", 80.80), (salesperson, contact, -91, "GBP", 90.90),
        };
        foreach (var (user, partner, days, of, price) in kinds)
            await PostAsync(await AddInvoiceAsync("out_invoice", user, partner, days, of, price));
        await PostAsync(await AddInvoiceAsync("out_refund", salesperson, contact, -5, "EUR", 15.15));
        await PostAsync(await AddInvoiceAsync("out_refund", leader, stranger, 5, null, 25.25));
        await AddInvoiceAsync("out_invoice", salesperson, contact, -5, null, 1_000_000);
        await Odoo.CallAsync("account.move", "button_cancel", ids: [await AddInvoiceAsync("out_invoice", salesperson, contact, -5, null, 2_000_000)]);
        await PayAsync(await AddInvoiceAsync("out_invoice", salesperson, contact, -7, "EUR", 123.45), 23.45);
        await PayAsync(await AddInvoiceAsync("out_invoice", leader, account, -7, null, 200), 200);
    }

    private async Task<int> AddInvoiceAsync(string type, int user, int partner, int due, string? of, double price)
    {
        var values = new JsonObject
        {
            ["move_type"] = type,
            ["partner_id"] = partner,
            ["invoice_user_id"] = user,
            ["invoice_date"] = Day(Math.Min(due, 0)),
            ["invoice_date_due"] = Day(due),
            ["invoice_payment_term_id"] = false,
            ["invoice_line_ids"] = new JsonArray { new JsonArray(0, 0, new JsonObject { ["name"] = Mark, ["quantity"] = 1, ["price_unit"] = price, ["tax_ids"] = Set([]) }) },
        };
        if (of is not null)
            values["currency_id"] = currency[of];
        var id = (int)(await Odoo.CallAsync("account.move", "create", new { vals_list = new[] { values } }))![0]!;
        invoices.Add(id);
        return id;
    }

    private Task PostAsync(int invoice) => Odoo.CallAsync("account.move", "action_post", ids: [invoice]);

    private async Task PayAsync(int invoice, double amount)
    {
        await PostAsync(invoice);
        var context = new { active_model = "account.move", active_ids = new[] { invoice } };
        var wizard = (int)(await Odoo.CallAsync("account.payment.register", "create", new { vals_list = new[] { new { amount } }, context }))![0]!;
        await Odoo.CallAsync("account.payment.register", "action_create_payments", new { context }, [wizard]);
        // Nobody may delete it, and it would hold the partner for an hour.
        await Odoo.WriteAsync("account.payment.register", wizard, new { partner_id = 1 });
    }

    private static string Day(int days) => Today.AddDays(days).ToString("O");

    public async ValueTask DisposeAsync()
    {
        foreach (var payment in await Odoo.SearchAsync("account.payment", new object[] { new object[] { "partner_id", "in", new[] { account, contact } } }))
        {
            await Odoo.CallAsync("account.payment", "action_draft", ids: [payment]);
            await Odoo.CallAsync("account.payment", "unlink", ids: [payment]);
        }

        foreach (var invoice in Enumerable.Reverse(invoices))
        {
            if ((string)(await Odoo.ReadAsync("account.move", invoice, "state"))["state"]! != "draft")
                await Odoo.CallAsync("account.move", "button_draft", ids: [invoice]);
            await Odoo.CallAsync("account.move", "unlink", new { context = new { force_delete = true } }, [invoice]);
        }

        await records.DisposeAsync();
        foreach (var id in woken)
            await Odoo.WriteAsync("res.currency", id, new { active = false });
    }
}
