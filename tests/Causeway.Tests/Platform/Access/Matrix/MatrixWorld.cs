using System.Net;
using Causeway.Sandbox;
using Causeway.Tests.Infrastructure;
using Dapper;
using Xunit;

namespace Causeway.Tests.Platform.Access.Matrix;

/// <summary>The people of the matrix, and leads whose owner, team and company differ in every way that counts.</summary>
public sealed class MatrixWorld(TestCluster cluster) : IAsyncLifetime
{
    /// <summary>Of every activity that was made for the matrix.</summary>
    public const string ActivitySummary = "Of the matrix";

    private const string AdminKey = "the key of the house";

    private readonly Dictionary<string, Func<Task<Api>>> signIns = [];
    private readonly Dictionary<string, Api> signedIn = [];
    private readonly Dictionary<long, string> leads = [];
    private readonly Dictionary<long, string> activities = [];

    private TestDatabase database = null!;

    internal MirrorServer Mirror { get; private set; } = null!;

    /// <summary>A run that has ended.</summary>
    public string SyncId { get; private set; } = "";

    /// <summary>What writes are tried on.</summary>
    public long LeadOfA { get; private set; }

    /// <summary>The same, among tasks.</summary>
    public string TaskOfA { get; private set; } = "";

    /// <summary>What a task of A's is made of.</summary>
    internal object NewTask { get; private set; } = new();

    /// <summary>A contact of no company in particular.</summary>
    public long Contact { get; private set; }

    /// <summary>A posted invoice of A's.</summary>
    public long InvoiceOfA { get; private set; }

    public long ActivityOfA { get; private set; }

    public async ValueTask InitializeAsync()
    {
        database = await cluster.NewDatabaseAsync();
        Mirror = await MirrorServer.StartAsync(
            database.DataSource, new SandboxOptions(), with: settings => settings with { AdminApiKey = AdminKey, AllowedOdooHosts = ["127.0.0.0/8"] });
        // Ingrid belongs to Pieter's team, and to the other company alone.
        await Mirror.WriteAsync("res.users", Uid("ingrid.larsen"), new { company_id = 2, company_ids = new object[] { new object[] { 6, 0, new[] { 2 } } } });
        LeadOfA = await LeadAsync("worked on by the matrix", "lukas.berg");
        await AddLeadsAsync();
        await AddSalesAsync();
        await AddActivitiesAsync();
        // With its name, which tells of it as well.
        (await Mirror.Admin.PatchAsync($"/api/connections/{Mirror.ConnectionId}", new { models = new[] { new { model = "mail.activity", fields = new[] { "res_name" } } } })).Expect(HttpStatusCode.OK);
        SyncId = $"{(await Mirror.SyncCompletelyAsync()).Id}";
        await AddCallersAsync();
        await AddTaskOfAAsync();
        ActivityOfA = await AddActivityAsync();
    }

    private async Task AddLeadsAsync()
    {
        var (direct, partners) = (await TeamAsync("Direct Sales"), await TeamAsync("Partners & Export"));
        leads[await LeadAsync("A's", "lukas.berg")] = "A's";
        leads[await LeadAsync("B's", "pieter.jansen")] = "B's";
        leads[await LeadAsync("Anna's", "anna.keller")] = "Anna's";
        leads[await LeadAsync("Morgan's", "morgan.reyes")] = "Morgan's";
        leads[await LeadAsync("London's", "ingrid.larsen", company: 2)] = "London's";
        leads[await LeadAsync("A's in London", "lukas.berg", company: 2)] = "A's in London";
        leads[await LeadAsync("nobody's", null)] = "nobody's";
        leads[await LeadAsync("nobody's of A's team", null, direct)] = "nobody's of A's team";
        leads[await LeadAsync("nobody's of B's team", null, partners)] = "nobody's of B's team";
    }

    private async Task AddSalesAsync()
    {
        Contact = await Mirror.CreateAsync("res.partner", new { name = "Known to all", is_company = true });
        InvoiceOfA = (await Mirror.Control.DumpAsync("account.move")).Values.First(move => move.GetProperty("state").GetString() == "posted").GetProperty("id").GetInt64();
        await Mirror.WriteAsync("account.move", (int)InvoiceOfA, new { payment_reference = "A's" });
        await Mirror.Control.UpdateAsync("account.move", [InvoiceOfA], new { invoice_user_id = Uid("lukas.berg"), company_id = 1 });
    }

    /// <summary>On each of these leads one activity of A and one of B, who see not all of them.</summary>
    private async Task AddActivitiesAsync()
    {
        var model = (int)(await Mirror.Raw.CallAsync("ir.model", "search", new { domain = new object[] { new object[] { "model", "=", "crm.lead" } } }))![0]!;
        foreach (var (lead, name) in leads)
        {
            foreach (var login in new[] { "lukas.berg", "pieter.jansen" })
                activities[await Mirror.CreateAsync("mail.activity", new { res_model_id = model, res_id = lead, summary = ActivitySummary, user_id = Uid(login) })] = name;
        }
    }

    private async Task<int> LeadAsync(string name, string? login, int? team = null, int? company = null)
    {
        object Or<T>(T? value) where T : struct => value is { } number ? number : false;
        var user = Or(login is null ? default(int?) : Uid(login));
        var id = await Mirror.CreateAsync("crm.lead", new { name, type = "opportunity", user_id = user, company_id = Or(company) });
        // Odoo gives a lead of a salesperson their team and company; what is asked for here is exact.
        await Mirror.Control.UpdateAsync("crm.lead", [id], new { user_id = user, team_id = Or(team), company_id = Or(company) });
        return id;
    }

    private async Task AddCallersAsync()
    {
        var http = Mirror.Server.Client;
        Add("anonymous", () => Task.FromResult(new Api(http)));
        await RegisterAsync("patience");
        Add("pending", () => Api.SignInAsync(http, "/api/auth/login", new { username = "patience", password = AccessServer.Password }));
        foreach (var (name, login) in new[] { ("A", "lukas.berg"), ("B", "pieter.jansen"), ("London", "ingrid.larsen"), ("Morgan", "morgan.reyes"), ("Anna", "anna.keller") })
            Add(name, () => SignInByOdooAsync(login));
        Add("admin", Mirror.SignInAsAdminAsync);
        Add("admin key", () => Task.FromResult(new Api(http, token: null, ("X-ODOO-API-KEY", AdminKey))));
        await AddTokensAsync("A", ("A read", "read"), ("A write", "write"), ("A leads", "crm.lead:read"));
        await AddTokensAsync("admin", ("admin read", "read"), ("admin write", "write"), ("admin admin", "admin"));
        // Whose role changes is refused at once, and signs in again.
        await SetAsync(await CallerAsync("Morgan", anew: true), new { role = "manager" });
        var revoked = await SignInByOdooAsync("james.walsh");
        await SetAsync(revoked, new { is_active = false });
        Add("revoked", () => Task.FromResult(revoked));
    }

    private async Task AddTaskOfAAsync()
    {
        var a = (await (await CallerAsync("A")).GetAsync("/api/auth/me"))["user"].GetProperty("id").GetString();
        NewTask = new { entity_name = "Northwind", task_type = "Call", task_time = "2026-12-24T10:00:00Z", contact_person_id = a };
        TaskOfA = await AddTaskAsync();
    }

    /// <summary>A task that A made and has.</summary>
    internal async Task<string> AddTaskAsync() =>
        (await (await CallerAsync("A")).PostAsync("/api/tasks", NewTask)).Expect(HttpStatusCode.Created)["task"].GetProperty("id").GetString()!;

    /// <summary>A view of A's that everybody sees.</summary>
    internal async Task<string> AddViewAsync() =>
        (await (await CallerAsync("A")).PostAsync("/api/views", new { name = $"{Guid.NewGuid()}", resource = "leads", shared = true })).Expect(HttpStatusCode.Created)["id"].GetString()!;

    private async Task RegisterAsync(string username) => (await new Api(Mirror.Server.Client).PostAsync(
        "/api/auth/register", new { username, email = $"{username}@example.com", password = AccessServer.Password, full_name = "Somebody new" })).Expect(HttpStatusCode.Created);

    private async Task AddTokensAsync(string owner, params (string Caller, string Scope)[] tokens)
    {
        foreach (var (caller, scope) in tokens)
        {
            var made = (await (await CallerAsync(owner)).PostAsync("/api/auth/tokens", new { name = caller, scopes = new[] { scope } })).Expect(HttpStatusCode.Created);
            Add(caller, () => Task.FromResult(new Api(Mirror.Server.Client, made["token"].GetString())));
        }
    }

    private async Task SetAsync(Api user, object change)
    {
        var id = (await user.GetAsync("/api/auth/me"))["user"].GetProperty("id").GetString();
        (await Mirror.Admin.PatchAsync($"/api/auth/users/{id}", change)).Expect(HttpStatusCode.OK);
    }

    private void Add(string caller, Func<Task<Api>> signIn) => signIns[caller] = signIn;

    internal Task<Api> SignInByOdooAsync(string login) =>
        Api.SignInAsync(Mirror.Server.Client, "/api/login", new { username = login, api_key = Mirror.Odoo.Users.Single(user => user.Login == login).ApiKey });

    /// <summary>The caller, signed in once for all; or anew.</summary>
    internal async Task<Api> CallerAsync(string name, bool anew = false)
    {
        if (anew)
            return await signIns[name]();
        if (!signedIn.TryGetValue(name, out var api))
            signedIn[name] = api = await signIns[name]();
        return api;
    }

    /// <summary>Which of the leads that differ are among these, by name.</summary>
    internal IEnumerable<string> Named(IEnumerable<long> ids) => ids.Where(leads.ContainsKey).Select(id => leads[id]);

    /// <summary>The leads, by name.</summary>
    internal IReadOnlyDictionary<string, long> Leads => leads.ToDictionary(lead => lead.Value, lead => lead.Key);

    /// <summary>The name of the lead that an activity is about.</summary>
    internal string SubjectOf(long activity) => activities[activity];

    /// <summary>A lead of A's to be deleted or converted.</summary>
    internal async Task<long> AddLeadAsync(string type = "opportunity") =>
        (await Mirror.Admin.PostAsync("/api/crm/leads", new { name = "To be deleted", type, user_id = Uid("lukas.berg") })).Expect(HttpStatusCode.Created).Id;

    /// <summary>An activity of A's about a lead of theirs.</summary>
    internal async Task<long> AddActivityAsync() => (await Mirror.Admin.PostAsync(
        "/api/activities", new { res_model = "crm.lead", res_id = LeadOfA, user_id = Uid("lukas.berg") })).Expect(HttpStatusCode.Created).Id;

    /// <summary>A shared connection to be deleted.</summary>
    internal async Task<int> AddConnectionAsync()
    {
        await using var db = await Mirror.Database.OpenConnectionAsync();
        return await db.ExecuteScalarAsync<int>(
            "insert into causeway.connection (name, url, database, username, secret_protected, paused) values ('spare', 'http://localhost', '', '', '', true) returning id");
    }

    private int Uid(string login) => Mirror.Odoo.Users.Single(user => user.Login == login).Id;

    private async Task<int> TeamAsync(string name) =>
        (int)(await Mirror.Control.DumpAsync("crm.team")).Single(team => team.Value.GetProperty("name").GetString() == name).Key;

    public async ValueTask DisposeAsync()
    {
        await Mirror.DisposeAsync();
        await database.DisposeAsync();
    }
}
