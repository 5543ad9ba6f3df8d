using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Causeway.Sandbox;
using Causeway.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Platform.Access.Matrix;

/// <summary>Every operation that the server has, asked by everybody.</summary>
public sealed partial class MatrixTests(MatrixWorld world) : IClassFixture<MatrixWorld>
{
    /// <summary>The rule of contract section 2, lead by lead.</summary>
    private static readonly Dictionary<string, string[]> Visible = new()
    {
        ["A"] = ["A's", "Anna's", "nobody's", "nobody's of A's team"],
        ["B"] = ["B's", "nobody's", "nobody's of B's team"],
        ["London"] = ["B's", "London's", "nobody's", "nobody's of B's team"],
        ["Morgan"] = ["A's", "B's", "Anna's", "Morgan's", "London's", "A's in London", "nobody's"],
        ["Anna"] = ["A's", "Anna's", "nobody's", "nobody's of A's team"],
        ["admin"] = ["A's", "B's", "Anna's", "Morgan's", "nobody's", "nobody's of A's team", "nobody's of B's team"],
        ["admin key"] = ["A's", "B's", "Anna's", "Morgan's", "London's", "A's in London", "nobody's", "nobody's of A's team", "nobody's of B's team"],
    };

    /// <summary>The stricter list of contract 3.2: who is no administrator sees their own alone.</summary>
    private static readonly Dictionary<string, string[]> Own = new()
    {
        ["A"] = ["A's"],
        ["B"] = ["B's"],
        ["London"] = ["London's"],
        ["Morgan"] = ["Morgan's"],
        ["Anna"] = ["Anna's"],
        ["admin"] = Visible["admin"],
        ["admin key"] = Visible["admin key"],
    };

    public static TheoryData<string> Operations => [.. MatrixTable.Statuses.Keys];

    public static TheoryData<string, string> Readers => new(
        from route in new[] { "list", "list as CSV", "opportunities", "board", "records", "changes", "search" }
        from reader in MatrixTable.Callers.Where(caller => Subject(caller) is not null && !(caller == "A leads" && route is ("changes" or "search")))
        select (route, reader));

    public static TheoryData<string, string> SubjectReaders => new(
        from route in ActivityDoors.All
        from reader in Visible.Keys
        select (route, reader));

    /// <summary>What members read of by no route is for administrators in the feed as well.</summary>
    private static readonly string[] ForAdministrators =
    [
        "res.users", "res.company", "hr.employee", "hr.department", "crm.team.member", "res.currency", "res.currency.rate",
        "res.country", "res.country.state", "mail.activity.type",
    ];

    [Fact]
    public async Task The_table_has_a_line_for_every_operation_and_none_for_what_is_gone() =>
        MatrixTable.Statuses.Keys.ShouldBe((await OperationsAsync()).Keys, ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Every_caller_gets_the_status_that_the_table_says(string id)
    {
        var (operation, requests) = ((await OperationsAsync())[id], new MatrixRequests(world));
        var got = new List<string>();
        foreach (var caller in MatrixTable.Callers)
            got.Add($"{caller}: {await requests.StatusAsync(operation, await world.CallerAsync(caller, MatrixRequests.EndsSignIn(operation)))}");

        got.ShouldBe(MatrixTable.Callers.Zip(MatrixTable.Statuses[id], (caller, status) => $"{caller}: {status}"));
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task Every_reader_gets_the_records_that_the_rule_says_and_counts_no_more(string route, string reader)
    {
        var api = await world.CallerAsync(reader);
        var expected = (route.StartsWith("list", StringComparison.Ordinal) ? Own : Visible)[Subject(reader)!];

        world.Named(await ReadAsync(api, route)).ShouldBe(expected, ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(SubjectReaders))]
    public async Task An_activity_shows_the_lead_that_it_is_about_to_who_sees_that_lead_and_to_nobody_else(string route, string reader)
    {
        var api = await world.CallerAsync(reader);

        var told = await new ActivityDoors(world, api).ReadAsync(route);

        told.Count.ShouldBeGreaterThan(0);
        foreach (var (activity, shown) in told)
            shown.ShouldBe(Visible[reader].Contains(world.SubjectOf(activity)), $"the activity on {world.SubjectOf(activity)}");
    }

    [Theory]
    [InlineData("A", false)]
    [InlineData("Morgan", false)]
    [InlineData("admin", true)]
    [InlineData("admin read", true)]
    public async Task The_feed_tells_members_of_no_model_that_only_administrators_read(string reader, bool isAdmin)
    {
        var api = await world.CallerAsync(reader);

        var told = (await ActivityDoors.ChangesAsync(api, "")).Select(change => change.GetProperty("model").GetString()!).ToHashSet();

        told.ShouldContain("crm.stage");
        told.ShouldContain("res.partner");
        told.Intersect(ForAdministrators).Order(StringComparer.Ordinal).ShouldBe(isAdmin ? ForAdministrators.Order(StringComparer.Ordinal) : []);
        (await ActivityDoors.ChangesAsync(api, "models=hr.employee&")).Any().ShouldBe(isAdmin);
    }

    [Fact]
    public async Task Owners_of_private_connections_with_equal_record_ids_never_see_each_others()
    {
        await using var first = await SandboxServer.StartAsync(new SandboxOptions { Leads = 8, Seed = 11 }, default);
        await using var second = await SandboxServer.StartAsync(new SandboxOptions { Leads = 8, Seed = 12 }, default);
        var (sofia, daniel) = (await world.SignInByOdooAsync("sofia.rossi"), await world.SignInByOdooAsync("daniel.nowak"));
        var (hers, his) = (await ConnectAsync(sofia, first), await ConnectByProfileAsync(daniel, second));

        var (ofHers, ofHis) = (await LeadsAsync(sofia), await LeadsAsync(daniel));

        ofHers.Select(lead => lead.Id).ShouldBe(ofHis.Select(lead => lead.Id));
        ofHers.ShouldNotBe(ofHis);
        foreach (var stranger in new[] { daniel, world.Mirror.Admin, await world.CallerAsync("admin key"), await world.CallerAsync("Morgan") })
        {
            foreach (var path in new[] { "/api/records/crm.lead", $"/api/crm/leads/{ofHers[0].Id}", "/api/changes", "/api/integrations/sync/logs", "/api/opportunities/kanban?" })
                (await stranger.GetAsync(path, ("X-Connection", $"{hers}"))).Code.ShouldBe(404, path);
            (await stranger.GetAsync($"/api/connections/{hers}")).Code.ShouldBe(404);
            (await stranger.DeleteAsync($"/api/connections/{hers}")).Code.ShouldBe(404);
        }

        (await sofia.GetAsync("/api/crm/leads", ("X-Connection", $"{his}"))).Code.ShouldBe(404);
        (await sofia.PutAsync($"/api/crm/leads/{ofHis[0].Id}", new { name = "Hers" }, ("X-Connection", $"{his}"))).Code.ShouldBe(404);
        (await sofia.GetAsync("/api/profile/odoo-credentials")).Code.ShouldBe(404);
        (await daniel.PutAsync($"/api/crm/leads/{ofHis[0].Id}", new { name = "His" })).Code.ShouldBe(200);
        (await LeadsAsync(sofia)).ShouldBe(ofHers);
        (await sofia.GetAsync($"/api/integrations/sync/{world.SyncId}")).Code.ShouldBe(404);
        var cursor = (await daniel.GetAsync("/api/records/crm.lead?per_page=1"))["pagination"].GetProperty("next_cursor").GetString();
        (await sofia.GetAsync($"/api/records/crm.lead?cursor={cursor}")).Code.ShouldBe(400);
    }

    /// <summary>Whose view a caller has; null for who sees no list.</summary>
    private static string? Subject(string caller) => caller switch
    {
        "anonymous" or "pending" or "revoked" => null,
        "admin key" => caller,
        _ => caller.Split(' ')[0],
    };

    private async Task<IEnumerable<long>> ReadAsync(Api api, string route) => route switch
    {
        "list" => await PagesAsync(api, "/api/crm/leads?", "leads"),
        "list as CSV" => Csv.Parse((await api.GetAsync("/api/crm/leads?format=csv")).Expect(HttpStatusCode.OK).Text).Select(row => long.Parse(row["id"], CultureInfo.InvariantCulture)),
        "opportunities" => await PagesAsync(api, "/api/opportunities?status=all&", "opportunities"),
        "records" => await PagesAsync(api, "/api/records/crm.lead?", "records"),
        "changes" => (await api.GetAsync("/api/changes?models=crm.lead")).Expect(HttpStatusCode.OK)["changes"].EnumerateArray()
            .Where(change => change.GetProperty("kind").GetString() == "insert").Select(change => change.GetProperty("id").GetInt64()),
        "search" => await FoundAsync(api),
        _ => await BoardAsync(api),
    };

    /// <summary>Page by page, as many as the total says.</summary>
    private static async Task<IReadOnlyList<long>> PagesAsync(Api api, string path, string collection)
    {
        var (ids, cursor, total) = (new List<long>(), "", 0L);
        do
        {
            var page = (await api.GetAsync($"{path}per_page=100{(cursor.Length > 0 ? $"&cursor={cursor}" : "")}")).Expect(HttpStatusCode.OK);
            ids.AddRange(page.Ids(collection));
            total = page["pagination"].GetProperty("total").GetInt64();
            cursor = page["pagination"].GetProperty("next_cursor").GetString() ?? "";
        }
        while (cursor.Length > 0);
        ids.Count.ShouldBe((int)total);
        return ids;
    }

    /// <summary>What the names of the leads find, each by itself.</summary>
    private async Task<IEnumerable<long>> FoundAsync(Api api)
    {
        var found = new HashSet<long>();
        foreach (var name in world.Leads.Keys)
        {
            var answer = (await api.GetAsync($"/api/search?types=leads&limit=20&q={Uri.EscapeDataString(name)}")).Expect(HttpStatusCode.OK);
            found.UnionWith(answer["groups"][0].GetProperty("hits").EnumerateArray().Select(hit => hit.GetProperty("id").GetInt64()));
        }

        return found;
    }

    /// <summary>
    /// The board's cards; its counts are those of the open opportunities that the reader may list. Of those alone whose name
    /// says whose they are: what the matrix itself makes fills the first fifty of a column.
    /// </summary>
    private static async Task<IEnumerable<long>> BoardAsync(Api api)
    {
        var board = (await api.GetAsync("/api/opportunities/kanban?q=%27s")).Expect(HttpStatusCode.OK)["kanban"].EnumerateArray().ToList();
        var open = await PagesAsync(api, "/api/opportunities?status=open&q=%27s&", "opportunities");
        board.Sum(column => column.GetProperty("count").GetInt32()).ShouldBe(open.Count);
        return board.SelectMany(column => column.GetProperty("opportunities").EnumerateArray()).Select(card => card.GetProperty("id").GetInt64());
    }

    private async Task<IReadOnlyDictionary<string, Operation>> OperationsAsync()
    {
        var document = JsonNode.Parse(await world.Mirror.Server.Client.GetStringAsync("/openapi/v1.json"))!;
        var operations =
            from path in document["paths"]!.AsObject()
            from method in path.Value!.AsObject()
            select new Operation((string)method.Value!["operationId"]!, method.Key.ToUpperInvariant(), path.Key);
        return operations.ToDictionary(operation => operation.Id);
    }

    private async Task<int> ConnectAsync(Api owner, SandboxServer odoo)
    {
        var ended = world.Mirror.Server.Logs.NextAsync("Sync Completed");
        var answer = await owner.PostAsync("/api/connections", new { url = odoo.Url, database = odoo.Database, username = "admin", api_key = odoo.Admin.ApiKey, interval_minutes = 1440 });
        await ended;
        return answer.Expect(HttpStatusCode.Created)["connection"].GetProperty("id").GetInt32();
    }

    /// <summary>The same connection by the other door.</summary>
    private async Task<int> ConnectByProfileAsync(Api owner, SandboxServer odoo)
    {
        var ended = world.Mirror.Server.Logs.NextAsync("Sync Completed");
        (await owner.PostAsync("/api/profile/odoo-credentials", new { odoo_url = odoo.Url, odoo_database = odoo.Database, odoo_username = "admin", odoo_password = odoo.Admin.ApiKey })).Expect(HttpStatusCode.OK);
        await ended;
        return (await owner.GetAsync("/api/profile/odoo-credentials"))["connection_id"].GetInt32();
    }

    private static async Task<(long Id, string? Name)[]> LeadsAsync(Api api) =>
        [.. (await api.GetAsync("/api/records/crm.lead?per_page=100")).Expect(HttpStatusCode.OK)["records"].EnumerateArray()
            .Select(lead => (lead.GetProperty("id").GetInt64(), lead.GetProperty("name").GetString()))];
}
