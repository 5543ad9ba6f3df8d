using Causeway.Features.Sync;
using Causeway.Mirror.Sync;
using Causeway.Sandbox;
using Causeway.Tests.Infrastructure;
using Dapper;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Features.Sync;

/// <summary><c>causeway sync</c> in a process of its own, its output in a pipe.</summary>
public sealed class SyncCommandTests(TestCluster cluster) : IAsyncLifetime
{
    private readonly string directory = TestDirectory.New();
    private TestDatabase database = null!;
    private SandboxServer odoo = null!;
    private OdooControl control = null!;

    public async ValueTask InitializeAsync()
    {
        database = await cluster.NewDatabaseAsync();
        odoo = await SandboxServer.StartAsync(new SandboxOptions { Leads = 600 }, default);
        control = new OdooControl(odoo.Url);
    }

    [Fact]
    public async Task It_copies_everything_and_says_so_line_by_line()
    {
        var (exitCode, output, errors) = await RunAsync("sync");

        (exitCode, errors).ShouldBe((0, ""));
        output.ShouldNotContain("\r");
        output.ShouldContain("opportunities    ");
        output.ShouldMatch(@"\d+ new, 0 changed, 0 unchanged");
        output.TrimEnd().Split('\n')[^1].ShouldStartWith("Done in ");
        (await StatusesAsync()).ShouldBe(["completed"]);
    }

    [Fact]
    public async Task What_could_not_be_read_is_named_and_told_by_the_exit_code()
    {
        await control.PoisonAsync(new { model = "crm.lead", id = 5 });

        var (exitCode, output, _) = await RunAsync("sync");

        exitCode.ShouldBe(SyncCommand.NotAll);
        output.ShouldContain("but not all of it: crm.lead: Odoo cannot read 1 record;");
    }

    [Fact]
    public async Task One_model_is_read_again_alone_with_the_small_tables()
    {
        await RunAsync("sync");
        await control.ResetCallsAsync();

        var (exitCode, _, _) = await RunAsync("sync --full --model crm.lead");

        exitCode.ShouldBe(0);
        var asked = (await control.CallsAsync()).Select(call => call.Model).ToHashSet();
        asked.ShouldContain("crm.lead");
        asked.ShouldContain("crm.stage");
        asked.ShouldNotContain("res.partner");
    }

    [Fact]
    public async Task An_unknown_model_is_refused_with_those_there_are()
    {
        var (exitCode, _, errors) = await RunAsync("sync --model crm.led");

        exitCode.ShouldBe(2);
        errors.ShouldStartWith("crm.led is not mirrored. Mirrored: crm.stage, ");
    }

    [Fact]
    public async Task An_Odoo_that_is_down_is_a_failure_in_one_sentence()
    {
        await odoo.DisposeAsync();

        var (exitCode, output, _) = await RunAsync("sync");

        exitCode.ShouldBe(1);
        output.ShouldContain("Nothing listens at ");
    }

    [Fact]
    public async Task Beside_a_server_that_is_at_it_the_server_does_the_work_and_the_command_watches()
    {
        await RunAsync("sync");
        await using var server = await TestServer.StartAsync(database.DataSource, settings => settings with { OdooUrl = new Uri(odoo.Url), OdooDb = odoo.Database, OdooUser = odoo.Admin.Login, OdooApiKey = odoo.Admin.ApiKey });
        await control.FaultAsync(new { kind = "hold", model = "crm.lead", method = "search_read", times = 1 });
        var running = ((ConnectionSync)server.Services.GetService(typeof(ConnectionSync))!).RunAsync(1, default);
        await RunningAsync();
        using var command = Start("sync --full");
        await QueuedAsync();

        await control.ClearFaultsAsync();

        (await running).ShouldBe(SyncStatus.Completed);
        var (exitCode, output, _) = await command.EndAsync();
        exitCode.ShouldBe(0);
        output.ShouldContain("Done in ");
        (await StatusesAsync()).ShouldBe(["completed", "completed", "completed"]);
    }

    public async ValueTask DisposeAsync()
    {
        control.Dispose();
        await odoo.DisposeAsync();
        await database.DisposeAsync();
        if (Directory.Exists(directory))
            Directory.Delete(directory, recursive: true);
    }

    private TestProgram Start(string command) => TestProgram.Start(
        command,
        ("DATABASE_URL", database.ConnectionString),
        ("DATA_DIR", directory),
        ("MASTER_KEY", TestServer.MasterKey),
        ("ODOO_URL", odoo.Url),
        ("ODOO_DB", odoo.Database),
        ("ODOO_USER", odoo.Admin.Login),
        ("ODOO_API_KEY", odoo.Admin.ApiKey));

    private async Task<(int ExitCode, string Output, string Errors)> RunAsync(string command)
    {
        using var program = Start(command);
        return await program.EndAsync();
    }

    private Task RunningAsync() => UntilAsync("running");

    private Task QueuedAsync() => UntilAsync("queued");

    private async Task UntilAsync(string status)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await using var db = await database.DataSource.OpenConnectionAsync(limit.Token);
        while (!await db.ExecuteScalarAsync<bool>("select exists (select from causeway.sync_run where status = @status)", new { status }))
            await Task.Delay(20, limit.Token);
    }

    private async Task<List<string>> StatusesAsync()
    {
        await using var db = await database.DataSource.OpenConnectionAsync();
        return [.. await db.QueryAsync<string>("select status from causeway.sync_run order by requested_at")];
    }
}
