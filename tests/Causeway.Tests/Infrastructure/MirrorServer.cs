using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Causeway.Mirror.Connections;
using Causeway.Mirror.Sync;
using Causeway.Mirror.Sync.Background;
using Causeway.Platform.Settings;
using Causeway.Sandbox;
using Causeway.Tests.Mirror;
using Causeway.Tests.Sandbox;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Shouldly;

namespace Causeway.Tests.Infrastructure;

/// <summary>
/// A sandbox Odoo and the real server that mirrors it, connected by the API's own routes. The schedule is paused, so that
/// nothing runs but what a test asks for; both sides go by one clock.
/// </summary>
internal sealed class MirrorServer : IAsyncDisposable
{
    public const string AdminPassword = "a mountain of paper cranes";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, Api> signedIn = [];

    private MirrorServer(SandboxServer odoo, TestServer server, NpgsqlDataSource database) =>
        (Odoo, Server, Database, Control) = (odoo, server, database, new OdooControl(odoo.Url));

    public SandboxServer Odoo { get; }

    public OdooControl Control { get; }

    public TestServer Server { get; }

    public NpgsqlDataSource Database { get; }

    public TestClock Clock => Server.Clock;

    /// <summary>The local administrator.</summary>
    public Api Admin { get; private set; } = null!;

    /// <summary>Odoo's administrator, by raw JSON-RPC.</summary>
    public OdooWire Raw { get; private set; } = null!;

    public int ConnectionId { get; private set; }

    /// <summary>Starts both, and connects them unless told not to.</summary>
    public static async Task<MirrorServer> StartAsync(
        NpgsqlDataSource database, SandboxOptions options, string? transport = null, bool connect = true, Func<CausewaySettings, CausewaySettings>? with = null, Action<ILoggingBuilder>? logging = null)
    {
        var clock = new TestClock();
        var odoo = await SandboxServer.StartAsync(options with { Clock = clock }, default);
        var server = await TestServer.StartAsync(database, settings => (with?.Invoke(settings) ?? settings) with { AdminPassword = AdminPassword }, clock, logging);
        var mirror = new MirrorServer(odoo, server, database);
        mirror.Raw = await mirror.RawAsync(odoo.Admin);
        mirror.Admin = await mirror.SignInAsAdminAsync();
        if (connect)
            await mirror.ConnectAsync(transport);
        return mirror;
    }

    /// <summary>The mirror held against Odoo.</summary>
    public MirrorComparison Comparison => new(Control, Raw, Database, ConnectionId);

    /// <summary>What an administrator sends to connect the sandbox.</summary>
    public object Credentials(string? transport = null) => new
    {
        url = Odoo.Url,
        database = Odoo.Database,
        username = Odoo.Admin.Login,
        api_key = transport is "json2" or null ? Odoo.Admin.ApiKey : Odoo.Admin.Password,
        transport,
        interval_minutes = 1440,
    };

    /// <summary>Configures by the API, waits for the first run that it begins, and stops the schedule.</summary>
    public async Task ConnectAsync(string? transport = null)
    {
        // A call that fails by chance is made again after a pause, which nobody would end here.
        var skips = Clock.Skips;
        Clock.Skips = TimeSpan.FromSeconds(Math.Max(15, skips.TotalSeconds));
        (await ConfigureAsync(Credentials(transport))).ShouldBe("Sync Completed: no errors");
        await PauseAsync();
        Clock.Skips = skips;
    }

    /// <summary>Configures by the API and waits for the first run that it begins; answers how that ended.</summary>
    public async Task<string> ConfigureAsync(object credentials, string query = "")
    {
        var ended = Server.Logs.NextAsync("Sync ");
        var answer = (await Admin.PostAsync($"/api/integrations/odoo/configure{query}", credentials)).Expect(HttpStatusCode.OK);
        ConnectionId = int.Parse(answer["integration"].GetProperty("id").GetString()!, CultureInfo.InvariantCulture);
        return (await ended).Message;
    }

    /// <summary>Takes the connection away with its mirror, as if it had never been.</summary>
    public async Task DisconnectAsync()
    {
        await using var connection = await Database.OpenConnectionAsync();
        await connection.ExecuteAsync("delete from causeway.app_user where odoo_user_id is not null; delete from causeway.connection");
        signedIn.Clear();
    }

    public async Task PauseAsync()
    {
        await using var connection = await Database.OpenConnectionAsync();
        await connection.ExecuteAsync("update causeway.connection set paused = true where id = @ConnectionId", new { ConnectionId });
        await Get<SyncSchedule>().SetAsync(await ConnectionAsync(), TimeSpan.Zero, default);
    }

    /// <summary>Lets webhooks be looked at; the schedule stays as <see cref="PauseAsync"/> left it.</summary>
    public async Task ResumeAsync()
    {
        await using var connection = await Database.OpenConnectionAsync();
        await connection.ExecuteAsync("update causeway.connection set paused = false where id = @ConnectionId", new { ConnectionId });
    }

    /// <summary>Signs everybody in anew, as after a day of the clock.</summary>
    public async Task SignInAgainAsync()
    {
        signedIn.Clear();
        Admin = await SignInAsAdminAsync();
    }

    /// <summary>One run, here and now; answers the run as the API tells it.</summary>
    public async Task<SyncRun> SyncAsync(bool full = false)
    {
        var id = await Get<SyncRuns>().QueueAsync(ConnectionId, SyncTrigger.Manual, "test", full, null, default);
        await Get<ConnectionSync>().RunAsync(ConnectionId, default);
        // The schedule may be at it: then it takes this run next, and we wait for it.
        while (await FindAsync(id) is { Status: SyncStatus.Queued or SyncStatus.Running })
            await Task.Delay(20);
        return await FindAsync(id);
    }

    private async Task<SyncRun> FindAsync(Guid id) => (await Get<SyncRuns>().FindAsync(ConnectionId, id, default))!;

    public async Task<SyncRun> SyncCompletelyAsync(bool full = false)
    {
        var run = await SyncAsync(full);
        run.Status.ShouldBe(SyncStatus.Completed, run.ErrorMessage);
        return run;
    }

    /// <summary>A run at whose end every proof is due.</summary>
    public async Task<SyncRun> ProveAsync(TimeSpan? after = null)
    {
        // A proof that is under way would seem to have taken ten minutes, and the next would be due after a hundred times as many.
        await QuietAsync();
        Clock.Advance(after ?? TimeSpan.FromMinutes(10));
        return await SyncCompletelyAsync();
    }

    /// <summary>Waits until no run waits or is under way, as one that an earlier test asked for and did not wait for.</summary>
    private async Task QuietAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        await using var connection = await Database.OpenConnectionAsync();
        while (await connection.ExecuteScalarAsync<bool>("select exists (select from causeway.sync_run where connection_id = @ConnectionId and status in ('queued', 'running'))", new { ConnectionId }))
            await Task.Delay(20, limit.Token);
    }

    /// <summary>Signs the local administrator in anew, as after a day or a day of the clock.</summary>
    public Task<Api> SignInAsAdminAsync() => Api.SignInAsync(Server.Client, "/api/auth/login", new { username = "admin", password = AdminPassword });

    /// <summary>A user of the sandbox, signed in here by their API key.</summary>
    public async Task<Api> SignInAsync(SandboxUser user)
    {
        if (!signedIn.TryGetValue(user.Login, out var api))
            signedIn[user.Login] = api = await Api.SignInAsync(Server.Client, "/api/login", new { username = user.Login, api_key = user.ApiKey });
        return api;
    }

    public async Task<Api> SignInAsync(string login) => await SignInAsync(Odoo.Users.Single(user => user.Login == login));

    /// <summary>A user of the sandbox in Odoo itself.</summary>
    public Task<OdooWire> RawAsync(SandboxUser user) => RawAsync(Odoo, user);

    public static async Task<OdooWire> RawAsync(SandboxServer odoo, SandboxUser user)
    {
        var http = new HttpClient { BaseAddress = new Uri(odoo.Url) };
        var uid = await OdooWire.JsonRpcAsync(http, "common", "authenticate", [odoo.Database, user.Login, user.Password, new JsonObject()]);
        return new OdooWire(http, "jsonrpc", odoo.Database, (int)uid!, user.Login, user.Password);
    }

    public async Task<int> CreateAsync(string model, object values) =>
        (int)(await Raw.CallAsync(model, "create", new { vals_list = new[] { values } }))![0]!;

    public Task WriteAsync(string model, int id, object values) => Raw.WriteAsync(model, id, values);

    public async Task<OdooConnection> ConnectionAsync() => (await Get<ConnectionStore>().FindAsync(ConnectionId, default))!;

    public T Get<T>()
        where T : notnull => Server.Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        Control.Dispose();
        await Server.DisposeAsync();
        await Odoo.DisposeAsync();
    }
}
