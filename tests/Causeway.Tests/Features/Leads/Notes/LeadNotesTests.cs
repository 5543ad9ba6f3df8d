using System.Net;
using System.Text.Json;
using Causeway.Tests.Infrastructure;
using Causeway.Tests.Mirror;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Features.Leads.Notes;

/// <summary>A lead's chatter: read as Odoo has it, written to as Odoo's people would.</summary>
[Collection(LeadsMirror.Name)]
public sealed class LeadNotesTests(SharedMirror shared) : IAsyncLifetime
{
    private const string Lukas = "lukas.berg", Sofia = "sofia.rossi", Pieter = "pieter.jansen";

    private readonly MirrorServer mirror = shared.Mirror;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        mirror.Clock.Skips = TimeSpan.Zero;
        await mirror.Control.ClearFaultsAsync();
    }

    [Fact]
    public async Task A_note_is_in_Odoo_and_in_the_list_at_once()
    {
        var id = await mirror.LeadAsync(Lukas);

        var added = (await mirror.Admin.PostAsync(Route(id), new { text = "Called & left\na <message>" })).Expect(HttpStatusCode.Created);

        added.Header("Location").ShouldBe(Route(id));
        (added["text"].GetString(), added["html"].GetString()).ShouldBe(("Called & left\na <message>", "<p>Called &amp; left<br>a &lt;message&gt;</p>"));
        (added["type"].GetString(), added["subtype"].GetProperty("name").GetString()).ShouldBe(("comment", "Note"));
        added["author"].GetProperty("name").GetString().ShouldBe((await NameAsync(mirror.Odoo.Admin.Id)));
        var inOdoo = (await mirror.Control.DumpAsync("mail.message"))[added.Id];
        (inOdoo.GetProperty("model").GetString(), inOdoo.GetProperty("res_id").GetInt64()).ShouldBe(("crm.lead", id));
        var listed = (await mirror.Admin.GetAsync(Route(id))).Expect(HttpStatusCode.OK);
        listed["notes"][0].ToString().ShouldBe(added.Json.ToString());
        listed["notes"][1].GetProperty("type").GetString().ShouldBe("notification");
    }

    [Fact]
    public async Task It_is_written_by_who_has_credentials_of_their_own()
    {
        var id = await mirror.LeadAsync(Lukas);
        var user = mirror.Odoo.Users.Single(one => one.Login == Lukas);
        var lukas = await mirror.SignInAsync(Lukas);
        (await lukas.PostAsync("/api/profile/odoo-credentials", new { odoo_username = Lukas, odoo_password = user.ApiKey, odoo_database = mirror.Odoo.Database })).Expect(HttpStatusCode.OK);

        var added = (await lukas.PostAsync(Route(id), new { text = "Mine" })).Expect(HttpStatusCode.Created);

        added["author"].GetProperty("name").GetString().ShouldBe(await NameAsync(user.Id));
        (await lukas.DeleteAsync("/api/profile/odoo-credentials")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_strangers_left_there_can_do_no_harm()
    {
        var id = await mirror.LeadAsync(Lukas);
        var message = await mirror.CreateAsync("mail.message", new { model = "crm.lead", res_id = id, message_type = "email", body = "x", email_from = "mallory@example.com" });
        await mirror.Control.UpdateAsync("mail.message", [message], new { body = "<p onclick='a()'>Hi<img src=x onerror=alert(1)><a href='javascript:alert(1)'>there</a><svg/onload=alert(2)></p>" });

        var note = (await mirror.Admin.GetAsync(Route(id))).Expect(HttpStatusCode.OK)["notes"][0];

        note.GetProperty("html").GetString().ShouldBe("<p>Hi<a>there</a></p>");
        note.GetProperty("text").GetString().ShouldBe("Hithere");
        (note.GetProperty("author").ValueKind, note.GetProperty("email_from").GetString()).ShouldBe((JsonValueKind.Null, "mallory@example.com"));
    }

    [Fact]
    public async Task It_is_read_by_who_may_read_the_lead_and_written_to_by_who_may_write_it()
    {
        var id = await mirror.LeadAsync(Lukas);
        var (sofia, pieter) = (await mirror.SignInAsync(Sofia), await mirror.SignInAsync(Pieter));

        (await sofia.GetAsync(Route(id))).Expect(HttpStatusCode.OK);
        (await sofia.PostAsync(Route(id), new { text = "Not hers" })).Expect(HttpStatusCode.Forbidden);
        (await pieter.GetAsync(Route(id))).Expect(HttpStatusCode.NotFound);
        (await pieter.PostAsync(Route(id), new { text = "Not his" })).Expect(HttpStatusCode.NotFound);
        (await (await mirror.SignInAsync(Lukas)).PostAsync(Route(id), new { text = "His" })).Expect(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("desc")]
    [InlineData("asc")]
    public async Task Pages_by_number_and_by_cursor_have_every_note_once(string order)
    {
        var id = await mirror.LeadAsync(Lukas);
        for (var n = 0; n < 4; n++)
            await mirror.Raw.CallAsync("crm.lead", "message_post", new { body = $"Note {n}" }, [(int)id]);
        var all = (await mirror.Admin.GetAsync($"{Route(id)}?sort_order={order}")).Ids("notes");
        var (byNumber, byCursor, next) = (new List<long>(), new List<long>(), "");

        for (var page = 1; page <= 3; page++)
            byNumber.AddRange((await mirror.Admin.GetAsync($"{Route(id)}?sort_order={order}&per_page=2&page={page}")).Expect(HttpStatusCode.OK).Ids("notes"));
        do
        {
            var answer = (await mirror.Admin.GetAsync($"{Route(id)}?sort_order={order}&per_page=2&count=none{next}")).Expect(HttpStatusCode.OK);
            byCursor.AddRange(answer.Ids("notes"));
            next = answer["pagination"].GetProperty("next_cursor").GetString() is { } cursor ? $"&cursor={cursor}" : "";
        }
        while (next.Length > 0);

        all.Length.ShouldBe(5);
        all.ShouldBeInOrder(order == "asc" ? SortDirection.Ascending : SortDirection.Descending);
        byNumber.ShouldBe(all);
        byCursor.ShouldBe(all);
        (await mirror.Admin.GetAsync($"{Route(id)}?per_page=2"))["pagination"].GetProperty("total").GetInt32().ShouldBe(5);
    }

    [Fact]
    public async Task As_CSV_it_has_every_page()
    {
        var id = await mirror.LeadAsync(Lukas);
        (await mirror.Admin.PostAsync(Route(id), new { text = "=1+1" })).Expect(HttpStatusCode.Created);

        var rows = Csv.Parse((await mirror.Admin.GetAsync($"{Route(id)}?per_page=1&format=csv")).Expect(HttpStatusCode.OK).Text);

        rows.Select(row => row["type"]).ShouldBe(["comment", "notification"]);
        rows[0]["text"].ShouldBe("'=1+1");
    }

    [Fact]
    public async Task A_list_that_is_known_is_a_304()
    {
        var id = await mirror.LeadAsync(Lukas);
        var etag = (await mirror.Admin.GetAsync(Route(id))).ETag;

        (await mirror.Admin.GetAsync(Route(id), ("If-None-Match", etag))).Status.ShouldBe(HttpStatusCode.NotModified);
        (await mirror.Admin.PostAsync(Route(id), new { text = "News" })).Expect(HttpStatusCode.Created);
        (await mirror.Admin.GetAsync(Route(id), ("If-None-Match", etag))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task With_Odoo_away_it_is_a_503_and_the_lead_itself_is_there()
    {
        var id = await mirror.LeadAsync(Lukas);
        await mirror.Control.FaultAsync(new { kind = "status", status = 503, retry_after = 7 });
        mirror.Clock.Skips = TimeSpan.FromSeconds(15);

        (await mirror.Admin.GetAsync(Route(id))).Expect(HttpStatusCode.ServiceUnavailable).Header("Retry-After").ShouldNotBeNull();

        (await mirror.Admin.GetAsync($"/api/crm/leads/{id}")).Expect(HttpStatusCode.OK);
        await mirror.Control.ClearFaultsAsync();
        await mirror.SyncCompletelyAsync();
    }

    [Theory]
    [InlineData("""{}""", "text")]
    [InlineData("""{"text": "a", "html": "<p>a</p>"}""", "text")]
    [InlineData("""{"text": " \n"}""", "text")]
    [InlineData("""{"html": "<script>alert(1)</script>"}""", "html")]
    [InlineData("""{"text": "Nul \u0000"}""", "text")]
    [InlineData("""{"body": "a"}""", "body")]
    public async Task A_body_that_is_not_what_it_should_be_is_a_400(string body, string field)
    {
        var id = await mirror.LeadAsync(Lukas);

        (await mirror.Admin.SendAsync(HttpMethod.Post, Route(id), new StringContent(body, System.Text.Encoding.UTF8, "application/json"))).Expect(HttpStatusCode.BadRequest).BadFields.ShouldBe([field]);
    }

    private static string Route(long id) => $"/api/crm/leads/{id}/notes";

    private async Task<string> NameAsync(int user)
    {
        var partner = (await mirror.Control.DumpAsync("res.users"))[user].GetProperty("partner_id").GetInt64();
        return (await mirror.Control.DumpAsync("res.partner"))[partner].GetProperty("name").GetString()!;
    }
}
