using System.Net;
using System.Text.Json;
using Causeway.Tests.Infrastructure;
using Dapper;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Features.Tasks.Calendar;

/// <summary>The feed as a calendar program reads it: by its address alone, and by a parser that we did not write.</summary>
public sealed class CalendarEndpointsTests(TasksServer world) : IClassFixture<TasksServer>
{
    private const string Gone = "This address of a calendar is not, or no longer, one of ours.";

    [Fact]
    public async Task A_calendar_program_reads_what_was_written()
    {
        const string Odd = "Größe, 日本語; \"🦄\" \\ and a title so long that its line has to be folded more than once, twice even";
        var id = await world.AddIdAsync(Odd, more: new { note = "First line\nBEGIN:VEVENT\r\nlast, line", priority = "3", reminder_at = "2029-12-31T09:00:00Z" });
        var before = await TaskAsync(id, await world.Lukas.PostAsync("/api/tasks/calendar-token"));
        world.Mirror.Clock.Advance(TimeSpan.FromMinutes(3));
        (await world.Lukas.PutAsync($"/api/tasks/{id}", new { task_time = "2030-02-03T11:30:00+01:00" })).Expect(HttpStatusCode.OK);

        var task = await TaskAsync(id, await world.Lukas.PostAsync("/api/tasks/calendar-token"));

        task.GetProperty("uid").GetString().ShouldBe(before.GetProperty("uid").GetString());
        task.GetProperty("summary").GetString().ShouldBe($"Call: {Odd}");
        task.GetProperty("description").GetString().ShouldStartWith("First line\nBEGIN:VEVENT\nlast, line\nFor Lukas Berg\nStatus: open");
        task.GetProperty("starts").GetString().ShouldBe("2030-02-03T10:30:00Z");
        task.GetProperty("ends").GetString().ShouldBe("2030-02-03T11:00:00Z");
        task.GetProperty("priority").GetString().ShouldBe("1");
        task.GetProperty("category").GetString().ShouldBe("Call");
        task.GetProperty("transparency").GetString().ShouldBe("TRANSPARENT");
        task.GetProperty("modified").GetString().ShouldBe(task.GetProperty("stamp").GetString());
        task.GetProperty("sequence").GetInt32().ShouldBeGreaterThan(before.GetProperty("sequence").GetInt32());
        var alarm = task.GetProperty("alarms").EnumerateArray().ShouldHaveSingleItem();
        alarm.GetProperty("at").GetString().ShouldBe("2029-12-31T09:00:00Z");
    }

    [Fact]
    public async Task It_holds_whom_it_is_of_and_nobody_else_and_no_todo()
    {
        var (mine, given, others) = (await world.AddIdAsync("Mine"), await world.AddIdAsync("Given to me", by: world.Morgan), await world.AddIdAsync("Pieter's", by: world.Pieter, person: world.PieterId));

        var lukas = await ReadAsync(await world.Lukas.PostAsync("/api/tasks/calendar-token"));
        var admin = await ReadAsync(await world.Mirror.Admin.PostAsync("/api/tasks/calendar-token"));

        lukas.GetProperty("name").GetString().ShouldBe("Causeway: Lukas Berg");
        lukas.GetProperty("version").GetString().ShouldBe("2.0");
        lukas.GetProperty("refresh").GetString().ShouldBe("PT15M");
        lukas.GetProperty("todos").GetInt32().ShouldBe(0);
        var uids = Uids(lukas);
        uids.ShouldContain(Uid(mine));
        uids.ShouldContain(Uid(given));
        uids.ShouldNotContain(Uid(others));
        Uids(admin).ShouldNotContain(Uid(mine));
    }

    [Fact]
    public async Task An_open_activity_of_Odoo_s_is_a_whole_day_with_its_link()
    {
        var lead = (await world.Lukas.PostAsync("/api/crm/leads", new { name = "Harbour crane" })).Expect(HttpStatusCode.Created).Id;
        var activity = (await world.Lukas.PostAsync("/api/activities", new { res_model = "crm.lead", res_id = lead, summary = "Ask for the drawing", note = "<p>Both &amp; all</p><p>sides</p>", date_deadline = "2030-05-06" })).Expect(HttpStatusCode.Created).Id;
        var address = await world.Lukas.PostAsync("/api/tasks/calendar-token");

        var shown = (await ReadAsync(address)).GetProperty("events").EnumerateArray().Single(one => one.GetProperty("uid").GetString()!.StartsWith($"activity-{activity}.", StringComparison.Ordinal));

        shown.GetProperty("summary").GetString().ShouldBe("Ask for the drawing: Harbour crane");
        shown.GetProperty("description").GetString().ShouldStartWith("Both & all\nsides\nhttp");
        (shown.GetProperty("all_day").GetBoolean(), shown.GetProperty("starts").GetString(), shown.GetProperty("ends").GetString()).ShouldBe((true, "2030-05-06", "2030-05-07"));
        shown.GetProperty("url").GetString().ShouldBe((await world.Lukas.GetAsync($"/api/crm/leads/{lead}"))["odoo_url"].GetString());
        (await world.Lukas.PostAsync($"/api/activities/{activity}/done", new { })).Expect(HttpStatusCode.NoContent);
        Uids(await ReadAsync(address)).ShouldNotContain(shown.GetProperty("uid").GetString()!);
    }

    [Fact]
    public async Task What_a_task_is_about_shows_to_who_sees_that_and_the_task_to_its_person_all_the_same()
    {
        var lead = (await world.Lukas.PostAsync("/api/crm/leads", new { name = "Of Lukas alone" })).Expect(HttpStatusCode.Created).Id;
        var id = await world.AddIdAsync("Handed over", person: world.PieterId, more: new { odoo_model = "crm.lead", odoo_id = lead });

        var (lukas, pieter) = (await TaskAsync(id, await world.Lukas.PostAsync("/api/tasks/calendar-token")), await TaskAsync(id, await world.Pieter.PostAsync("/api/tasks/calendar-token")));

        lukas.GetProperty("url").GetString()!.ShouldContain($"id={lead}");
        pieter.GetProperty("url").ValueKind.ShouldBe(JsonValueKind.Null);
        pieter.GetProperty("description").GetString()!.ShouldNotContain("http");
    }

    [Fact]
    public async Task A_closed_task_is_marked_reminds_of_nothing_and_goes_after_90_days()
    {
        var now = world.Mirror.Clock.GetUtcNow();
        var (recent, old) = (
            (await world.AddAsync("Recent", time: $"{now.AddDays(-89):O}", more: new { status = "closed", reminder_at = now.AddDays(1) }))["task"].GetProperty("id").GetString()!,
            (await world.AddAsync("Old", time: $"{now.AddDays(-91):O}", more: new { status = "closed" }))["task"].GetProperty("id").GetString()!);

        var feed = await ReadAsync(await world.Lukas.PostAsync("/api/tasks/calendar-token"));

        Uids(feed).ShouldNotContain(Uid(old));
        var shown = feed.GetProperty("events").EnumerateArray().Single(one => one.GetProperty("uid").GetString() == Uid(recent));
        shown.GetProperty("summary").GetString().ShouldBe("✓ Call: Recent");
        shown.GetProperty("alarms").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task It_is_for_its_reader_alone_and_says_so_and_an_unchanged_one_is_a_304()
    {
        await world.AddIdAsync("Cached");
        var path = Path(await world.Lukas.PostAsync("/api/tasks/calendar-token"));

        var feed = (await Anybody.GetAsync(path)).Expect(HttpStatusCode.OK);

        feed.ContentHeaders.ContentType!.ToString().ShouldBe("text/calendar; charset=utf-8");
        feed.Header("Cache-Control").ShouldBe("no-cache, private");
        feed.Header("Referrer-Policy").ShouldBe("no-referrer");
        (await Anybody.GetAsync(path, ("If-None-Match", feed.ETag))).Status.ShouldBe(HttpStatusCode.NotModified);
        await world.AddIdAsync("Another");
        (await Anybody.GetAsync(path, ("If-None-Match", feed.ETag))).Status.ShouldBe(HttpStatusCode.OK);
        (await Anybody.GetAsync(path.Replace("/api/", "/api/v1/", StringComparison.Ordinal))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Its_token_opens_nothing_else_and_one_at_a_time_is_good()
    {
        var first = await world.Lukas.PostAsync("/api/tasks/calendar-token");
        var second = (await world.Lukas.PostAsync("/api/tasks/calendar-token")).Expect(HttpStatusCode.OK);
        var token = second["token"].GetString()!;

        (await Anybody.GetAsync(Path(first))).Expect(HttpStatusCode.Unauthorized)["detail"].GetString().ShouldBe(Gone);
        (await Anybody.GetAsync(Path(second))).Status.ShouldBe(HttpStatusCode.OK);
        foreach (var path in new[] { "/api/tasks", "/api/auth/me", "/api/crm/leads", "/api/tasks/calendar-token" })
            (await new Api(world.Mirror.Server.Client, token).GetAsync(path)).Status.ShouldBe(HttpStatusCode.Unauthorized, path);
        (await Anybody.GetAsync($"/api/tasks?token={token}")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await Anybody.GetAsync("/api/tasks/calendar.ics")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await Anybody.GetAsync("/api/tasks/calendar.ics?token=-")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await Anybody.GetAsync($"{Path(second)}&format=csv")).Status.ShouldBe(HttpStatusCode.OK);
        (await world.Lukas.DeleteAsync("/api/tasks/calendar-token")).Expect(HttpStatusCode.NoContent);
        (await Anybody.GetAsync(Path(second))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await world.Lukas.DeleteAsync("/api/tasks/calendar-token")).Expect(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Who_is_disabled_or_waits_for_approval_has_no_feed_from_that_moment_on()
    {
        var lost = await world.Mirror.SignInAsync("james.walsh");
        var (path, id) = (Path(await lost.PostAsync("/api/tasks/calendar-token")), await TasksServer.IdAsync(lost));
        (await Anybody.GetAsync(path)).Status.ShouldBe(HttpStatusCode.OK);

        await SetAsync(id, "approval_status = 'pending'");
        (await Anybody.GetAsync(path)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        await SetAsync(id, "approval_status = 'approved', is_active = false");
        (await Anybody.GetAsync(path)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        await SetAsync(id, "is_active = true");
        (await Anybody.GetAsync(path)).Status.ShouldBe(HttpStatusCode.OK);
        // By the API it ends for good.
        (await world.Mirror.Admin.PatchAsync($"/api/auth/users/{id}", new { is_active = false })).Expect(HttpStatusCode.OK);
        await SetAsync(id, "is_active = true");
        (await Anybody.GetAsync(path)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private Api Anybody => new(world.Mirror.Server.Client);

    private static string Uid(string id) => $"task-{id}@causeway";

    private static string[] Uids(JsonElement calendar) => [.. calendar.GetProperty("events").EnumerateArray().Select(one => one.GetProperty("uid").GetString()!)];

    private static string Path(ApiAnswer address) => new Uri(address.Expect(HttpStatusCode.OK)["url"].GetString()!).PathAndQuery;

    private async Task<JsonElement> ReadAsync(ApiAnswer address) =>
        await TestTools.AskAsync("calendar.mjs", (await Anybody.GetAsync(Path(address))).Expect(HttpStatusCode.OK).Text);

    private async Task<JsonElement> TaskAsync(string id, ApiAnswer address) =>
        (await ReadAsync(address)).GetProperty("events").EnumerateArray().Single(one => one.GetProperty("uid").GetString() == Uid(id));

    private async Task SetAsync(string user, string change)
    {
        await using var db = await world.Mirror.Database.OpenConnectionAsync();
        await db.ExecuteAsync($"update causeway.app_user set {change} where id = @user", new { user = Guid.Parse(user) });
    }
}
