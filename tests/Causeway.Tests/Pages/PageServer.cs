using System.Net;
using System.Net.Http.Json;
using Causeway.Mirror.Connections;
using Causeway.Mirror.Connections.Management;
using Causeway.Mirror.Sync;
using Causeway.Odoo;
using Causeway.Platform.Access;
using Causeway.Platform.Access.Passwords;
using Causeway.Platform.Access.Sessions;
using Causeway.Platform.Settings;
using Causeway.Sandbox;
using Causeway.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using Cookie = Microsoft.Playwright.Cookie;
using Registration = Causeway.Platform.Settings.Registration;

namespace Causeway.Tests.Pages;

/// <summary>
/// Causeway over a sandbox Odoo, for one test class. Nothing runs by schedule, and both go by one clock that stands still
/// until a test moves it: what Odoo is told to delay waits for the test.
/// </summary>
public abstract class PageServer(TestCluster cluster, int leads, bool connected) : IAsyncLifetime
{
    public const string AdminPassword = "a mountain of paper cranes";

    /// <summary>The user <c>admin</c> of Causeway itself; Odoo's has the login <c>admin</c> too, and is another.</summary>
    public const string LocalAdmin = $"{Local}admin";

    private const string Local = "(local) ";

    private readonly TestDatabase _database = new(cluster);
    private readonly TestClock _clock = new();
    private HttpClient _http = null!;
    private Api _admin = null!;
    private readonly Dictionary<string, Cookie> _signedIn = new(StringComparer.Ordinal);

    public SandboxServer Odoo { get; private set; } = null!;

    internal OdooSide InOdoo { get; private set; } = null!;

    public TestServer Server { get; private set; } = null!;

    public TestClock Clock => _clock;

    public string Address => Server.Address.GetLeftPart(UriPartial.Authority);

    /// <summary>What an administrator types to connect the sandbox.</summary>
    public OdooOptions Credentials => new() { Url = new Uri(Odoo.Url), Database = Odoo.Database, Username = Odoo.Admin.Login, Secret = Odoo.Admin.ApiKey };

    public virtual async ValueTask InitializeAsync()
    {
        await _database.InitializeAsync();
        Odoo = await SandboxServer.StartAsync(new SandboxOptions { Version = "19.0", Leads = leads, Clock = _clock }, default);
        InOdoo = new OdooSide(Odoo, await MirrorServer.RawAsync(Odoo, Odoo.Admin));
        await StartAsync(port: 0);
        // Outlives a server that is stopped and started again.
        _http = new HttpClient { BaseAddress = Server.Address };
        if (connected)
            await ConnectAsync();
    }

    public SandboxUser User(string login) => Odoo.Users.Single(user => user.Login == login);

    /// <summary>Reads what has changed in Odoo, small tables too, which the schedule reads every other time.</summary>
    public async Task SyncAsync() => (await RunAsync()).ShouldBe(SyncStatus.Completed);

    /// <summary>The same, whatever comes of it.</summary>
    internal async Task<SyncStatus?> RunAsync(bool full = false)
    {
        var connection = (await Get<ConnectionStore>().FindSharedAsync(default))!;
        await Get<SyncRuns>().QueueAsync(connection.Id, SyncTrigger.Manual, LocalAdmin[Local.Length..], full, entities: null, default);
        return await Get<ConnectionSync>().RunAsync(connection.Id, default);
    }

    /// <summary>Late enough for the next proof, which a run then makes.</summary>
    internal Task<SyncStatus?> ProveAsync()
    {
        _clock.Advance(TimeSpan.FromMinutes(11));
        return RunAsync();
    }

    /// <summary>Whatever Odoo was made to suffer is over, and it is asked again at once.</summary>
    public async Task MendAsync()
    {
        await InOdoo.MendAsync();
        if (await Get<ConnectionStore>().FindSharedAsync(default) is { } connection)
            await Get<ConnectionStates>().ForgiveAsync(connection.Id, default);
    }

    /// <summary>A new opportunity, made through the API by the administrator, first in its column.</summary>
    public async Task<long> AddOpportunityAsync(string name, string stage, long? salesperson = null, decimal revenue = 1_000)
    {
        var body = new
        {
            name,
            type = "opportunity",
            stage_id = await InOdoo.StageAsync(stage),
            user_id = salesperson ?? Odoo.Admin.Id,
            expected_revenue = revenue,
            priority = "3",
        };
        return (await _admin.PostAsync("/api/crm/leads", body)).Expect(HttpStatusCode.Created).Id;
    }

    /// <summary>A task of the administrator's own.</summary>
    public async Task AddTaskAsync(string about, DateTimeOffset when, DateTimeOffset? remindAt = null)
    {
        var me = (await _admin.GetAsync("/api/auth/me")).Expect(HttpStatusCode.OK)["user"].GetProperty("id").GetGuid();
        var body = new { entity_name = about, task_type = "Call", task_time = when, contact_person_id = me, note = "Ask what they think of oak.", reminder_at = remindAt };
        (await _admin.PostAsync("/api/tasks", body)).Expect(HttpStatusCode.Created);
    }

    /// <summary>A user of Causeway itself, with the administrator's password.</summary>
    internal async Task<string> AddUserAsync(string username, ApprovalStatus status = ApprovalStatus.Approved, bool mustChangePassword = false)
    {
        var added = await Get<UserTable>().TryAddLocalAsync(
            new NewLocalUser
            {
                Username = username,
                FullName = "Nina Nowak",
                Role = Role.Member,
                ApprovalStatus = status,
                PasswordHash = Get<PasswordHashes>().Hash(AdminPassword),
                MustChangePassword = mustChangePassword,
            },
            default);
        added.ShouldNotBeNull();
        return Local + username;
    }

    /// <summary>What an administrator does with an account that waits.</summary>
    public async Task ApproveAsync(string user)
    {
        var found = (await _admin.GetAsync($"/api/auth/users?q={user[Local.Length..]}")).Expect(HttpStatusCode.OK);
        var id = found["users"][0].GetProperty("id").GetGuid();
        (await _admin.PatchAsync($"/api/auth/users/{id}", new { approval_status = "approved" })).Expect(HttpStatusCode.OK);
    }

    /// <summary>The session of a user of Causeway itself, or of a user of Odoo by their key.</summary>
    public async Task<Cookie> SessionOfAsync(string login)
    {
        if (_signedIn.TryGetValue(login, out var known))
            return known;
        var (path, body) = login.StartsWith(Local, StringComparison.Ordinal)
            ? ("/api/auth/login", new { username = login[Local.Length..], password = AdminPassword, session = true })
            : ("/api/login", (object)new { username = login, api_key = User(login).ApiKey, session = true });
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body), Headers = { { "Origin", Address } } };
        using var answer = await _http.SendAsync(request);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        var value = answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0][(SessionCookie.Name.Length + 1)..];
        return _signedIn[login] = new() { Name = SessionCookie.Name, Value = value, Url = Address, HttpOnly = true, SameSite = SameSiteAttribute.Strict };
    }

    public Task StopAsync() => Server.DisposeAsync().AsTask();

    /// <summary>The same server at the same address, as after an upgrade.</summary>
    public Task StartAgainAsync() => StartAsync(Server.Address.Port);

    public virtual async ValueTask DisposeAsync()
    {
        InOdoo.Dispose();
        _http.Dispose();
        await Server.DisposeAsync();
        await Odoo.DisposeAsync();
        await _database.DisposeAsync();
    }

    internal T Get<T>()
        where T : notnull => Server.Services.GetRequiredService<T>();

    private async Task StartAsync(int port) =>
        Server = await TestServer.StartAsync(_database.DataSource, settings => With(settings) with { Port = port }, _clock);

    private protected virtual CausewaySettings With(CausewaySettings settings) => settings with
    {
        AdminPassword = AdminPassword,
        Registration = Registration.Open,
    };

    private async Task ConnectAsync()
    {
        var (findings, saved) = await Get<ConnectionConfigure>().RunAsync(Credentials, known: null, new ConnectionChoices { IntervalMinutes = 1440 }, force: false, default);
        saved.ShouldNotBeNull(findings.Message);
        _admin = await Api.SignInAsync(_http, "/api/auth/login", new { username = "admin", password = AdminPassword });
        await SyncAsync();
    }
}
