using System.Net;
using System.Text.Json;
using Causeway.Mirror.Catalog;
using Causeway.Tests.Infrastructure;
using Causeway.Tests.Mirror;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Features.Activities;

/// <summary>Activities: planned, changed, done and cancelled in Odoo first, and shown by the visibility rule.</summary>
public sealed class ActivitiesEndpointsTests(SharedMirror shared) : IClassFixture<SharedMirror>
{
    private const string Lukas = "lukas.berg", Sofia = "sofia.rossi", Pieter = "pieter.jansen";

    private readonly MirrorServer mirror = shared.Mirror;

    [Fact]
    public async Task An_activity_that_is_planned_is_in_Odoo_and_readable_at_once()
    {
        var lead = await LeadAsync(Lukas);
        var lukas = await mirror.SignInAsync(Lukas);

        var created = (await lukas.PostAsync("/api/activities", new { res_model = "crm.lead", res_id = lead, summary = "Call back", activity_type_id = 2, date_deadline = "2099-01-31" })).Expect(HttpStatusCode.Created);

        created["user"].GetProperty("id").GetInt32().ShouldBe(Uid(Lukas));
        created["res_name"].GetString().ShouldBe("An opportunity");
        created["state"].GetString().ShouldBe("planned");
        var odoo = (await mirror.Control.DumpAsync("mail.activity"))[created.Id];
        odoo.GetProperty("res_model").GetString().ShouldBe("crm.lead");
        odoo.GetProperty("res_id").GetInt32().ShouldBe(lead);
        var list = (await lukas.GetAsync($"/api/activities/opportunity/{lead}")).Expect(HttpStatusCode.OK);
        list["opportunity_id"].GetInt32().ShouldBe(lead);
        list["count"].GetInt32().ShouldBe(1);
        list.Ids("activities").ShouldBe([created.Id]);
        (await lukas.GetAsync(created.Header("Location")!)).ETag.ShouldBe(created.ETag);
        await mirror.Comparison.ShouldBeEqualAsync(DefaultModels.Activity);
    }

    [Theory]
    [InlineData("overdue", -1)]
    [InlineData("today", 0)]
    [InlineData("planned", 1)]
    public async Task A_deadline_makes_it_overdue_due_today_or_planned(string state, int days)
    {
        var id = await ActivityAsync(Lukas, await LeadAsync(Lukas), Day(days));

        foreach (var due in new[] { "overdue", "today", "planned" })
            (await IdsAsync($"due={due}")).Contains(id).ShouldBe(due == state);
        (await mirror.Admin.GetAsync($"/api/activities/{id}"))["state"].GetString().ShouldBe(state);
    }

    [Fact]
    public async Task Filters_hold_what_Odoo_has()
    {
        var id = await ActivityAsync(Lukas, await LeadAsync(Lukas), Day(3));
        var rows = (await mirror.Control.DumpAsync("mail.activity")).Values.ToList();

        (await IdsAsync($"user_id={Uid(Lukas)}")).Order().ShouldBe(rows.Where(row => Number(row, "user_id") == Uid(Lukas)).Select(Id).Order());
        (await IdsAsync("model=crm.lead")).Order().ShouldBe(rows.Where(row => row.GetProperty("res_model").GetString() == "crm.lead").Select(Id).Order());
        var type = (await mirror.Admin.GetAsync($"/api/activities/{id}"))["activity_type"];
        var ofType = await IdsAsync($"type={type.GetProperty("name").GetString()!.ToUpperInvariant()}");
        ofType.Order().ShouldBe(rows.Where(row => Number(row, "activity_type_id") == type.GetProperty("id").GetInt64()).Select(Id).Order());
    }

    [Fact]
    public async Task Done_is_done_by_Odoos_own_method_which_leaves_a_message()
    {
        var lead = await LeadAsync(Lukas);
        var id = await ActivityAsync(Lukas, lead, Day(1));
        var lukas = await mirror.SignInAsync(Lukas);

        (await lukas.PostAsync($"/api/activities/{id}/done", new { feedback = "They said yes" })).Expect(HttpStatusCode.NoContent);

        (await mirror.Control.DumpAsync("mail.activity")).Keys.ShouldNotContain(id);
        (await mirror.Control.DumpAsync("mail.message")).Values.ShouldContain(message =>
            Number(message, "res_id") == lead && message.GetProperty("body").ToString().Contains("They said yes", StringComparison.Ordinal));
        (await lukas.GetAsync($"/api/activities/{id}")).Expect(HttpStatusCode.NotFound);
        (await lukas.GetAsync($"/api/activities/opportunity/{lead}"))["count"].GetInt32().ShouldBe(0);
        (await lukas.PostAsync($"/api/activities/{id}/done")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task It_is_changed_and_cancelled_by_whom_it_is_assigned_to_and_not_by_a_colleague()
    {
        var id = await ActivityAsync(Lukas, await LeadAsync(Lukas), Day(1));
        var (lukas, sofia, pieter) = (await mirror.SignInAsync(Lukas), await mirror.SignInAsync(Sofia), await mirror.SignInAsync(Pieter));

        (await sofia.PatchAsync($"/api/activities/{id}", new { summary = "Not mine" })).Expect(HttpStatusCode.Forbidden);
        (await sofia.PostAsync($"/api/activities/{id}/done")).Expect(HttpStatusCode.Forbidden);
        (await sofia.DeleteAsync($"/api/activities/{id}")).Expect(HttpStatusCode.Forbidden);
        (await pieter.DeleteAsync($"/api/activities/{id}")).Expect(HttpStatusCode.NotFound);
        (await lukas.PatchAsync($"/api/activities/{id}", new { user_id = Uid(Pieter) })).Expect(HttpStatusCode.Forbidden);
        (await lukas.PatchAsync($"/api/activities/{id}", new { date_deadline = Day(9) })).Expect(HttpStatusCode.OK)["date_deadline"].GetString().ShouldBe(Day(9));
        (await lukas.DeleteAsync($"/api/activities/{id}")).Expect(HttpStatusCode.NoContent);
        (await mirror.Control.DumpAsync("mail.activity")).Keys.ShouldNotContain(id);
    }

    [Fact]
    public async Task What_it_is_about_is_shown_only_where_that_may_be_seen()
    {
        var lead = await LeadAsync(Pieter);
        var id = await ActivityAsync(Lukas, lead, Day(1));
        var lukas = await mirror.SignInAsync(Lukas);

        var his = (await lukas.GetAsync($"/api/activities/{id}")).Expect(HttpStatusCode.OK);

        his["res_id"].ValueKind.ShouldBe(JsonValueKind.Null);
        his["res_name"].ValueKind.ShouldBe(JsonValueKind.Null);
        (await mirror.Admin.GetAsync($"/api/activities/{id}"))["res_id"].GetInt32().ShouldBe(lead);
        (await lukas.GetAsync($"/api/activities/opportunity/{lead}")).Expect(HttpStatusCode.NotFound);
        (await lukas.PostAsync("/api/activities", new { res_model = "crm.lead", res_id = lead })).Expect(HttpStatusCode.BadRequest).BadFields.ShouldBe(["res_id"]);
        (await lukas.PostAsync("/api/activities", new { res_model = "res.company", res_id = 1 })).Expect(HttpStatusCode.BadRequest).BadFields.ShouldBe(["res_id"]);
    }

    [Fact]
    public async Task Every_bad_member_is_named_at_once() =>
        (await mirror.Admin.PostAsync("/api/activities", new { res_id = "x", date_deadline = "tomorrow", done = true })).Expect(HttpStatusCode.BadRequest)
            .BadFields.ShouldBe(["date_deadline", "done", "res_id", "res_model"]);

    private async Task<int> LeadAsync(string login)
    {
        var id = await mirror.CreateAsync("crm.lead", new { name = "An opportunity", type = "opportunity", user_id = Uid(login) });
        await mirror.SyncCompletelyAsync();
        return id;
    }

    private async Task<long> ActivityAsync(string login, int lead, string deadline) => (await mirror.Admin.PostAsync(
        "/api/activities", new { res_model = "crm.lead", res_id = lead, user_id = Uid(login), date_deadline = deadline, activity_type_id = 2 })).Expect(HttpStatusCode.Created).Id;

    private async Task<long[]> IdsAsync(string query)
    {
        var ids = new List<long>();
        for (var cursor = ""; cursor is not null;)
        {
            var page = (await mirror.Admin.GetAsync($"/api/activities?per_page=100&{query}{cursor}")).Expect(HttpStatusCode.OK);
            ids.AddRange(page.Ids("activities"));
            cursor = page["pagination"].GetProperty("next_cursor").GetString() is { } next ? $"&cursor={next}" : null;
        }

        return [.. ids];
    }

    private string Day(int days) => DateOnly.FromDateTime(mirror.Clock.GetUtcNow().UtcDateTime).AddDays(days).ToString("O", System.Globalization.CultureInfo.InvariantCulture);

    private int Uid(string login) => mirror.Odoo.Users.Single(user => user.Login == login).Id;

    private static long Id(JsonElement row) => row.GetProperty("id").GetInt64();

    private static long? Number(JsonElement row, string field) => row.GetProperty(field) is { ValueKind: JsonValueKind.Number } value ? value.GetInt64() : null;
}
