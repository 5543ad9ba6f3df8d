using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Causeway.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Features.Tasks;

public sealed class TasksEndpointsTests(TasksServer world) : IClassFixture<TasksServer>
{
    private static readonly string[] Shape =
    [
        "id", "date_created", "entity_name", "task_type", "task_time", "contact_person_id", "contact_person", "note", "status", "created_by",
        "updated_at", "odoo_model", "odoo_id", "odoo_url", "priority", "reminder_at", "closed_at",
    ];

    [Fact]
    public async Task A_task_is_created_as_the_earlier_system_showed_it()
    {
        var created = (await world.Lukas.PostAsync("/api/tasks", new
        {
            entity_name = "ABC Corporation",
            task_type = "Follow-up Call",
            task_time = "2024-12-25T10:00:00Z",
            contact_person_id = world.LukasId,
            note = "Important client meeting follow-up",
            status = "open",
        })).Expect(HttpStatusCode.Created);

        created["message"].GetString().ShouldBe("Task created successfully");
        var task = created["task"];
        task.EnumerateObject().Select(member => member.Name).ShouldBe(Shape, ignoreOrder: true);
        task.GetProperty("task_time").GetString().ShouldBe("2024-12-25T10:00:00Z");
        task.GetProperty("contact_person").GetProperty("id").GetString().ShouldBe(world.LukasId);
        task.GetProperty("created_by").GetProperty("username").GetString().ShouldNotBeNullOrEmpty();
        var read = (await world.Lukas.GetAsync(created.Header("Location")!)).Expect(HttpStatusCode.OK);
        JsonElement.DeepEquals(read["task"], task).ShouldBeTrue();
        read.ETag.ShouldBe(created.ETag);
        (await world.Lukas.GetAsync(created.Header("Location")!, ("If-None-Match", read.ETag))).Status.ShouldBe(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task Every_bad_field_is_named_at_once()
    {
        var refused = await world.Lukas.PostAsync("/api/tasks", new
        {
            entity_name = new string('x', 201),
            task_type = "",
            task_time = "tomorrow",
            contact_person_id = 7,
            note = new string('x', 1001),
            status = "done",
            priority = "9",
            nonsense = true,
        });

        refused.Code.ShouldBe(400);
        refused.BadFields.ShouldBe(["contact_person_id", "entity_name", "nonsense", "note", "priority", "status", "task_time", "task_type"]);
        (await world.Lukas.PostAsync("/api/tasks", new { })).BadFields.ShouldBe(["contact_person_id", "entity_name", "task_time", "task_type"]);
        (await world.Lukas.PostAsync("/api/tasks", new { entity_name = "a", task_type = "b", task_time = "2030-01-01", contact_person_id = Guid.NewGuid() }))
            .BadFields.ShouldBe(["contact_person_id"]);
    }

    [Fact]
    public async Task A_time_without_an_offset_is_UTC()
    {
        (await world.AddAsync("offsets", time: "2030-01-01T10:00:00"))["task"].GetProperty("task_time").GetString().ShouldBe("2030-01-01T10:00:00Z");
        (await world.AddAsync("offsets", time: "2030-01-01T10:00:00+02:00"))["task"].GetProperty("task_time").GetString().ShouldBe("2030-01-01T08:00:00Z");
    }

    [Fact]
    public async Task A_malformed_id_is_a_400_and_an_unknown_one_a_404()
    {
        foreach (var (method, suffix, body) in new (HttpMethod, string, object?)[] { (HttpMethod.Get, "", null), (HttpMethod.Put, "", new { }), (HttpMethod.Patch, "/status", new { status = "open" }), (HttpMethod.Delete, "", null) })
        {
            (await world.Lukas.SendAsync(method, $"/api/tasks/seven{suffix}", body)).Code.ShouldBe(400, $"{method}");
            (await world.Lukas.SendAsync(method, $"/api/tasks/{Guid.NewGuid()}{suffix}", body)).Code.ShouldBe(404, $"{method}");
        }
    }

    [Fact]
    public async Task A_change_touches_only_what_is_sent_and_takes_back_what_was_read()
    {
        var id = await world.AddIdAsync("Before", more: new { note = "kept" });
        var sent = JsonNode.Parse((await world.Lukas.GetAsync($"/api/tasks/{id}"))["task"].GetRawText())!;
        sent["entity_name"] = "After";

        var updated = (await world.Lukas.PutAsync($"/api/tasks/{id}", sent)).Expect(HttpStatusCode.OK);

        updated["message"].GetString().ShouldBe("Task updated successfully");
        updated["task"].GetProperty("entity_name").GetString().ShouldBe("After");
        updated["task"].GetProperty("note").GetString().ShouldBe("kept");
        (await world.Lukas.PutAsync($"/api/tasks/{id}", new { note = default(string) }))["task"].GetProperty("note").ValueKind.ShouldBe(JsonValueKind.Null);
        (await world.Lukas.PutAsync($"/api/tasks/{id}", new { created_by = "somebody" })).BadFields.ShouldBe(["created_by"]);
    }

    [Fact]
    public async Task A_stale_write_changes_nothing_and_shows_the_present_task()
    {
        var created = await world.AddAsync("Raced");
        var path = created.Header("Location")!;
        (await world.Lukas.PutAsync(path, new { note = "first" }, ("If-Match", created.ETag))).Expect(HttpStatusCode.OK);

        foreach (var answer in new[]
        {
            await world.Lukas.PutAsync(path, new { note = "second" }, ("If-Match", created.ETag)),
            await world.Lukas.PatchAsync($"{path}/status", new { status = "closed" }, ("If-Match", created.ETag)),
            await world.Lukas.DeleteAsync(path, ("If-Match", created.ETag)),
        })
        {
            answer.Code.ShouldBe(412);
            answer["current"].GetProperty("note").GetString().ShouldBe("first");
        }

        (await world.Lukas.GetAsync(path))["task"].GetProperty("status").GetString().ShouldBe("open");
    }

    [Fact]
    public async Task Closing_says_when_and_opening_forgets_it()
    {
        var id = await world.AddIdAsync("Closing");

        var closed = (await world.Lukas.PatchAsync($"/api/tasks/{id}/status", new { status = "closed" })).Expect(HttpStatusCode.OK);

        closed["task"].GetProperty("closed_at").ValueKind.ShouldBe(JsonValueKind.String);
        (await world.Lukas.PatchAsync($"/api/tasks/{id}/status", new { status = "open" }))["task"].GetProperty("closed_at").ValueKind.ShouldBe(JsonValueKind.Null);
        (await world.Lukas.PatchAsync($"/api/tasks/{id}/status", new { status = "done" })).BadFields.ShouldBe(["status"]);
    }

    [Fact]
    public async Task Creator_assignee_their_manager_and_admins_read_and_change_it_and_nobody_else()
    {
        var id = await world.AddIdAsync("Given to Pieter", person: world.PieterId);
        var anna = await world.Mirror.SignInAsync("anna.keller");

        foreach (var who in new[] { world.Lukas, world.Pieter, world.Morgan, world.Mirror.Admin })
        {
            (await who.GetAsync($"/api/tasks/{id}")).Code.ShouldBe(200);
            (await who.PutAsync($"/api/tasks/{id}", new { priority = "1" })).Code.ShouldBe(200);
            Names(await who.GetAsync("/api/tasks?entity_name=given to P")).ShouldBe(["Given to Pieter"]);
        }

        (await anna.GetAsync($"/api/tasks/{id}")).Code.ShouldBe(404);
        (await anna.PutAsync($"/api/tasks/{id}", new { priority = "1" })).Code.ShouldBe(404);
        Names(await anna.GetAsync("/api/tasks?entity_name=given to P")).ShouldBeEmpty();
        (await world.Pieter.DeleteAsync($"/api/tasks/{id}")).Code.ShouldBe(403);
        (await world.Morgan.DeleteAsync($"/api/tasks/{id}")).Code.ShouldBe(403);
        (await world.Lukas.DeleteAsync($"/api/tasks/{id}")).Expect(HttpStatusCode.OK)["message"].GetString().ShouldBe("Task deleted successfully");
        (await world.Lukas.GetAsync($"/api/tasks/{id}")).Code.ShouldBe(404);
    }

    [Fact]
    public async Task Many_are_closed_at_once_and_what_could_not_be_is_named()
    {
        var (one, two, foreign, unknown) = (await world.AddIdAsync("Bulk"), await world.AddIdAsync("Bulk"), await world.AddIdAsync("Bulk", world.Pieter, world.PieterId), $"{Guid.NewGuid()}");

        var answer = (await world.Lukas.PatchAsync("/api/tasks/status", new { ids = new[] { one, two, foreign, unknown }, status = "closed" })).Expect(HttpStatusCode.OK);

        answer["updated"].GetInt32().ShouldBe(2);
        answer["not_found"].EnumerateArray().Select(id => id.GetString()).ShouldBe([foreign, unknown]);
        answer["forbidden"].GetArrayLength().ShouldBe(0);
        (await world.Lukas.GetAsync($"/api/tasks/{two}"))["task"].GetProperty("status").GetString().ShouldBe("closed");
        (await world.Pieter.GetAsync($"/api/tasks/{foreign}"))["task"].GetProperty("status").GetString().ShouldBe("open");
        (await world.Lukas.PatchAsync("/api/tasks/status", new { ids = Array.Empty<string>(), status = "shut" })).BadFields.ShouldBe(["ids", "status"]);
        (await world.Lukas.PatchAsync("/api/tasks/status", new { ids = Enumerable.Range(0, 1001).Select(_ => Guid.NewGuid()), status = "open" })).BadFields.ShouldBe(["ids"]);
    }

    [Fact]
    public async Task A_link_is_shown_to_those_who_see_the_record()
    {
        var lead = (await world.Lukas.PostAsync("/api/crm/leads", new { name = "Lukas's own" })).Expect(HttpStatusCode.Created).Id;
        var id = await world.AddIdAsync("Linked", person: world.PieterId, more: new { odoo_model = "crm.lead", odoo_id = lead });

        var his = (await world.Lukas.GetAsync($"/api/tasks/{id}"))["task"];
        var theirs = (await world.Pieter.GetAsync($"/api/tasks/{id}"))["task"];

        his.GetProperty("odoo_id").GetInt64().ShouldBe(lead);
        his.GetProperty("odoo_url").GetString().ShouldNotBeNullOrEmpty();
        theirs.GetProperty("odoo_id").ValueKind.ShouldBe(JsonValueKind.Null);
        theirs.GetProperty("odoo_model").ValueKind.ShouldBe(JsonValueKind.Null);
        Names(await world.Lukas.GetAsync($"/api/tasks?odoo_model=crm.lead&odoo_id={lead}")).ShouldBe(["Linked"]);
        Names(await world.Pieter.GetAsync($"/api/tasks?odoo_model=crm.lead&odoo_id={lead}")).ShouldBeEmpty();
        // He sends back what he got, and does not cut what he cannot see; nor can he point to it.
        (await world.Pieter.PutAsync($"/api/tasks/{id}", JsonNode.Parse(theirs.GetRawText()))).Expect(HttpStatusCode.OK);
        (await world.Lukas.GetAsync($"/api/tasks/{id}"))["task"].GetProperty("odoo_id").GetInt64().ShouldBe(lead);
        (await world.Pieter.PutAsync($"/api/tasks/{id}", new { odoo_model = "crm.lead", odoo_id = lead })).BadFields.ShouldBe(["odoo_id"]);
        (await world.Lukas.PutAsync($"/api/tasks/{id}", new { odoo_id = default(long?) })).BadFields.ShouldBe(["odoo_id"]);
        (await world.Lukas.PutAsync($"/api/tasks/{id}", new { odoo_model = default(string), odoo_id = default(long?) }))["task"].GetProperty("odoo_id").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Theory]
    [InlineData("status=closed", "F two")]
    [InlineData("status=open", "F one", "F three")]
    [InlineData("task_type=ISI", "F two")]
    [InlineData("entity_name=f t", "F two", "F three")]
    [InlineData("q=needle", "F one")]
    [InlineData("overdue=true", "F one")]
    [InlineData("due_from=2031-01-01&due_to=2031-06-01", "F three")]
    [InlineData("due_to=2020-01-01", "F one")]
    [InlineData("due_to=2020-01-01T00:00:00Z")]
    [InlineData("date_to=2001-01-01")]
    public async Task The_list_is_filtered(string filter, params string[] expected)
    {
        var caller = await FiltersAsync();

        var list = (await caller.GetAsync($"/api/tasks?sort_by=id&{filter}")).Expect(HttpStatusCode.OK);

        Names(list).Where(name => name!.StartsWith("F ", StringComparison.Ordinal)).ShouldBe(expected);
        list["pagination"].GetProperty("total").GetInt32().ShouldBe(expected.Length);
    }

    [Theory]
    [InlineData("id")]
    [InlineData("date_created")]
    [InlineData("entity_name")]
    [InlineData("task_type")]
    [InlineData("task_time")]
    [InlineData("contact_person_id")]
    [InlineData("note")]
    [InlineData("status")]
    [InlineData("created_by")]
    [InlineData("updated_at")]
    [InlineData("priority")]
    [InlineData("reminder_at")]
    [InlineData("closed_at")]
    public async Task Every_sort_pages_by_cursor_and_by_number_through_each_task_once(string sort)
    {
        var caller = await FiltersAsync();
        foreach (var order in new[] { "asc", "desc" })
        {
            var (byCursor, cursor) = (new List<string?>(), "");
            do
            {
                var page = (await caller.GetAsync($"/api/tasks?per_page=1&sort_by={sort}&sort_order={order}{cursor}")).Expect(HttpStatusCode.OK);
                byCursor.AddRange(Names(page));
                cursor = page["pagination"].GetProperty("next_cursor").GetString() is { } next ? $"&cursor={next}" : "";
            }
            while (cursor.Length > 0);
            var byNumber = new List<string?>();
            for (var page = 1; page <= 3; page++)
                byNumber.AddRange(Names(await caller.GetAsync($"/api/tasks?per_page=1&page={page}&sort_by={sort}&sort_order={order}")));

            byCursor.ShouldBe(["F one", "F two", "F three"], ignoreOrder: true);
            byNumber.ShouldBe(byCursor);
        }
    }

    [Theory]
    [InlineData("sort_by=password")]
    [InlineData("nonsense=1")]
    [InlineData("status=done")]
    [InlineData("date_from=yesterday")]
    [InlineData("contact_person_id=7")]
    [InlineData("cursor=nonsense")]
    public async Task A_query_that_means_nothing_is_refused(string query) => (await world.Lukas.GetAsync($"/api/tasks?{query}")).Code.ShouldBe(400);

    [Fact]
    public async Task A_cursor_of_another_list_is_refused()
    {
        var leads = (await world.Mirror.Admin.GetAsync("/api/crm/leads?per_page=1&sort_by=priority"))["pagination"].GetProperty("next_cursor").GetString();
        await FiltersAsync();
        var tasks = (await world.Mirror.Admin.GetAsync("/api/tasks?per_page=1&sort_by=priority"))["pagination"].GetProperty("next_cursor").GetString();

        (await world.Mirror.Admin.GetAsync($"/api/tasks?cursor={leads}")).BadFields.ShouldBe(["cursor"]);
        (await world.Mirror.Admin.GetAsync($"/api/crm/leads?cursor={tasks}")).BadFields.ShouldBe(["cursor"]);
    }

    [Fact]
    public async Task The_list_answers_304_until_something_changes_and_goes_out_as_CSV()
    {
        var caller = await FiltersAsync();
        var list = await caller.GetAsync("/api/tasks");

        (await caller.GetAsync("/api/tasks", ("If-None-Match", list.ETag))).Code.ShouldBe(304);
        var task = list["tasks"][0];
        (await caller.GetAsync($"/api/tasks/{task.GetProperty("id").GetString()}")).ETag.ShouldBe(task.GetProperty("etag").GetString());
        var rows = Csv.Parse((await caller.GetAsync("/api/tasks?format=csv&sort_by=id")).Expect(HttpStatusCode.OK).Text);
        rows.Select(row => row["entity_name"]).ShouldBe(["F one", "F two", "F three"]);
    }

    [Fact]
    public async Task The_dashboard_counts_what_its_reader_may_read()
    {
        var caller = await FiltersAsync();

        var dashboard = (await caller.GetAsync("/api/analytics/dashboard")).Expect(HttpStatusCode.OK);

        dashboard["summary"].GetRawText().ShouldBe("""{"total_tasks":3,"open_tasks":2,"closed_tasks":1,"overdue_tasks":1,"completion_rate":33.33}""");
        dashboard["task_types"].EnumerateArray().Select(type => $"{type.GetProperty("type").GetString()} {type.GetProperty("count").GetInt32()}").ShouldBe(["Call 2", "Visit 1"]);
        var user = dashboard["user_tasks"].EnumerateArray().ShouldHaveSingleItem();
        (user.GetProperty("count").GetInt32(), user.GetProperty("open").GetInt32(), user.GetProperty("closed").GetInt32()).ShouldBe((3, 2, 1));
        dashboard["by_day"].EnumerateArray().Sum(day => day.GetProperty("created").GetInt32()).ShouldBe(3);
        var after = world.Mirror.Clock.GetUtcNow().AddDays(2).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        (await caller.GetAsync($"/api/analytics/dashboard?from={after}"))["summary"].GetRawText()
            .ShouldBe("""{"total_tasks":0,"open_tasks":0,"closed_tasks":0,"overdue_tasks":0,"completion_rate":0}""");
    }

    [Fact]
    public async Task Writes_are_on_record()
    {
        var id = await world.AddIdAsync("Audited");
        await world.Lukas.DeleteAsync($"/api/tasks/{id}");

        var entries = (await world.Mirror.Admin.GetAsync($"/api/audit?action=task.change&target_id={id}")).Expect(HttpStatusCode.OK)["entries"];

        entries.EnumerateArray().Select(entry => entry.GetProperty("detail").GetProperty("how").GetString()).ShouldBe(["delete", "create"]);
    }

    /// <summary>Somebody with these three tasks alone.</summary>
    private async Task<Api> FiltersAsync()
    {
        var caller = await world.Mirror.SignInAsync("sofia.rossi");
        if ((await caller.GetAsync("/api/tasks"))["tasks"].GetArrayLength() > 0)
            return caller;
        var id = await TasksServer.IdAsync(caller);
        await world.AddAsync("F one", caller, id, time: "2020-01-01T10:00:00Z", more: new { note = "a needle in the hay", priority = "2" });
        var two = (await world.AddAsync("F two", caller, id, "Visit", "2020-01-02T10:00:00Z"))["task"].GetProperty("id").GetString();
        await caller.PatchAsync($"/api/tasks/{two}/status", new { status = "closed" });
        await world.AddAsync("F three", caller, id, time: "2031-05-01T10:00:00Z", more: new { reminder_at = "2031-04-30T10:00:00Z" });
        return caller;
    }

    private static IEnumerable<string?> Names(ApiAnswer list) => list["tasks"].EnumerateArray().Select(task => task.GetProperty("entity_name").GetString());
}
