using System.Net;
using System.Text.Json;
using Causeway.Tests.Infrastructure;
using Causeway.Tests.Mirror;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Features.Accounts;

/// <summary>Companies with their business, reckoned anew from Odoo's own rows.</summary>
public sealed class AccountsEndpointsTests(SharedMirror shared) : IClassFixture<SharedMirror>
{
    private const string Lukas = "lukas.berg", Pieter = "pieter.jansen";

    private readonly MirrorServer mirror = shared.Mirror;

    [Fact]
    public async Task Accounts_are_the_active_companies_with_what_their_partners_opportunities_and_invoices_sum_up_to()
    {
        var partners = await mirror.Control.DumpAsync("res.partner");
        var leads = (await mirror.Control.DumpAsync("crm.lead")).Values.Where(lead => lead.GetProperty("type").GetString() == "opportunity" && (Number(lead, "company_id") is null or 1)).ToList();
        var moves = (await mirror.Control.DumpAsync("account.move")).Values.Where(move => move.GetProperty("state").GetString() == "posted" && Number(move, "company_id") == 1).ToList();

        var accounts = await ListAsync(mirror.Admin, "");

        accounts.Select(Id).Order().ShouldBe(partners.Values.Where(IsCompany).Select(Id).Order());
        foreach (var account in accounts)
        {
            var own = leads.Where(lead => Number(lead, "partner_id") is { } partner && Number(partners[partner], "commercial_partner_id") == Id(account)).ToList();
            var open = own.Where(lead => IsTrue(lead, "active") && Amount(lead, "probability") < 100).ToList();
            account.GetProperty("total_opportunities").GetInt32().ShouldBe(own.Count);
            account.GetProperty("active_opportunities").GetInt32().ShouldBe(open.Count);
            account.GetProperty("pipeline_value").GetDecimal().ShouldBe(open.Sum(lead => Amount(lead, "expected_revenue")));
            account.GetProperty("won_value").GetDecimal().ShouldBe(own.Where(lead => IsTrue(lead, "active") && Amount(lead, "probability") == 100).Sum(lead => Amount(lead, "expected_revenue")));
            account.GetProperty("receivable").GetDecimal().ShouldBe(moves
                .Where(move => Number(move, "commercial_partner_id") == Id(account) && move.GetProperty("payment_state").GetString() is not ("paid" or "in_payment" or "reversed"))
                .Sum(move => Amount(move, "amount_residual_signed")));
        }

        accounts.ShouldContain(account => account.GetProperty("pipeline_value").GetDecimal() > 0);
    }

    [Fact]
    public async Task Filters_find_by_name_city_country_and_salesperson()
    {
        var id = await mirror.CreateAsync("res.partner", new { name = "Quixotic Mills", is_company = true, city = "Zalaegerszeg", country_id = 1, user_id = Uid(Lukas) });
        await mirror.SyncCompletelyAsync();
        var country = (await mirror.Control.DumpAsync("res.country"))[1];

        foreach (var query in new[] { "q=xotic", "city=zalaEGER", $"salesperson_id={Uid(Lukas)}", $"country={country.GetProperty("code").GetString()!.ToLowerInvariant()}" })
            (await ListAsync(mirror.Admin, query)).Select(Id).ShouldContain(id, query);
        (await ListAsync(mirror.Admin, "city=zalaeger&q=nothing like it")).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_account_comes_with_what_belongs_to_it_and_a_member_gets_what_they_may_see()
    {
        var (account, contact) = await CompanyAsync();
        var his = await LeadAsync(contact, Lukas, 100);
        var other = await LeadAsync(contact, Pieter, 50);
        await mirror.SyncCompletelyAsync();
        var activity = (await mirror.Admin.PostAsync("/api/activities", new { res_model = "crm.lead", res_id = his, user_id = Uid(Lukas) })).Expect(HttpStatusCode.Created).Id;

        var all = (await mirror.Admin.GetAsync($"/api/accounts/real/{account}")).Expect(HttpStatusCode.OK);
        var seen = (await (await mirror.SignInAsync(Lukas)).GetAsync($"/api/accounts/real/{account}")).Expect(HttpStatusCode.OK);

        all.Ids("contacts").ShouldBe([contact]);
        all.Ids("opportunities").ShouldBe([other, his]);
        all.Ids("activities").ShouldBe([activity]);
        all["invoices"].GetArrayLength().ShouldBe(0);
        all["pipeline_value"].GetDecimal().ShouldBe(150);
        seen.Ids("opportunities").ShouldBe([his]);
        seen["pipeline_value"].GetDecimal().ShouldBe(100);
        seen["total_opportunities"].GetInt32().ShouldBe(1);
        (await mirror.Admin.GetAsync($"/api/accounts/real/{contact}")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_past_of_an_account_is_that_of_its_leads_which_the_viewer_sees()
    {
        var (account, contact) = await CompanyAsync();
        var his = await LeadAsync(contact, Lukas, 100);
        var other = await LeadAsync(contact, Pieter, 50);
        await mirror.SyncCompletelyAsync();
        await mirror.Control.UpdateAsync("crm.lead", [his, other], new { expected_revenue = 75 });
        await mirror.SyncCompletelyAsync();

        var all = (await mirror.Admin.GetAsync($"/api/accounts/real/{account}/history")).Expect(HttpStatusCode.OK);
        var seen = (await (await mirror.SignInAsync(Lukas)).GetAsync($"/api/accounts/real/{account}/history")).Expect(HttpStatusCode.OK);

        all["history"].EnumerateArray().Select(entry => entry.GetProperty("lead_id").GetInt64()).ShouldBe([his, other], ignoreOrder: true);
        var change = seen["history"].EnumerateArray().ShouldHaveSingleItem();
        (change.GetProperty("lead_name").GetString(), change.GetProperty("field").GetString()).ShouldBe(($"Deal of {Lukas}", "expected_revenue"));
        (await mirror.Admin.GetAsync($"/api/accounts/real/{contact}/history")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_account_is_changed_in_Odoo_under_the_etag_that_it_was_read_with()
    {
        var (account, contact) = await CompanyAsync();
        await mirror.SyncCompletelyAsync();
        var read = await mirror.Admin.GetAsync($"/api/accounts/real/{account}");
        // What belongs to it has changed since, it has not.
        (await mirror.Admin.PatchAsync($"/api/contacts/{contact}", new { function = "Chair" })).Expect(HttpStatusCode.OK);

        var changed = (await mirror.Admin.PatchAsync($"/api/accounts/real/{account}", new { city = "Graz" }, ("If-Match", read.ETag))).Expect(HttpStatusCode.OK);

        changed["contacts"][0].GetProperty("function").GetString().ShouldBe("Chair");
        (await mirror.Control.DumpAsync("res.partner"))[account].GetProperty("city").GetString().ShouldBe("Graz");
        (await mirror.Admin.PatchAsync($"/api/accounts/real/{account}", new { city = "Linz" }, ("If-Match", read.ETag))).Expect(HttpStatusCode.PreconditionFailed);
        (await mirror.Admin.GetAsync($"/api/accounts/real/{account}", ("If-None-Match", changed.ETag))).Expect(HttpStatusCode.NotModified);
    }

    private async Task<(int Account, int Contact)> CompanyAsync()
    {
        var account = await mirror.CreateAsync("res.partner", new { name = "Werk GmbH", is_company = true });
        return (account, await mirror.CreateAsync("res.partner", new { name = "Ada", parent_id = account }));
    }

    private Task<int> LeadAsync(int partner, string login, int revenue) =>
        mirror.CreateAsync("crm.lead", new { name = $"Deal of {login}", type = "opportunity", partner_id = partner, user_id = Uid(login), expected_revenue = revenue, probability = 10 });

    private static async Task<List<JsonElement>> ListAsync(Api api, string query)
    {
        var accounts = new List<JsonElement>();
        for (var cursor = ""; cursor is not null;)
        {
            var page = (await api.GetAsync($"/api/accounts/real?per_page=40&{query}{cursor}")).Expect(HttpStatusCode.OK);
            accounts.AddRange(page["accounts"].EnumerateArray());
            cursor = page["pagination"].GetProperty("next_cursor").GetString() is { } next ? $"&cursor={next}" : null;
        }

        return accounts;
    }

    /// <summary>Of the main company or none, whose records alone an administrator without an Odoo user sees.</summary>
    private static bool IsCompany(JsonElement partner) => IsTrue(partner, "is_company") && IsTrue(partner, "active") && (Number(partner, "company_id") is null or 1);

    private int Uid(string login) => mirror.Odoo.Users.Single(user => user.Login == login).Id;

    private static bool IsTrue(JsonElement row, string field) => row.GetProperty(field).ValueKind == JsonValueKind.True;

    private static decimal Amount(JsonElement row, string field) => row.GetProperty(field) is { ValueKind: JsonValueKind.Number } value ? value.GetDecimal() : 0;

    private static long Id(JsonElement row) => row.GetProperty("id").GetInt64();

    private static long? Number(JsonElement row, string field) => row.GetProperty(field) is { ValueKind: JsonValueKind.Number } value ? value.GetInt64() : null;
}
