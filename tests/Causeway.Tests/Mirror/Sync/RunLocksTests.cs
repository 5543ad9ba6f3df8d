using Causeway.Mirror.Sync;
using Causeway.Tests.Infrastructure;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Mirror.Sync;

/// <summary>One run a connection, also when PostgreSQL ends the session that holds our locks.</summary>
public sealed class RunLocksTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly RunLocks locks = new(database.DataSource, NullLogger<RunLocks>.Instance);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_lock_is_held_by_one_alone_until_it_is_given_back()
    {
        await using var others = new RunLocks(database.DataSource, NullLogger<RunLocks>.Instance);
        await using (await TakeAsync(1))
        {
            (await locks.TryTakeAsync(1, default)).ShouldBeNull();
            (await others.TryTakeAsync(1, default)).ShouldBeNull();
        }

        await using var taken = await others.TryTakeAsync(1, default);
        taken.ShouldNotBeNull();
    }

    [Fact]
    public async Task After_its_session_was_ended_the_next_take_has_a_new_one_and_who_held_a_lock_is_stopped()
    {
        var held = await TakeAsync(2);
        await EndSessionsAsync();

        await using var next = await TakeAsync(3);

        held.Lost.IsCancellationRequested.ShouldBeTrue();
        next.Lost.IsCancellationRequested.ShouldBeFalse();
        await held.DisposeAsync();
    }

    [Fact]
    public async Task Who_lost_a_lock_has_stopped_before_another_runs_in_this_process()
    {
        var held = await TakeAsync(4);
        await EndSessionsAsync();

        (await locks.TryTakeAsync(4, default)).ShouldBeNull();
        (await locks.FindAbandonedAsync(default)).ShouldBeEmpty();
        held.Lost.IsCancellationRequested.ShouldBeTrue();
        (await locks.TryTakeAsync(4, default)).ShouldBeNull();
        await held.DisposeAsync();

        await using var again = await TakeAsync(4);
        again.Lost.IsCancellationRequested.ShouldBeFalse();
    }

    [Fact]
    public async Task Every_session_of_the_pool_may_have_been_ended()
    {
        await Task.WhenAll(Enumerable.Range(0, 5).Select(async _ =>
        {
            await using var pooled = await database.DataSource.OpenConnectionAsync();
            await pooled.ExecuteAsync("select pg_sleep(0.05)");
        }));
        await EndSessionsAsync();

        await using var taken = await TakeAsync(5);
    }

    public ValueTask DisposeAsync() => locks.DisposeAsync();

    private async Task<RunLock> TakeAsync(int connectionId) => (await locks.TryTakeAsync(connectionId, default)).ShouldNotBeNull();

    /// <summary>As a restart of PostgreSQL does (57P01); by a session that is not of the pool.</summary>
    private async Task EndSessionsAsync()
    {
        await using var apart = new NpgsqlConnection($"{database.ConnectionString};Pooling=false");
        await apart.OpenAsync();
        await apart.ExecuteAsync("select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");
    }
}
