using System.Net;
using System.Text.Json;
using Causeway.Tests.Features.Tasks;
using Causeway.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Features.Views;

public sealed class ViewsTests(TasksServer world) : IClassFixture<TasksServer>
{
    private const string Views = "/api/views";

    /// <summary>For each list a value of every filter that it has, which the list itself must take.</summary>
    public static TheoryData<string> Resources => ["leads", "opportunities", "accounts", "contacts", "invoices", "receivables", "products", "activities", "tasks"];

    [Theory]
    [MemberData(nameof(Resources))]
    public async Task A_view_of_every_filter_is_answered_by_its_list_at_its_url(string resource)
    {
        var document = JsonDocument.Parse(await world.Mirror.Server.Client.GetStringAsync("/openapi/v1.json")).RootElement;
        var bare = (await world.Lukas.PostAsync(Views, new { name = $"bare {resource}", resource })).Expect(HttpStatusCode.Created)["url"].GetString()!;
        var parameters = document.GetProperty("paths").GetProperty(bare).GetProperty("get").GetProperty("parameters").EnumerateArray().Where(parameter => parameter.GetProperty("in").GetString() == "query").ToList();
        var sort = parameters.Single(parameter => parameter.GetProperty("name").GetString() == "sort_by").GetProperty("schema").GetProperty("enum").EnumerateArray().Last().GetString();
        var filters = parameters.Where(parameter => parameter.GetProperty("name").GetString() is not ("page" or "per_page" or "cursor" or "sort_by" or "sort_order" or "count" or "connection" or "format"))
            .ToDictionary(parameter => parameter.GetProperty("name").GetString()!, parameter => Value(parameter.GetProperty("schema")));

        var view = (await world.Lukas.PostAsync(Views, new { name = $"all of {resource}", resource, filters, sort = new { by = sort, order = "desc" } })).Expect(HttpStatusCode.Created);

        filters.ShouldNotBeEmpty();
        (await world.Lukas.GetAsync(view["url"].GetString()!)).Expect(HttpStatusCode.OK)[resource == "receivables" ? "invoices" : resource].ValueKind.ShouldBe(JsonValueKind.Array);
        JsonElement.DeepEquals((await world.Lukas.GetAsync(view.Header("Location")!)).Expect(HttpStatusCode.OK).Json, view.Json).ShouldBeTrue();
    }

    [Fact]
    public async Task Every_fault_is_named_at_once()
    {
        var refused = await world.Lukas.PostAsync(Views, new
        {
            name = "",
            resource = "tasks",
            filters = new { status = "done", due_from = "soon", contact_person_id = 7, page = 2, nonsense = true, q = (string?)null },
            sort = new { by = "odoo_id", order = "up", then = 1 },
            columns = new[] { "note", "password" },
            shared = "yes",
            id = 7,
        });

        refused.Code.ShouldBe(400);
        refused.BadFields.ShouldBe([
            "columns", "filters.contact_person_id", "filters.due_from", "filters.nonsense", "filters.page", "filters.q", "filters.status", "id", "name", "shared", "sort.by", "sort.order", "sort.then"]);
        (await world.Lukas.PostAsync(Views, new { })).BadFields.ShouldBe(["name", "resource"]);
        (await world.Lukas.PostAsync(Views, new { name = "x", resource = "users" })).BadFields.ShouldBe(["resource"]);
        (await world.Lukas.PostAsync(Views, Array.Empty<object>())).Code.ShouldBe(400);
    }

    [Fact]
    public async Task Own_views_are_one_s_own_and_shared_ones_everybody_s_to_read()
    {
        var (own, shared) = (await AddAsync(world.Lukas, "Own"), await AddAsync(world.Lukas, "Shared", shared: true));

        (await NamesAsync(world.Lukas)).ShouldBe(["Own", "Shared"]);
        (await NamesAsync(world.Pieter)).ShouldBe(["Shared"]);
        (await NamesAsync(world.Mirror.Admin)).ShouldBe(["Shared"]);
        foreach (var other in new[] { world.Pieter, world.Mirror.Admin })
        {
            (await other.GetAsync($"{Views}/{own}")).Code.ShouldBe(404);
            (await other.PatchAsync($"{Views}/{own}", new { name = "Theirs" })).Code.ShouldBe(404);
            (await other.DeleteAsync($"{Views}/{own}")).Code.ShouldBe(404);
            (await other.GetAsync($"{Views}/{shared}")).Expect(HttpStatusCode.OK)["owner"].GetProperty("name").GetString().ShouldBe("Lukas Berg");
        }

        (await world.Pieter.PatchAsync($"{Views}/{shared}", new { name = "Theirs" })).Code.ShouldBe(403);
        (await world.Pieter.DeleteAsync($"{Views}/{shared}")).Code.ShouldBe(403);
        (await world.Mirror.Admin.PatchAsync($"{Views}/{shared}", new { shared = false })).Expect(HttpStatusCode.OK)["shared"].GetBoolean().ShouldBeFalse();
        (await world.Pieter.GetAsync($"{Views}/{shared}")).Code.ShouldBe(404);
        (await world.Lukas.DeleteAsync($"{Views}/{shared}")).Expect(HttpStatusCode.NoContent);
        (await world.Lukas.GetAsync($"{Views}/{shared}")).Code.ShouldBe(404);

        async Task<string[]> NamesAsync(Api caller) =>
            [.. (await caller.GetAsync($"{Views}?resource=leads&sort_by=name")).Expect(HttpStatusCode.OK)["views"].EnumerateArray().Select(view => view.GetProperty("name").GetString()!).Where(name => name is "Own" or "Shared")];
    }

    [Fact]
    public async Task A_name_is_taken_once_for_each_owner_in_any_case()
    {
        await AddAsync(world.Lukas, "My hot leads");

        (await world.Lukas.PostAsync(Views, new { name = "my HOT leads", resource = "tasks" })).Code.ShouldBe(409);
        await AddAsync(world.Pieter, "My hot leads");
        var other = await AddAsync(world.Lukas, "My cold leads");
        (await world.Lukas.PatchAsync($"{Views}/{other}", new { name = "MY hot leads" })).Code.ShouldBe(409);
        (await world.Lukas.PatchAsync($"{Views}/{other}", new { name = "MY cold leads" })).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Only_what_is_sent_changes_and_nothing_over_a_change_that_was_not_seen()
    {
        var made = (await world.Lukas.PostAsync(Views, new { name = "Guarded", resource = "tasks", filters = new { status = "open" }, sort = new { by = "task_time" }, columns = new[] { "note", "task_time" } })).Expect(HttpStatusCode.Created);
        var path = made.Header("Location")!;
        made["sort"].GetProperty("order").GetString().ShouldBe("asc");
        world.Mirror.Clock.Advance(TimeSpan.FromSeconds(5));

        var changed = (await world.Lukas.PatchAsync(path, new { sort = (object?)null, filters = new { overdue = true } }, ("If-Match", made.ETag))).Expect(HttpStatusCode.OK);

        (changed["sort"].ValueKind, changed["filters"].GetRawText(), changed["columns"].GetArrayLength(), changed["name"].GetString()).ShouldBe((JsonValueKind.Null, """{"overdue":true}""", 2, "Guarded"));
        changed["url"].GetString().ShouldBe("/api/tasks?overdue=true");
        (await world.Lukas.PatchAsync(path, new { name = "Late" }, ("If-Match", made.ETag))).Expect(HttpStatusCode.PreconditionFailed)["current"].GetProperty("filters").GetProperty("overdue").GetBoolean().ShouldBeTrue();
        (await world.Lukas.DeleteAsync(path, ("If-Match", made.ETag))).Code.ShouldBe(412);
        (await world.Lukas.PatchAsync(path, new { resource = "leads" })).BadFields.ShouldBe(["columns", "filters.overdue"]);
        (await world.Lukas.GetAsync(path, ("If-None-Match", changed.ETag))).Code.ShouldBe(304);
        (await world.Lukas.GetAsync($"{Views}?q=guard"))["views"][0].GetProperty("etag").GetString().ShouldBe(changed.ETag);
    }

    [Fact]
    public async Task The_address_of_a_page_is_kept_until_the_view_shows_something_else()
    {
        const string Address = "/invoices?due=overdue&sort=-amount_residual";
        var made = (await world.Lukas.PostAsync(Views, new { name = "Overdue", resource = "invoices", address = Address })).Expect(HttpStatusCode.Created);
        var path = made.Header("Location")!;
        made["address"].GetString().ShouldBe(Address);

        (await world.Lukas.PatchAsync(path, new { name = "Late", shared = true })).Expect(HttpStatusCode.OK)["address"].GetString().ShouldBe(Address);
        (await world.Lukas.PatchAsync(path, new { filters = new { q = "oak" } })).Expect(HttpStatusCode.OK)["address"].ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Theory]
    [InlineData("invoices")]
    [InlineData("//elsewhere.example")]
    [InlineData("/\\elsewhere.example")]
    [InlineData("https://elsewhere.example")]
    public async Task An_address_is_of_this_site(string address) =>
        (await world.Lukas.PostAsync(Views, new { name = "Elsewhere", resource = "invoices", address })).BadFields.ShouldBe(["address"]);

    [Fact]
    public async Task They_are_paged_as_every_list_is()
    {
        foreach (var number in Enumerable.Range(1, 5))
            await AddAsync(world.Morgan, $"Page {number}");
        var (names, cursor) = (new List<string>(), "");
        do
        {
            var page = (await world.Morgan.GetAsync($"{Views}?q=Page&shared=false&per_page=2&sort_by=name&sort_order=desc{cursor}")).Expect(HttpStatusCode.OK);
            page["pagination"].GetProperty("total").GetInt32().ShouldBe(5);
            names.AddRange(page["views"].EnumerateArray().Select(view => view.GetProperty("name").GetString()!));
            cursor = page["pagination"].GetProperty("next_cursor").GetString() is { } next ? $"&cursor={next}" : "";
        }
        while (cursor.Length > 0);
        names.ShouldBe(["Page 5", "Page 4", "Page 3", "Page 2", "Page 1"]);
    }

    private static async Task<string> AddAsync(Api caller, string name, bool shared = false) =>
        (await caller.PostAsync(Views, new { name, resource = "leads", shared })).Expect(HttpStatusCode.Created)["id"].GetString()!;

    private static object Value(JsonElement schema)
    {
        if (schema.TryGetProperty("enum", out var choices))
            return choices[0].GetString()!;
        return (schema.GetProperty("type").GetString(), schema.TryGetProperty("format", out var format) ? format.GetString() : null) switch
        {
            ("integer", _) => long.MaxValue,
            ("number", _) => 12.5m,
            ("boolean", _) => true,
            (_, "date") => "2026-01-31",
            (_, "date-time") => "2026-01-31T08:30:00Z",
            (_, "uuid") => Guid.Empty,
            _ => "2026-01-31",
        };
    }
}
