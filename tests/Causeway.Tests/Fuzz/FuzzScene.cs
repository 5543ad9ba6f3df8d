using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Causeway.Sandbox;
using Causeway.Tests.Infrastructure;
using Causeway.Tests.Infrastructure.OpenId;
using Dapper;
using Shouldly;

namespace Causeway.Tests.Fuzz;

/// <summary>Somebody who asks.</summary>
internal sealed record FuzzCaller(string Name, string Header, string Credential);

/// <summary>
/// Two sandbox Odoos, somebody who plays Microsoft, and the server in a process of its own, whose memory can be looked at.
/// </summary>
internal sealed class FuzzScene : IAsyncDisposable
{
    private const string AdminKey = "the key of the house";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string directory;
    private readonly TestDatabase database;
    private readonly SandboxServer odoo;
    private readonly SandboxServer second;
    private readonly OpenIdProvider microsoft;
    private readonly TestProgram program;
    private readonly ProcessHeap heap;

    private FuzzScene(TestDatabase database, SandboxServer odoo, SandboxServer second, OpenIdProvider microsoft, TestProgram program, ProcessHeap heap, string directory, HttpClient http)
    {
        (this.database, this.odoo, this.second, this.microsoft) = (database, odoo, second, microsoft);
        (this.program, this.heap, this.directory, Http) = (program, heap, directory, http);
    }

    /// <summary>Sends what it is given, bytes that are no ASCII too.</summary>
    public HttpClient Http { get; }

    public JsonNode Document { get; private set; } = null!;

    public FuzzWorld World { get; private set; } = null!;

    public IReadOnlyList<FuzzCaller> Callers { get; private set; } = [];

    public static async Task<FuzzScene> StartAsync(TestCluster cluster)
    {
        var scene = await ServeAsync(await cluster.NewDatabaseAsync());
        await scene.ConnectAsync();
        await scene.FindWorldAsync();
        await scene.SignInAsync();
        return scene;
    }

    public async Task<FuzzMemory> MemoryAsync(CancellationToken cancellationToken) => new(await heap.KeptAsync(cancellationToken), program.Resident);

    /// <summary>Those of the callers whose sign-in has ended meanwhile.</summary>
    public async Task<IReadOnlyList<string>> SignedOutAsync()
    {
        var ended = new List<string>();
        foreach (var caller in Callers.Take(Callers.Count - 1))
        {
            if ((await new Api(Http, token: null, (caller.Header, caller.Credential)).GetAsync("/api/users")).Code != 200)
                ended.Add(caller.Name);
        }

        return ended;
    }

    public IEnumerable<string> LastLines(int count) => program.Tail(count);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        program.Kill();
        program.Dispose();
        heap.Dispose();
        await odoo.DisposeAsync();
        await second.DisposeAsync();
        await microsoft.DisposeAsync();
        await database.DisposeAsync();
        if (Directory.Exists(directory))
            Directory.Delete(directory, recursive: true);
    }

    private static async Task<FuzzScene> ServeAsync(TestDatabase store)
    {
        var dataDirectory = TestDirectory.New();
        var watch = new ProcessHeap();
        var server = TestProgram.Start(
            "serve",
            [
                .. watch.Settings,
                ("DATABASE_URL", store.ConnectionString),
                ("DATA_DIR", dataDirectory),
                ("PORT", "0"),
                ("MASTER_KEY", TestServer.MasterKey),
                ("ADMIN_API_KEY", AdminKey),
                ("REQUESTS_PER_MINUTE", "1000000"),
                ("ANONYMOUS_REQUESTS_PER_MINUTE", "1000000"),
                ("SIGN_INS_PER_MINUTE", "1000000"),
                ("ODOO_CALLS_PER_MINUTE", "1000000"),
            ]);
        var line = await server.LineAsync("Now listening on: ");
        server.Drain();
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, RequestHeaderEncodingSelector = static (_, _) => Encoding.UTF8 };
        return new FuzzScene(
            store,
            await SandboxServer.StartAsync(new SandboxOptions(), default),
            await SandboxServer.StartAsync(new SandboxOptions { Leads = 20, Seed = 2 }, default),
            await OpenIdProvider.StartAsync(TimeProvider.System),
            server,
            watch,
            dataDirectory,
            new HttpClient(handler) { BaseAddress = new Uri(line.Split("Now listening on: ")[1]), Timeout = Patience });
    }

    private async Task ConnectAsync()
    {
        (await Admin.PostAsync("/api/integrations/odoo/configure", Credentials(odoo))).Expect(HttpStatusCode.OK);
        (await Admin.PostAsync("/api/connections", Credentials(second))).Expect(HttpStatusCode.Created);
        var application = new { client_id = OpenIdProvider.ClientId, client_secret = OpenIdProvider.ClientSecret, tenant_id = $"{OpenIdProvider.Tenant}", authority = $"{microsoft.Authority}" };
        (await Admin.PostAsync("/api/integrations/ms365/configure", application)).Expect(HttpStatusCode.OK);
        using var limit = new CancellationTokenSource(Patience);
        await using var db = await database.DataSource.OpenConnectionAsync(limit.Token);
        while (await db.ExecuteScalarAsync<int>("select count(*) from causeway.sync_run where status = 'completed'") < 2)
            await Task.Delay(100, limit.Token);
    }

    private static object Credentials(SandboxServer odoo) =>
        new { url = odoo.Url, database = odoo.Database, username = odoo.Admin.Login, api_key = odoo.Admin.ApiKey, interval_minutes = 1440 };

    private async Task FindWorldAsync()
    {
        Document = JsonNode.Parse(await Http.GetStringAsync("/openapi/v1.json"))!;
        await using var db = await database.DataSource.OpenConnectionAsync();
        var (connection, spare) = await db.QuerySingleAsync<(int, int)>("select min(id), max(id) from causeway.connection");
        var ids = new List<long> { 1, 2, 3, 4, 5 };
        foreach (var route in new[] { "/api/crm/leads", "/api/contacts", "/api/accounts/real", "/api/invoices", "/api/products", "/api/activities" })
            ids.AddRange((await Admin.GetAsync($"{route}?per_page=10")).Expect(HttpStatusCode.OK).Json.EnumerateObject().First(member => member.Value.ValueKind == JsonValueKind.Array).Value.EnumerateArray().Select(record => record.GetProperty("id").GetInt64()));
        var uuids = (await db.QueryAsync<string>("select id::text from causeway.sync_run union select gen_random_uuid()::text")).ToList();
        World = new FuzzWorld(connection, spare, ids, uuids);
    }

    private async Task SignInAsync()
    {
        var member = await TokenAsync(SandboxRole.OwnDocuments);
        // Whose role changes signs in anew.
        await TokenAsync(SandboxRole.SalesManager);
        var users = await Admin.GetAsync("/api/auth/users?per_page=100");
        foreach (var user in users["users"].EnumerateArray().Where(user => user.GetProperty("username").GetString() == odoo.Users.First(user => user.Role == SandboxRole.SalesManager).Login))
            (await Admin.PatchAsync($"/api/auth/users/{user.GetProperty("id")}", new { role = "manager" })).Expect(HttpStatusCode.OK);
        Callers =
        [
            new FuzzCaller("admin", "X-ODOO-API-KEY", AdminKey),
            new FuzzCaller("manager", "Authorization", $"Bearer {await TokenAsync(SandboxRole.SalesManager)}"),
            new FuzzCaller("member", "Authorization", $"Bearer {member}"),
            new FuzzCaller("nobody", "X-Nobody", ""),
        ];
        var task = (await new Api(Http, member).PostAsync("/api/tasks", new { entity_name = "Fuzz", task_type = "Call", task_time = "2026-12-24T10:00:00Z", contact_person_id = (await new Api(Http, member).GetAsync("/api/auth/me"))["user"].GetProperty("id").GetString() })).Expect(HttpStatusCode.Created);
        World = World with { Uuids = [.. World.Uuids, task["task"].GetProperty("id").GetString()!] };
    }

    private async Task<string> TokenAsync(SandboxRole role)
    {
        var user = odoo.Users.First(user => user.Role == role);
        using var answer = await Http.PostAsJsonAsync("/api/login", new { username = user.Login, api_key = user.ApiKey });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
    }

    private Api Admin => new(Http, token: null, ("X-ODOO-API-KEY", AdminKey));
}
