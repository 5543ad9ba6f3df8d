using System.Net;
using System.Text.Json;
using Causeway.Mirror.Catalog;
using Causeway.Tests.Infrastructure;
using Causeway.Tests.Mirror;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Features.Leads;

/// <summary>Writing leads: in Odoo first, by one rule, readable at once, and never over somebody else's change.</summary>
public sealed class LeadWritesTests(SharedMirror shared) : IClassFixture<SharedMirror>, IAsyncLifetime
{
    // One team: Anna, Lukas, Sofia. Another: Pieter.
    private const string Anna = "anna.keller", Lukas = "lukas.berg", Sofia = "sofia.rossi", Pieter = "pieter.jansen";

    private readonly MirrorServer mirror = shared.Mirror;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await mirror.Control.ClearFaultsAsync();

    [Fact]
    public async Task A_lead_that_is_created_is_in_Odoo_and_readable_at_once()
    {
        var body = new
        {
            name = "A big deal",
            type = "opportunity",
            stage_id = 2,
            tag_ids = new[] { 3, 1 },
            expected_revenue = 1234.5,
            probability = 40,
            priority = "2",
            date_deadline = "2026-12-31",
            contact_name = "Ödön von Horváth",
            email_from = "oedoen@example.com",
            phone = "+43 1 000",
            description = "<p>Zwei Worte</p>",
            custom = new { x_studio_score = 7, x_region = "apac" },
        };

        var created = (await mirror.Admin.PostAsync("/api/crm/leads", body)).Expect(HttpStatusCode.Created);

        created.Header("Location").ShouldBe($"/api/crm/leads/{created.Id}");
        var odoo = (await mirror.Control.DumpAsync("crm.lead"))[created.Id];
        odoo.GetProperty("name").GetString().ShouldBe("A big deal");
        odoo.GetProperty("expected_revenue").GetDecimal().ShouldBe(1234.5m);
        odoo.GetProperty("tag_ids").EnumerateArray().Select(tag => tag.GetInt32()).Order().ShouldBe([1, 3]);
        odoo.GetProperty("date_deadline").GetString().ShouldBe("2026-12-31");
        odoo.GetProperty("contact_name").GetString().ShouldBe("Ödön von Horváth");
        odoo.GetProperty("x_studio_score").GetInt32().ShouldBe(7);
        var read = (await mirror.Admin.GetAsync($"/api/crm/leads/{created.Id}")).Expect(HttpStatusCode.OK);
        read.ETag.ShouldBe(created.ETag);
        read["stage"].GetProperty("id").GetInt32().ShouldBe(2);
        read["custom"].GetProperty("x_region").GetString().ShouldBe("apac");
        (await mirror.Admin.GetAsync("/api/crm/leads?q=a big deal")).Ids("leads").ShouldContain(created.Id);
        await mirror.Comparison.ShouldBeEqualAsync(DefaultModels.Lead);
    }

    [Fact]
    public async Task A_member_becomes_the_salesperson_whatever_they_send()
    {
        var lukas = await mirror.SignInAsync(Lukas);

        var without = (await lukas.PostAsync("/api/crm/leads", new { name = "Mine" })).Expect(HttpStatusCode.Created);
        var foreign = (await lukas.PostAsync("/api/crm/leads", new { name = "Mine too", user_id = Uid(Pieter) })).Expect(HttpStatusCode.Created);
        var nobodys = (await lukas.PostAsync("/api/crm/leads", new { name = "And mine", user_id = (int?)null })).Expect(HttpStatusCode.Created);

        foreach (var lead in new[] { without, foreign, nobodys })
            lead["user"].GetProperty("id").GetInt32().ShouldBe(Uid(Lukas));
    }

    [Fact]
    public async Task An_administrator_may_give_a_lead_to_anybody()
    {
        var lead = (await mirror.Admin.PostAsync("/api/crm/leads", new { name = "For Pieter", user_id = Uid(Pieter) })).Expect(HttpStatusCode.Created);

        lead["user"].GetProperty("name").GetString().ShouldBe("Pieter Jansen");
    }

    [Fact]
    public async Task Only_what_is_sent_changes()
    {
        var id = await LeadOfAsync(Lukas, new { phone = "+31 1", expected_revenue = 100, tag_ids = new object[] { new object[] { 6, 0, new[] { 1 } } } });
        var before = (await mirror.Control.DumpAsync("crm.lead"))[id];

        var updated = (await mirror.Admin.PutAsync($"/api/crm/leads/{id}", new { expected_revenue = 250, tag_ids = Array.Empty<int>() })).Expect(HttpStatusCode.OK);

        updated["expected_revenue"].GetDecimal().ShouldBe(250);
        var after = (await mirror.Control.DumpAsync("crm.lead"))[id];
        foreach (var field in new[] { "name", "phone", "user_id", "stage_id", "priority", "description" })
            after.GetProperty(field).ToString().ShouldBe(before.GetProperty(field).ToString(), field);
        updated["tags"].GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Null_empties_a_field()
    {
        var id = await LeadOfAsync(Lukas, new { phone = "+31 1", date_deadline = "2026-01-31" });

        var updated = (await mirror.Admin.PutAsync($"/api/crm/leads/{id}", new { phone = (string?)null, date_deadline = (string?)null, user_id = (int?)null })).Expect(HttpStatusCode.OK);

        foreach (var member in new[] { "phone", "date_deadline", "user" })
            updated[member].ValueKind.ShouldBe(JsonValueKind.Null, member);
    }

    [Fact]
    public async Task What_was_got_can_be_put_back()
    {
        var id = await LeadOfAsync(Lukas, new { phone = "+31 1", description = "<p>As it is</p>", partner_id = 5 });
        var got = await mirror.Admin.GetAsync($"/api/crm/leads/{id}");

        var put = (await mirror.Admin.PutAsync($"/api/crm/leads/{id}", got.Json)).Expect(HttpStatusCode.OK);

        put.ETag.ShouldBe(got.ETag);
    }

    [Fact]
    public async Task What_was_got_can_be_put_back_with_one_member_changed()
    {
        var id = await LeadOfAsync(Lukas);
        var got = await mirror.Admin.GetAsync($"/api/crm/leads/{id}");
        var changed = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(got.Text)!;
        changed["name"] = JsonSerializer.SerializeToElement("Changed in a form");

        (await mirror.Admin.PutAsync($"/api/crm/leads/{id}", changed)).Expect(HttpStatusCode.OK)["name"].GetString().ShouldBe("Changed in a form");
    }

    [Fact]
    public async Task A_read_only_member_with_another_value_is_refused_and_nothing_is_written()
    {
        var id = await LeadOfAsync(Lukas);

        var answer = await mirror.Admin.PutAsync($"/api/crm/leads/{id}", new { name = "Not written", stage = new { id = 3, name = "Proposition" }, write_date = "2020-01-01T00:00:00Z" });

        answer.Expect(HttpStatusCode.BadRequest).BadFields.ShouldBe(["stage", "write_date"]);
        (await mirror.Control.DumpAsync("crm.lead"))[id].GetProperty("name").GetString().ShouldBe("Lead");
    }

    [Fact]
    public async Task The_partner_whose_email_Odoo_changes_with_the_leads_is_read_back_too()
    {
        var partner = await mirror.CreateAsync("res.partner", new { name = "Companion", email = "before@example.com" });
        var id = await LeadOfAsync(Lukas, new { partner_id = partner });

        (await mirror.Admin.PutAsync($"/api/crm/leads/{id}", new { email_from = "after@example.com" })).Expect(HttpStatusCode.OK);

        (await mirror.Control.DumpAsync("res.partner"))[partner].GetProperty("email").GetString().ShouldBe("after@example.com");
        (await mirror.Comparison.MirrorRowsAsync(DefaultModels.Partner))[partner]["email"].ShouldBe("after@example.com");
    }

    [Fact]
    public async Task Its_salesperson_may_write_a_lead_and_a_colleague_who_sees_it_may_not()
    {
        var id = await LeadOfAsync(Lukas);

        (await (await mirror.SignInAsync(Lukas)).PutAsync($"/api/crm/leads/{id}", new { name = "By its owner" })).Expect(HttpStatusCode.OK);
        (await (await mirror.SignInAsync(Sofia)).PutAsync($"/api/crm/leads/{id}", new { name = "By a colleague" })).Expect(HttpStatusCode.Forbidden);
        (await (await mirror.SignInAsync(Pieter)).PutAsync($"/api/crm/leads/{id}", new { name = "By a stranger" })).Expect(HttpStatusCode.NotFound);

        (await mirror.Control.DumpAsync("crm.lead"))[id].GetProperty("name").GetString().ShouldBe("By its owner");
    }

    [Fact]
    public async Task A_member_cannot_give_a_lead_away()
    {
        var id = await LeadOfAsync(Lukas);
        var lukas = await mirror.SignInAsync(Lukas);

        (await lukas.PutAsync($"/api/crm/leads/{id}", new { user_id = Uid(Sofia) })).Expect(HttpStatusCode.Forbidden);
        (await lukas.PutAsync($"/api/crm/leads/{id}", new { user_id = (int?)null })).Expect(HttpStatusCode.Forbidden);
        (await lukas.PutAsync($"/api/crm/leads/{id}", new { user_id = Uid(Lukas), name = "Kept" })).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Nobodys_lead_is_written_by_who_takes_it()
    {
        var id = await mirror.CreateAsync("crm.lead", new { name = "Nobody's", user_id = false, team_id = false });
        await mirror.SyncCompletelyAsync();
        var lukas = await mirror.SignInAsync(Lukas);

        (await lukas.PutAsync($"/api/crm/leads/{id}", new { name = "Just a name" })).Expect(HttpStatusCode.Forbidden);
        (await lukas.PutAsync($"/api/crm/leads/{id}", new { user_id = Uid(Sofia) })).Expect(HttpStatusCode.Forbidden);
        var taken = (await lukas.PutAsync($"/api/crm/leads/{id}", new { user_id = Uid(Lukas) })).Expect(HttpStatusCode.OK);

        taken["user"].GetProperty("id").GetInt32().ShouldBe(Uid(Lukas));
    }

    [Fact]
    public async Task A_manager_writes_and_assigns_within_their_team()
    {
        var (own, foreign) = (await LeadOfAsync(Lukas), await LeadOfAsync(Pieter));
        await mirror.SignInAsync(Anna);
        var users = (await mirror.Admin.GetAsync("/api/auth/users?q=anna"))["users"];
        (await mirror.Admin.PatchAsync($"/api/auth/users/{users[0].GetProperty("id").GetString()}", new { role = "manager" })).Expect(HttpStatusCode.OK);
        var anna = await Api.SignInAsync(mirror.Server.Client, "/api/login", new { username = Anna, api_key = mirror.Odoo.Users.Single(user => user.Login == Anna).ApiKey });

        (await anna.PutAsync($"/api/crm/leads/{own}", new { user_id = Uid(Sofia) })).Expect(HttpStatusCode.OK);
        (await anna.PutAsync($"/api/crm/leads/{own}", new { user_id = Uid(Pieter) })).Expect(HttpStatusCode.Forbidden);
        (await anna.PutAsync($"/api/crm/leads/{foreign}", new { name = "Not hers" })).Expect(HttpStatusCode.NotFound);
        (await anna.PostAsync("/api/crm/leads", new { name = "For Sofia", user_id = Uid(Sofia) })).Expect(HttpStatusCode.Created)["user"].GetProperty("id").GetInt32().ShouldBe(Uid(Sofia));
    }

    [Fact]
    public async Task Only_an_administrator_deletes_and_then_the_lead_is_gone_on_both_sides()
    {
        var id = await LeadOfAsync(Lukas);
        (await (await mirror.SignInAsync(Lukas)).DeleteAsync($"/api/crm/leads/{id}")).Expect(HttpStatusCode.Forbidden);

        (await mirror.Admin.DeleteAsync($"/api/crm/leads/{id}")).Expect(HttpStatusCode.NoContent);

        (await mirror.Control.DumpAsync("crm.lead")).Keys.ShouldNotContain(id);
        (await mirror.Admin.GetAsync($"/api/crm/leads/{id}")).Expect(HttpStatusCode.NotFound);
        (await mirror.Admin.DeleteAsync($"/api/crm/leads/{id}")).Expect(HttpStatusCode.NotFound);
        (await mirror.Admin.PutAsync($"/api/crm/leads/{id}", new { name = "A ghost" })).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_was_deleted_in_Odoo_meanwhile_is_a_404_and_gone_here()
    {
        var id = await LeadOfAsync(Lukas);
        await mirror.Raw.CallAsync("crm.lead", "unlink", ids: [id]);

        (await mirror.Admin.PutAsync($"/api/crm/leads/{id}", new { name = "Too late" })).Expect(HttpStatusCode.NotFound);

        (await mirror.Admin.GetAsync($"/api/crm/leads/{id}")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task With_the_ETag_of_what_one_read_a_write_goes_through()
    {
        var id = await LeadOfAsync(Lukas);
        var etag = (await mirror.Admin.GetAsync($"/api/crm/leads/{id}")).ETag;

        var first = (await mirror.Admin.PutAsync($"/api/crm/leads/{id}", new { name = "First" }, ("If-Match", etag))).Expect(HttpStatusCode.OK);

        (await mirror.Admin.PutAsync($"/api/crm/leads/{id}", new { name = "Second" }, ("If-Match", first.ETag))).Expect(HttpStatusCode.OK);
        (await mirror.Admin.PutAsync($"/api/crm/leads/{id}", new { name = "Any" }, ("If-Match", "*"))).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_change_in_Odoo_that_nobody_has_seen_yet_stops_a_write_and_is_shown()
    {
        var id = await LeadOfAsync(Lukas);
        var etag = (await mirror.Admin.GetAsync($"/api/crm/leads/{id}")).ETag;
        mirror.Clock.Advance(TimeSpan.FromSeconds(1));
        await mirror.WriteAsync("crm.lead", id, new { name = "A colleague was faster" });

        var answer = (await mirror.Admin.PutAsync($"/api/crm/leads/{id}", new { name = "Mine" }, ("If-Match", etag))).Expect(HttpStatusCode.PreconditionFailed);

        answer["current"].GetProperty("name").GetString().ShouldBe("A colleague was faster");
        answer["current"].GetProperty("id").GetInt32().ShouldBe(id);
        (await mirror.Control.DumpAsync("crm.lead"))[id].GetProperty("name").GetString().ShouldBe("A colleague was faster");
        (await mirror.Admin.PutAsync($"/api/crm/leads/{id}", new { name = "Mine" }, ("If-Match", answer.ETag))).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_delete_is_stopped_by_a_change_too()
    {
        var id = await LeadOfAsync(Lukas);
        var etag = (await mirror.Admin.GetAsync($"/api/crm/leads/{id}")).ETag;
        await mirror.WriteAsync("crm.lead", id, new { name = "Still wanted" });

        (await mirror.Admin.DeleteAsync($"/api/crm/leads/{id}", ("If-Match", etag))).Expect(HttpStatusCode.PreconditionFailed);

        (await mirror.Control.DumpAsync("crm.lead")).Keys.ShouldContain(id);
    }

    [Theory]
    [InlineData("stage_id")]
    [InlineData("partner_id")]
    [InlineData("user_id")]
    [InlineData("team_id")]
    public async Task What_Odoo_refuses_is_a_422_in_its_own_words(string field)
    {
        var id = await LeadOfAsync(Lukas);
        var bad = new Dictionary<string, object> { [field] = 99_999, ["name"] = "Refused" };

        var update = (await mirror.Admin.PutAsync($"/api/crm/leads/{id}", bad)).Expect(HttpStatusCode.UnprocessableEntity);
        var create = (await mirror.Admin.PostAsync("/api/crm/leads", bad)).Expect(HttpStatusCode.UnprocessableEntity);

        var refusal = await Should.ThrowAsync<Causeway.Tests.Sandbox.OdooFault>(() => mirror.WriteAsync("crm.lead", id, bad));
        refusal.Text.ShouldContain(update["detail"].GetString()!.Split(':')[0]);
        create["detail"].GetString().ShouldNotBeNullOrEmpty();
        (await mirror.Control.DumpAsync("crm.lead"))[id].GetProperty("name").GetString().ShouldBe("Lead");
    }

    [Fact]
    public async Task With_Odoo_down_nothing_is_written_and_the_answer_says_when_to_come_back()
    {
        var id = await LeadOfAsync(Lukas);
        await mirror.Control.FaultAsync(new { kind = "status", status = 503, retry_after = 7 });

        var answer = (await mirror.Admin.PutAsync($"/api/crm/leads/{id}", new { name = "Not now" })).Expect(HttpStatusCode.ServiceUnavailable);

        answer.Header("Retry-After").ShouldBe("7");
        answer["error"].GetString().ShouldBe(answer["detail"].GetString());
        (await mirror.Admin.GetAsync($"/api/crm/leads/{id}"))["name"].GetString().ShouldBe("Lead");
        // A run by hand asks Odoo at once, which is left alone else; the other tests here write to it.
        await mirror.Control.ClearFaultsAsync();
        await mirror.SyncCompletelyAsync();
    }

    [Fact]
    public async Task An_Odoo_that_does_not_answer_is_a_504()
    {
        var id = await LeadOfAsync(Lukas);
        await mirror.Control.FaultAsync(new { kind = "latency", model = "crm.lead", method = "write", milliseconds = 3_600_000 });
        var waits = mirror.Clock.NextWaitAsync(TimeSpan.FromSeconds(120));
        var put = mirror.Admin.PutAsync($"/api/crm/leads/{id}", new { name = "Slow" });
        await waits;

        mirror.Clock.Advance(TimeSpan.FromSeconds(120));

        (await put).Expect(HttpStatusCode.GatewayTimeout);
    }

    [Fact]
    public async Task Every_bad_member_is_named_at_once()
    {
        var answer = await mirror.Admin.PostAsync("/api/crm/leads", new
        {
            type = "deal",
            stage_id = "two",
            tag_ids = new object[] { 1, "x" },
            expected_revenue = "much",
            probability = 101,
            priority = "9",
            date_deadline = "31.01.2026",
            active = "yes",
            email_from = 5,
            colour = "red",
            custom = new { x_studio_score = 1.5, x_unknown = 1 },
        });

        answer.Expect(HttpStatusCode.BadRequest).BadFields.ShouldBe(
        [
            "active", "colour", "custom.x_studio_score", "custom.x_unknown", "date_deadline", "email_from", "expected_revenue",
            "name", "priority", "probability", "stage_id", "tag_ids", "type",
        ]);
    }

    [Theory]
    [InlineData("{\"name\": \"Twice\", \"name\": \"Once\"}")]
    [InlineData("{\"name\": \"Cut off")]
    [InlineData("{\"name\": \"Comma\",}")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("{\"name\": \"Nul \\u0000 in it\"}")]
    [InlineData("{\"name\": \"Half a pair \\ud800\"}")]
    [InlineData("{\"name\": \"  \"}")]
    [InlineData("{\"name\": \"Huge\", \"expected_revenue\": 1e400}")]
    [InlineData("{\"name\": \"Not a number\", \"expected_revenue\": NaN}")]
    [InlineData("{\"name\": \"Beyond 32 bits\", \"stage_id\": 4294967297}")]
    public async Task A_body_that_is_not_what_it_should_be_is_a_400_and_creates_nothing(string body)
    {
        var before = (await mirror.Control.DumpAsync("crm.lead")).Count;

        var answer = await SendAsync(HttpMethod.Post, "/api/crm/leads", body);

        answer.Expect(HttpStatusCode.BadRequest).ContentHeaders.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await mirror.Control.DumpAsync("crm.lead")).Count.ShouldBe(before);
    }

    [Fact]
    public async Task A_body_that_nests_too_deep_is_a_400() =>
        (await SendAsync(HttpMethod.Post, "/api/crm/leads", $"{{\"name\": {new string('[', 200)}{new string(']', 200)}}}")).Expect(HttpStatusCode.BadRequest);

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task A_body_of_another_kind_is_a_415(string type) =>
        (await SendAsync(HttpMethod.Post, "/api/crm/leads", "{\"name\": \"Text\"}", type)).Expect(HttpStatusCode.UnsupportedMediaType);

    private Task<ApiAnswer> SendAsync(HttpMethod method, string path, string body, string type = "application/json") =>
        mirror.Admin.SendAsync(method, path, new StringContent(body, System.Text.Encoding.UTF8, type));

    private async Task<int> LeadOfAsync(string login, object? more = null)
    {
        var values = JsonSerializer.SerializeToElement(more ?? new { }).EnumerateObject().ToDictionary(member => member.Name, member => (object)member.Value);
        var id = await mirror.CreateAsync("crm.lead", new Dictionary<string, object>(values) { ["name"] = "Lead", ["user_id"] = Uid(login) });
        await mirror.SyncCompletelyAsync();
        return id;
    }

    private int Uid(string login) => mirror.Odoo.Users.Single(user => user.Login == login).Id;
}
