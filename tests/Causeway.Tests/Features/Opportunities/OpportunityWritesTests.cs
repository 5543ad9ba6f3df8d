using System.Net;
using System.Text.Json;
using Causeway.Tests.Infrastructure;
using Causeway.Tests.Mirror;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Features.Opportunities;

/// <summary>Opportunities written in the words of the sales shape.</summary>
public sealed class OpportunityWritesTests(SharedMirror shared) : IClassFixture<SharedMirror>
{
    private readonly MirrorServer mirror = shared.Mirror;

    [Fact]
    public async Task An_opportunity_that_is_created_is_one_in_Odoo_by_Odoos_names()
    {
        var body = new { name = "A fleet of desks", value = 12_500.5, expected_close_date = "2026-12-24", stage_id = 2, salesperson_id = Uid("pieter.jansen"), tag_ids = new[] { 1 } };

        var created = (await mirror.Admin.PostAsync("/api/opportunities", body)).Expect(HttpStatusCode.Created);

        created.Header("Location").ShouldBe($"/api/opportunities/{created.Id}");
        created["salesperson"].GetString().ShouldBe("Pieter Jansen");
        var odoo = (await mirror.Control.DumpAsync("crm.lead"))[created.Id];
        odoo.GetProperty("type").GetString().ShouldBe("opportunity");
        odoo.GetProperty("expected_revenue").GetDecimal().ShouldBe(12_500.5m);
        odoo.GetProperty("date_deadline").GetString().ShouldBe("2026-12-24");
    }

    [Fact]
    public async Task What_was_got_can_be_put_back_and_keeps_its_contact_whose_company_is_the_account()
    {
        var account = await mirror.CreateAsync("res.partner", new { name = "Haus AG", is_company = true });
        var contact = await mirror.CreateAsync("res.partner", new { name = "Lotte", parent_id = account });
        var id = await mirror.CreateAsync("crm.lead", new { name = "From Lotte", type = "opportunity", partner_id = contact, user_id = Uid("lukas.berg") });
        await mirror.SyncCompletelyAsync();
        var got = await mirror.Admin.GetAsync($"/api/opportunities/{id}");
        var body = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(got.Text)!;
        body["value"] = JsonSerializer.SerializeToElement(99);

        var put = (await mirror.Admin.PutAsync($"/api/opportunities/{id}", body, ("If-Match", got.ETag))).Expect(HttpStatusCode.OK);

        put["value"].GetInt32().ShouldBe(99);
        put["account_id"].GetInt32().ShouldBe(account);
        (await mirror.Control.DumpAsync("crm.lead"))[id].GetProperty("partner_id").GetInt32().ShouldBe(contact);
    }

    [Fact]
    public async Task A_member_is_the_salesperson_of_what_they_make_and_gives_it_to_nobody()
    {
        var lukas = await mirror.SignInAsync("lukas.berg");

        var made = (await lukas.PostAsync("/api/opportunities", new { name = "Mine", salesperson_id = Uid("pieter.jansen") })).Expect(HttpStatusCode.Created);

        made["salesperson_id"].GetInt32().ShouldBe(Uid("lukas.berg"));
        (await lukas.PutAsync($"/api/opportunities/{made.Id}", new { salesperson_id = Uid("pieter.jansen") })).Expect(HttpStatusCode.Forbidden);
        (await (await mirror.SignInAsync("sofia.rossi")).PutAsync($"/api/opportunities/{made.Id}", new { value = 1 })).Expect(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Every_bad_member_is_named_at_once() =>
        (await mirror.Admin.PostAsync("/api/opportunities", new { value = "much", expected_close_date = "soon", stage = "New" })).Expect(HttpStatusCode.BadRequest)
            .BadFields.ShouldBe(["expected_close_date", "name", "stage", "value"]);

    private int Uid(string login) => mirror.Odoo.Users.Single(user => user.Login == login).Id;
}
