using System.Globalization;
using System.Net;
using Causeway.Mirror.Catalog;
using Causeway.Mirror.Sync;
using Causeway.Mirror.Sync.Background;
using Causeway.Tests.Infrastructure;
using Causeway.Tests.Sandbox;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Shouldly;

namespace Causeway.Tests.Acceptance;

/// <summary>Causeway over one Odoo and one transport, connected and synced once by the API.</summary>
internal sealed class MirroredTarget : IAsyncDisposable
{
    private readonly TestDatabase database;
    private readonly TestServer causeway;

    private MirroredTarget(TestDatabase database, TestServer causeway, OdooTarget odoo) => (this.database, this.causeway, Odoo) = (database, causeway, odoo);

    public OdooTarget Odoo { get; }

    public Api Admin { get; private set; } = null!;

    public NpgsqlDataSource Database => database.DataSource;

    /// <summary>Where Odoo, on this machine, reaches Causeway.</summary>
    public Uri Address => causeway.Address;

    public int ConnectionId { get; private set; }

    /// <summary>The run that the configuration began.</summary>
    public SyncRun FirstRun { get; private set; } = null!;

    public static async Task<MirroredTarget> StartAsync(TestDatabase database, OdooTarget odoo, string url, string key)
    {
        var server = await TestServer.StartAsync(database.DataSource, settings => settings with { AdminPassword = MirrorServer.AdminPassword, AllowedOdooHosts = ["localhost"] }, TimeProvider.System);
        var target = new MirroredTarget(database, server, odoo)
        {
            Admin = await Api.SignInAsync(server.Client, "/api/auth/login", new { username = "admin", password = MirrorServer.AdminPassword }),
        };
        await target.ConnectAsync(url, key);
        return target;
    }

    public async Task<SyncRun> SyncAsync(bool full = false)
    {
        var id = await Get<SyncRuns>().QueueAsync(ConnectionId, SyncTrigger.Manual, "test", full, null, default);
        await Get<ConnectionSync>().RunAsync(ConnectionId, default);
        var run = (await Get<SyncRuns>().FindAsync(ConnectionId, id, default))!;
        run.Status.ShouldBe(SyncStatus.Completed, run.ErrorMessage);
        return run;
    }

    /// <summary>As after a day: which fields a model has is asked anew.</summary>
    public async Task ForgetFieldsAsync(MirrorModel model) =>
        Get<ModelPlans>().Forget((await Get<Causeway.Mirror.Connections.ConnectionStore>().FindAsync(ConnectionId, default))!, model);

    public Task<Api> SignInAsync(string login, string key) => Api.SignInAsync(causeway.Client, "/api/login", new { username = login, api_key = key });

    public async ValueTask DisposeAsync()
    {
        await causeway.DisposeAsync();
        await database.DisposeAsync();
    }

    private async Task ConnectAsync(string url, string key)
    {
        var ended = causeway.Logs.NextAsync("Sync ");
        var transport = Odoo.Transport switch { "jsonrpc" => "json_rpc", "xmlrpc" => "xml_rpc", var other => other };
        var credentials = new { url, database = Odoo.Database, username = Odoo.Admin.Login, api_key = key, transport, interval_minutes = 1440 };
        var answer = (await Admin.PostAsync("/api/integrations/odoo/configure", credentials)).Expect(HttpStatusCode.OK);
        answer["test"].GetProperty("transport").GetString().ShouldBe(transport);
        ConnectionId = int.Parse(answer["integration"].GetProperty("id").GetString()!, CultureInfo.InvariantCulture);
        (await ended).Message.ShouldBe("Sync Completed: no errors");
        FirstRun = (await Get<SyncRuns>().FindAsync(ConnectionId, answer["sync_id"].GetGuid(), default))!;
        await using var db = await Database.OpenConnectionAsync();
        await db.ExecuteAsync("update causeway.connection set paused = true");
        await Get<SyncSchedule>().SetAsync((await Get<Causeway.Mirror.Connections.ConnectionStore>().FindAsync(ConnectionId, default))!, TimeSpan.Zero, default);
    }

    private T Get<T>()
        where T : notnull => causeway.Services.GetRequiredService<T>();
}
