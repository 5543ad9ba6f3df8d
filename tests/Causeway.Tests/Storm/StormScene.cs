using System.Text.Json.Nodes;
using Causeway.Sandbox;
using Causeway.Tests.Infrastructure;
using Causeway.Tests.Sandbox;
using Causeway.Tests.Storm.Operations;
using Xunit;

namespace Causeway.Tests.Storm;

/// <summary>One storm with all that it needs: an Odoo, a database, a server, and what was found in the end.</summary>
internal sealed class StormScene : IAsyncDisposable
{
    private static readonly Operation[] Everything =
    [
        .. LeadOperations.All,
        .. ContactOperations.All,
        .. SettingOperations.All,
        .. OfficeOperations.All,
        .. ServerOperations.All,
        .. DumpOperations.All,
        .. FaultOperations.All,
        .. MirrorOperations.All,
    ];

    private IReadOnlyList<Operation> operations = Everything;
    private readonly TestDatabase database;
    private readonly SandboxServer? sandbox;
    private readonly HttpClient http;
    private readonly StormProcess server;
    private readonly ProofTime proofs;
    private readonly Journal journal = new();
    private readonly World world;
    private readonly StormRun storm;
    private readonly ApiReader api;
    private readonly Comparison comparison;

    private StormScene(TestDatabase database, SandboxServer? sandbox, HttpClient http, OdooWire actor, OdooWire account, OdooControl? control, StormSettings settings, int seed)
    {
        (this.database, this.sandbox, this.http) = (database, sandbox, http);
        server = new StormProcess(database.ConnectionString);
        proofs = new ProofTime(database.DataSource);
        var postman = new Postman(server, seed);
        world = new World(actor, account, control, server, postman, proofs, journal, seed);
        storm = new StormRun(settings, world, server, postman, journal, seed);
        api = new ApiReader(server);
        comparison = new Comparison(new OdooReader(account), api);
    }

    public IReadOnlyList<Difference> Differences => comparison.Differences;

    /// <summary>A sandbox of its own: 19 and 18 in turn, with a record rule that hides some leads from Causeway's account.</summary>
    public static async Task<StormScene> OnSandboxAsync(TestCluster cluster, StormSettings settings, int seed)
    {
        var odoo = await SandboxServer.StartAsync(new SandboxOptions { Version = seed % 2 == 0 ? "18.0" : "19.0", Leads = settings.Leads, Seed = seed }, default);
        var client = new HttpClient { BaseAddress = new Uri(odoo.Url), Timeout = TimeSpan.FromMinutes(5) };
        var control = new OdooControl(odoo.Url);
        var admin = new OdooWire(client, "jsonrpc", odoo.Database, odoo.Admin.Id, odoo.Admin.Login, odoo.Admin.Password);
        var actor = await HireAsync(client, odoo, admin);
        await control.RuleAsync(odoo.Admin.Login, "crm.lead", new object[] { new object[] { "referred", "!=", World.OutOfSight } });
        var scene = new StormScene(await cluster.NewDatabaseAsync(), odoo, client, actor, admin, control, settings, seed);
        await scene.ConnectAsync(odoo.Url, odoo.Database, odoo.Admin.Login, odoo.Admin.ApiKey);
        return scene;
    }

    /// <summary>A real server, by what an administrator can do to it; Causeway reads it with one account or another.</summary>
    public static async Task<StormScene> OnRealAsync(TestCluster cluster, StormSettings settings, OdooTarget odoo, string login, string key)
    {
        var client = new HttpClient { BaseAddress = odoo.Http.BaseAddress, Timeout = TimeSpan.FromMinutes(5) };
        var uid = (int)(await OdooWire.JsonRpcAsync(client, "common", "authenticate", [odoo.Database, login, key, new JsonObject()]))!;
        var account = new OdooWire(client, "jsonrpc", odoo.Database, uid, login, key);
        var scene = new StormScene(await cluster.NewDatabaseAsync(), null, client, odoo.Admin, account, null, settings, settings.First)
        {
            operations = [.. Everything.Where(operation => operation.ByClient), .. new RealOperations(new ServerJobs(odoo)).All],
        };
        await scene.world.LendAsync("res.users", new object[] { new object[] { "login", "in", new[] { "admin", login } } });
        await scene.world.LendAsync("crm.stage", Array.Empty<object>());
        await scene.world.LendAsync("res.company", new object[] { new object[] { "id", "=", 1 } });
        await scene.world.SettleAsync();
        await scene.ConnectAsync(client.BaseAddress!.ToString(), odoo.Database, login, key);
        return scene;
    }

    public async Task BlowAsync()
    {
        await storm.BlowAsync(operations);
        try
        {
            await new Quiet(world, proofs).FallAsync();
            await CompareAsync();
        }
        finally
        {
            Report();
        }
    }

    private async Task CompareAsync()
    {
        await comparison.CompareAsync();
        if (sandbox is not null || comparison.Differences.Count == 0)
            return;
        // Others work on a real server too: what the storm did not touch is held against Odoo once more.
        await new Quiet(world, proofs).FallAsync();
        var again = new Comparison(new OdooReader(world.Account), api);
        await again.CompareAsync();
        var still = again.Differences.Select(difference => (difference.Model, difference.Id, difference.Field)).ToHashSet();
        comparison.Differences.RemoveAll(difference => !journal.Touched(difference.Model, difference.Id) && !still.Contains((difference.Model, difference.Id, difference.Field)));
    }

    /// <summary>Counts, and each difference with the last that was done to its record.</summary>
    private void Report()
    {
        var lines = new List<string> { storm.Sum(comparison.Total) };
        foreach (var record in comparison.Differences.GroupBy(difference => (difference.Model, difference.Id)).Take(10))
        {
            lines.AddRange(record.Select(difference => difference.ToString()));
            lines.AddRange(journal.About(record.Key.Model, record.Key.Id).Select(entry => $"    {entry}"));
        }

        if (comparison.Differences.Count > 0 || comparison.Total.Records == 0)
            lines.AddRange(server.LastLines(60));
        var text = string.Join('\n', lines);
        TestContext.Current.TestOutputHelper?.WriteLine(text);
        if (Environment.GetEnvironmentVariable("STORM_LOG") is { Length: > 0 } file)
            File.AppendAllText(file, text + "\n");
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        if (world.Control is null)
            await world.TidyAsync("crm.lead", "hr.employee", "hr.department", "product.product", "crm.team", "crm.tag", "crm.lost.reason", "crm.stage", "res.users", "res.partner", "res.partner.category", "res.partner.industry");
        world.Control?.Dispose();
        http.Dispose();
        if (sandbox is not null)
            await sandbox.DisposeAsync();
        await database.DisposeAsync();
    }

    /// <summary>Somebody with all of the administrator's rights, whom no rule hides anything from.</summary>
    private static async Task<OdooWire> HireAsync(HttpClient client, SandboxServer odoo, OdooWire admin)
    {
        var groups = odoo.Users[0] is var first && await admin.CallAsync("res.users", "fields_get", new { attributes = new[] { "type" } }) is { } fields && fields["group_ids"] is not null ? "group_ids" : "groups_id";
        var own = await admin.ReadAsync("res.users", first.Id, groups, "company_ids");
        var values = new Dictionary<string, object?> { ["name"] = "Storm", ["login"] = "storm", ["password"] = "storm", [groups] = Wires.Ids(own[groups]), ["company_ids"] = Wires.Ids(own["company_ids"]) };
        var id = Wires.Ids(await admin.CallAsync("res.users", "create", new { vals_list = new[] { values } }))[0];
        return new OdooWire(client, "jsonrpc", odoo.Database, id, "storm", "storm");
    }

    private async Task ConnectAsync(string url, string name, string username, string key)
    {
        await server.StartAsync();
        await server.PostAsync("/api/integrations/odoo/configure", new { url, database = name, username, api_key = key, interval_minutes = 1 });
    }
}
