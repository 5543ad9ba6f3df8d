using Causeway.Mirror.Changes;
using Causeway.Platform.Access.Passwords;
using Causeway.Tests.Infrastructure;
using Dapper;
using Xunit;

namespace Causeway.Tests.Platform.Database.Plans;

/// <summary>The real server over a mirror without an Odoo, which a test fills, and whose every statement explains itself.</summary>
public sealed class PlanWorld(TestCluster cluster) : IAsyncLifetime
{
    private const string Password = "walking in the hills";

    private const string Unmarked = "select relallvisible < relpages from pg_class where oid = 'causeway.app_user'::regclass";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private TestDatabase database = null!;

    internal PlanMeter Meter { get; private set; } = null!;

    internal TestServer Server { get; private set; } = null!;

    /// <summary>Who asks, by role.</summary>
    internal IReadOnlyDictionary<string, Api> Callers { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        database = await cluster.NewDatabaseAsync();
        Meter = new PlanMeter(database.ConnectionString);
        Server = await TestServer.StartAsync(Meter.DataSource, settings => settings with { AdminPassword = Password }, TimeProvider.System);
        await PlanData.PrepareAsync(database.DataSource);
        await FillAsync(PlanData.Leads);
        await ExecuteAsync($"update causeway.app_user set password_hash = '{new PasswordHashes().Hash(Password)}' where username in ('user7', 'user8')");
        Callers = new Dictionary<string, Api> { ["admin"] = await SignInAsync("admin"), ["manager"] = await SignInAsync("user8"), ["member"] = await SignInAsync("user7") };
    }

    /// <summary>Not through the meter, which would explain every row.</summary>
    internal async Task FillAsync(int leads)
    {
        await PlanData.FillAsync(database.DataSource, leads);
        await AnnounceAsync();
        await ExecuteAsync("update odoo.crm_lead set type = 'opportunity', user_id = null, team_id = null, company_id = null, state = 'present' where id = 700");
        await ExecuteAsync("vacuum analyze");
        await SettleAsync();
    }

    /// <summary>Until every person is marked as visible to everybody, which what the server has just begun keeps them from: lists read people from the index alone.</summary>
    private async Task SettleAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        await using var db = await database.DataSource.OpenConnectionAsync();
        while (await db.ExecuteScalarAsync<bool>(Unmarked))
        {
            await Task.Delay(100, limit.Token);
            await db.ExecuteAsync("vacuum", commandTimeout: 0);
        }
    }

    /// <summary>Who is on which team has changed.</summary>
    private async Task AnnounceAsync()
    {
        var turn = Server.Get<ChangeSignal>().Turn(1);
        await ExecuteAsync($"select pg_notify('{ChangeFeed.Channel}', '1')");
        await turn.Ended;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var db = await database.DataSource.OpenConnectionAsync();
        await db.ExecuteAsync(sql, commandTimeout: 0);
    }

    private Task<Api> SignInAsync(string username) => Api.SignInAsync(Server.Client, "/api/auth/login", new { username, password = Password });

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Meter.DisposeAsync();
        await database.DisposeAsync();
    }
}
