using System.Net;
using System.Net.Http.Json;
using Causeway.Platform.Database.Private;
using Causeway.Sandbox;
using Causeway.Tests.Infrastructure;
using Dapper;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Mirror.Sync;

/// <summary>Runs that do not end by themselves, in a process of their own: killed, told to stop, taken over by another.</summary>
public sealed class InterruptedRunTests(TestCluster cluster) : IAsyncLifetime
{
    private const string AdminKey = "the key of the house";

    private readonly string directory = TestDirectory.New();
    private TestDatabase database = null!;
    private SandboxServer odoo = null!;
    private OdooControl control = null!;

    public async ValueTask InitializeAsync()
    {
        database = await cluster.NewDatabaseAsync();
        odoo = await SandboxServer.StartAsync(new SandboxOptions { Leads = 1_200 }, default);
        control = new OdooControl(odoo.Url);
    }

    [Fact]
    public async Task After_kill_9_in_the_middle_of_a_backfill_the_next_start_goes_on_and_ends_equal()
    {
        using (var killed = await StartAndStopAtSecondPageAsync())
            killed.Kill();
        var (position, read) = await FirstPageAsync();
        await control.ClearFaultsAsync();

        using var next = Start();
        await next.LineAsync("Sync Completed");

        (await FirstPageAsync(position)).ShouldBe((position, read));
        await ShouldBeEqualAsync();
        (await RunsAsync())[..2].ShouldBe([("failed", "interrupted"), ("completed", null)]);
    }

    [Fact]
    public async Task Told_to_stop_in_the_middle_of_a_run_it_stops_and_says_that_the_run_was_cancelled()
    {
        using var program = await StartAndStopAtSecondPageAsync();

        Posix.Signal(program.Id, Posix.Terminate);
        var (exitCode, _, errors) = await program.EndAsync();

        (exitCode, errors).ShouldBe((0, ""));
        (await RunsAsync()).ShouldBe([("cancelled", "stopped")]);
    }

    [Fact]
    public async Task Another_process_goes_on_with_the_run_of_one_that_was_killed_within_20_seconds_and_not_before()
    {
        using var first = await StartAndStopAtSecondPageAsync();
        using var second = Start("second");
        await second.LineAsync("Now listening on: ");
        await control.ClearFaultsAsync();
        await RunAsync("insert into causeway.sync_run (connection_id, trigger, requested_at) values (1, 'manual', now() - interval '1 hour')");
        (await RunsAsync()).ShouldBeEmpty();
        var killed = await NowAsync();

        first.Kill();
        await second.LineAsync("Sync Completed");

        (await RunsAsync()).ShouldBe([("completed", null), ("failed", "interrupted")], ignoreOrder: true);
        (await TakenOverAsync() - killed).ShouldBeLessThan(TimeSpan.FromSeconds(20));
        await ShouldBeEqualAsync();
    }

    [Fact]
    public async Task A_run_that_goes_on_in_one_process_can_be_cancelled_in_another()
    {
        using var first = await StartAndStopAtSecondPageAsync();
        using var second = Start("second");
        using var http = ApiOf(await second.LineAsync("Now listening on: "));
        var run = await Single<Guid>("select id from causeway.sync_run where status = 'running'");

        (await http.PostAsync($"/api/integrations/sync/{run}/cancel", null)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        await first.LineAsync("Sync Cancelled");

        (await RunsAsync()).ShouldBe([("cancelled", "cancelled")]);
        (await Single<string>("select error_message from causeway.sync_run")).ShouldBe("Cancelled by admin key. The next run goes on from here.");
    }

    public async ValueTask DisposeAsync()
    {
        control.Dispose();
        await odoo.DisposeAsync();
        await database.DisposeAsync();
        if (Directory.Exists(directory))
            Directory.Delete(directory, recursive: true);
    }

    private TestProgram Start(string name = "first") => TestProgram.Start(
        "serve",
        ("DATABASE_URL", database.ConnectionString),
        ("DATA_DIR", Path.Combine(directory, name)),
        ("PORT", "0"),
        ("MASTER_KEY", TestServer.MasterKey),
        ("ADMIN_API_KEY", AdminKey));

    /// <summary>A process whose first run has stored a page of leads and waits for the second, which does not come.</summary>
    private async Task<TestProgram> StartAndStopAtSecondPageAsync()
    {
        // The first call asks for the largest id.
        await control.FaultAsync(new { kind = "latency", model = "crm.lead", method = "search_read", after = 2, milliseconds = 600_000 });
        await using var listening = await database.DataSource.OpenConnectionAsync();
        await listening.ExecuteAsync("listen causeway_change");
        var program = Start();
        using var http = ApiOf(await program.LineAsync("Now listening on: "));
        var credentials = new { url = odoo.Url, database = odoo.Database, username = odoo.Admin.Login, api_key = odoo.Admin.ApiKey };
        using var answer = await http.PostAsJsonAsync("/api/integrations/odoo/configure", credentials);
        answer.EnsureSuccessStatusCode();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while ((await FirstPageAsync()).Position == 0)
            await listening.WaitAsync(limit.Token);
        return program;
    }

    /// <summary>How far the backfill of leads has come, and when what lies before was last read.</summary>
    private async Task<(long Position, long? Read)> FirstPageAsync(long? upTo = null)
    {
        await using var db = await database.DataSource.OpenConnectionAsync();
        return await db.QuerySingleAsync<(long, long?)>(
            """
            select coalesce(@upTo, s.position), (select max(read_ended) from odoo.crm_lead where id <= coalesce(@upTo, s.position))
            from (select coalesce(max(backfill_position), 0) as position from causeway.sync_stream where model = 'crm.lead') s
            """,
            new { upTo });
    }

    private async Task<List<(string Status, string? ErrorKind)>> RunsAsync()
    {
        await using var db = await database.DataSource.OpenConnectionAsync();
        return [.. await db.QueryAsync<(string, string?)>("select status, error_kind from causeway.sync_run where completed_at is not null order by requested_at")];
    }

    /// <summary>When the run that came after the interrupted one began.</summary>
    private Task<DateTime> TakenOverAsync() => Single<DateTime>("select max(started_at) from causeway.sync_run");

    private Task<DateTime> NowAsync() => Single<DateTime>("select clock_timestamp()");

    private async Task<T> Single<T>(string sql)
    {
        await using var db = await database.DataSource.OpenConnectionAsync();
        return await db.QuerySingleAsync<T>(sql);
    }

    private async Task RunAsync(string sql)
    {
        await using var db = await database.DataSource.OpenConnectionAsync();
        await db.ExecuteAsync(sql);
    }

    private static HttpClient ApiOf(string listening)
    {
        var http = new HttpClient { BaseAddress = new Uri(listening.Split("Now listening on: ")[1]) };
        http.DefaultRequestHeaders.Add("X-ODOO-API-KEY", AdminKey);
        return http;
    }

    private async Task ShouldBeEqualAsync() =>
        await new MirrorComparison(control, await MirrorServer.RawAsync(odoo, odoo.Admin), database.DataSource, 1).ShouldBeEqualAsync();
}
