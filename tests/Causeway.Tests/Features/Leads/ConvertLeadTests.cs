using System.Net;
using System.Text.Json;
using Causeway.Mirror.Catalog;
using Causeway.Tests.Infrastructure;
using Causeway.Tests.Mirror;
using Dapper;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Features.Leads;

/// <summary>A lead becomes an opportunity as it does in Odoo, and keeps what nobody wants changed.</summary>
[Collection(LeadsMirror.Name)]
public sealed class ConvertLeadTests(SharedMirror shared)
{
    private const string Lukas = "lukas.berg", Sofia = "sofia.rossi", Pieter = "pieter.jansen";

    private readonly MirrorServer mirror = shared.Mirror;

    [Fact]
    public async Task It_keeps_its_customer_salesperson_and_team_where_no_other_is_named()
    {
        var partner = await mirror.CreateAsync("res.partner", new { name = "Kept" });
        var id = await mirror.LeadAsync(Lukas, new { type = "lead", partner_id = partner, team_id = 2 });

        var converted = (await mirror.Admin.PostAsync(Route(id))).Expect(HttpStatusCode.OK);

        converted["type"].GetString().ShouldBe("opportunity");
        (converted["partner"].GetProperty("id").GetInt32(), converted["user"].GetProperty("id").GetInt32(), converted["team"].GetProperty("id").GetInt32()).ShouldBe((partner, mirror.Uid(Lukas), 2));
        (await mirror.InOdooAsync(id)).GetProperty("date_conversion").ValueKind.ShouldBe(JsonValueKind.String);
        (await mirror.Admin.GetAsync($"/api/opportunities/{id}")).Expect(HttpStatusCode.OK);
        await mirror.Comparison.ShouldBeEqualAsync(DefaultModels.Lead);
    }

    [Fact]
    public async Task Customer_salesperson_and_team_are_set_where_they_are_named_and_the_customer_is_read_back()
    {
        var partner = await mirror.CreateAsync("res.partner", new { name = "A customer that the mirror has not seen" });
        var id = await mirror.LeadAsync(Lukas, new { type = "lead" });

        var converted = (await mirror.Admin.PostAsync(Route(id), new { partner_id = partner, user_id = mirror.Uid(Sofia), team_id = 2 })).Expect(HttpStatusCode.OK);

        converted["partner"].GetProperty("name").GetString().ShouldBe("A customer that the mirror has not seen");
        (converted["user"].GetProperty("id").GetInt32(), converted["team"].GetProperty("id").GetInt32()).ShouldBe((mirror.Uid(Sofia), 2));
    }

    [Fact]
    public async Task What_is_an_opportunity_won_or_lost_is_a_409_and_stays_as_it_is()
    {
        var opportunity = await mirror.LeadAsync(Lukas, new { type = "opportunity" });
        var lost = await mirror.LeadAsync(Lukas, new { type = "lead", active = false });
        var won = await mirror.LeadAsync(Lukas, new { type = "lead" });
        (await mirror.Admin.PostAsync($"/api/crm/leads/{won}/won")).Expect(HttpStatusCode.OK);

        foreach (var (id, word) in new[] { (opportunity, "already"), (lost, "restore"), (won, "won") })
        {
            var before = (await mirror.InOdooAsync(id)).ToString();
            (await mirror.Admin.PostAsync(Route(id), new { partner_id = 5 })).Expect(HttpStatusCode.Conflict)["detail"].GetString()!.ShouldContain(word);
            (await mirror.InOdooAsync(id)).ToString().ShouldBe(before);
        }
    }

    [Fact]
    public async Task The_writing_rule_holds()
    {
        var id = await mirror.LeadAsync(Lukas, new { type = "lead" });
        var lukas = await mirror.SignInAsync(Lukas);

        (await (await mirror.SignInAsync(Sofia)).PostAsync(Route(id))).Expect(HttpStatusCode.Forbidden);
        (await (await mirror.SignInAsync(Pieter)).PostAsync(Route(id))).Expect(HttpStatusCode.NotFound);
        (await lukas.PostAsync(Route(id), new { user_id = mirror.Uid(Sofia) })).Expect(HttpStatusCode.Forbidden);
        (await lukas.PostAsync(Route(id), new { user_id = mirror.Uid(Lukas) })).Expect(HttpStatusCode.OK)["type"].GetString().ShouldBe("opportunity");
    }

    [Fact]
    public async Task What_Odoo_refuses_is_a_422_in_its_words_and_on_record()
    {
        var id = await mirror.LeadAsync(Lukas, new { type = "lead" });

        (await mirror.Admin.PostAsync(Route(id), new { partner_id = 999_999 })).Expect(HttpStatusCode.UnprocessableEntity)["detail"].GetString().ShouldNotBeNullOrEmpty();

        (await mirror.InOdooAsync(id)).GetProperty("type").GetString().ShouldBe("lead");
        await using var db = await mirror.Database.OpenConnectionAsync();
        (await db.QuerySingleAsync<string>($"select method || ' ' || outcome from causeway.write_log where ids = array[{id}]::bigint[]")).ShouldBe("crm.lead2opportunity.partner.action_apply refused");
    }

    [Theory]
    [InlineData("""{"partner_id": 0}""", "partner_id")]
    [InlineData("""{"user_id": 4294967297, "team_id": -1}""", "team_id", "user_id")]
    [InlineData("""{"partner": 1}""", "partner")]
    public async Task A_body_that_is_not_what_it_should_be_is_a_400(string body, params string[] fields) =>
        (await mirror.Admin.SendAsync(HttpMethod.Post, Route(1), new StringContent(body, System.Text.Encoding.UTF8, "application/json"))).Expect(HttpStatusCode.BadRequest).BadFields.ShouldBe(fields);

    private static string Route(long id) => $"/api/crm/leads/{id}/convert";
}
