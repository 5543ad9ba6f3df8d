using Causeway.Mirror.Catalog;
using Causeway.Mirror.Sync;
using Causeway.Tests.Infrastructure;
using Dapper;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Mirror.Sync;

/// <summary>When our own database fails in mid-run: the run fails in clear words, and the next goes on.</summary>
public sealed class LostDatabaseTests(UnconnectedMirror unconnected) : IClassFixture<UnconnectedMirror>, IAsyncLifetime
{
    private readonly MirrorServer mirror = unconnected.Mirror;

    public async ValueTask InitializeAsync() => await mirror.ConnectAsync();

    [Fact]
    public async Task After_every_session_was_ended_in_mid_run_the_next_run_goes_on_and_ends_equal()
    {
        await mirror.Control.FaultAsync(new { kind = "hold", model = "crm.lead", method = "search_read", after = 1, times = 1 });
        var running = mirror.SyncAsync(full: true);
        await HeldAsync();

        // What a restart does to each of them (57P01).
        await using (var db = await mirror.Database.OpenConnectionAsync())
            await db.ExecuteAsync("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");
        await mirror.Control.ClearFaultsAsync();

        await ((Task)running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        // On a busy machine the row may have been left: who asks then is told of that run, and ends it.
        await mirror.SyncAsync();
        await mirror.SyncCompletelyAsync();
        await mirror.Comparison.ShouldBeEqualAsync(DefaultModels.Lead);
    }

    [Fact]
    public async Task A_page_that_PostgreSQL_cannot_store_fails_the_run_in_its_words_and_loses_nothing()
    {
        var name = Guid.NewGuid().ToString();
        await using var db = await mirror.Database.OpenConnectionAsync();
        // 53100, as when the disk is full.
        await db.ExecuteAsync("""
            create function odoo.no_space() returns trigger language plpgsql as $$
            begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$;
            create trigger no_space before update on odoo.crm_lead for each row execute function odoo.no_space();
            """);
        await mirror.WriteAsync("crm.lead", 4, new { name });

        var run = await mirror.SyncAsync();

        (run.Status, run.ErrorKind).ShouldBe((SyncStatus.Failed, "database"));
        run.ErrorMessage.ShouldBe("Our database has no space left (53100). Make room on its disk; the next run goes on from here.");
        await db.ExecuteAsync("drop function odoo.no_space cascade");
        await mirror.SyncCompletelyAsync();
        (await mirror.Comparison.MirrorRowsAsync(DefaultModels.Lead))[4]["name"].ShouldBe(name);
    }

    public async ValueTask DisposeAsync()
    {
        await mirror.Control.ClearFaultsAsync();
        await mirror.DisconnectAsync();
    }

    private async Task HeldAsync()
    {
        while ((await mirror.Control.CallsAsync()).All(call => call is not ("crm.lead", "search_read", >= 2)))
            await Task.Delay(20);
    }
}
