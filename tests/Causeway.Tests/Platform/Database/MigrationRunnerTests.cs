using Causeway.Platform;
using Causeway.Platform.Database;
using Causeway.Tests.Infrastructure;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Platform.Database;

public sealed class MigrationRunnerTests(TestCluster cluster)
{
    private static readonly Migration First = new(1, "0001_first", "create table first (id int)");
    private static readonly Migration Second = new(2, "0002_second", "create table second (id int); insert into second values (1)");

    [Fact]
    public async Task Each_migration_runs_once_in_order_and_is_recorded()
    {
        await using var database = await NewDatabaseAsync();

        (await RunAsync(database, First)).ShouldBe(1);
        (await RunAsync(database, First, Second)).ShouldBe(1);
        (await RunAsync(database, First, Second)).ShouldBe(0);

        var history = await QueryAsync<(int, string, string)>(database, "select number, name, checksum from causeway.migration order by number");
        history.ShouldBe([(1, First.Name, First.Checksum), (2, Second.Name, Second.Checksum)]);
        (await QueryAsync<int>(database, "select id from second")).ShouldBe([1]);
    }

    [Fact]
    public async Task A_migration_that_fails_leaves_nothing_behind_and_those_before_it_stay()
    {
        await using var database = await NewDatabaseAsync();
        var broken = Second with { Sql = "create table half (id int); select nonsense" };

        await Should.ThrowAsync<PostgresException>(() => RunAsync(database, First, broken));

        (await QueryAsync<int>(database, "select number from causeway.migration")).ShouldBe([1]);
        (await QueryAsync<string?>(database, "select to_regclass('half')::text")).ShouldBe([null]);
        (await RunAsync(database, First, Second)).ShouldBe(1);
    }

    [Fact]
    public async Task A_database_newer_than_the_program_is_refused_with_the_reason()
    {
        await using var database = await NewDatabaseAsync();
        await RunAsync(database, First, Second);

        var refusal = await Should.ThrowAsync<StartRefusedException>(() => RunAsync(database, First));

        refusal.Message.ShouldContain("newer than this program");
        refusal.Message.ShouldContain("0002_second");
        refusal.Message.ShouldContain(ProgramVersion.Text);
        refusal.Message.ShouldContain("ends at 0001_first");
    }

    [Fact]
    public async Task A_migration_that_was_changed_after_it_ran_is_refused()
    {
        await using var database = await NewDatabaseAsync();
        await RunAsync(database, First);

        var refusal = await Should.ThrowAsync<StartRefusedException>(() => RunAsync(database, First with { Sql = "create table another (id int)" }));

        refusal.Message.ShouldContain("0001_first is not the one that made this database");
    }

    [Fact]
    public async Task Processes_that_start_together_take_turns()
    {
        await using var database = await NewDatabaseAsync();

        var counts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => RunAsync(database, First, Second)));

        counts.Sum().ShouldBe(2);
        (await QueryAsync<int>(database, "select id from second")).ShouldBe([1]);
    }

    [Fact]
    public async Task A_database_is_complete_when_nothing_is_left_to_run()
    {
        await using var database = await NewDatabaseAsync();
        await RunAsync(database, First);

        (await Runner(database, First).IsCompleteAsync(default)).ShouldBeTrue();
        (await Runner(database, First, Second).IsCompleteAsync(default)).ShouldBeFalse();
    }

    [Fact]
    public void Line_ends_do_not_change_a_checksum()
    {
        new Migration(1, "0001_first", "select 1;\r\nselect 2;").Checksum.ShouldBe(new Migration(1, "0001_first", "select 1;\nselect 2;").Checksum);
    }

    [Fact]
    public void The_program_s_own_are_numbered_from_one_without_a_gap()
    {
        Migration.All.Select(migration => migration.Number).ShouldBe(Enumerable.Range(1, Migration.All.Count));
    }

    private async Task<NpgsqlDataSource> NewDatabaseAsync() => DataSources.Create(await cluster.CreateEmptyDatabaseAsync());

    private static MigrationRunner Runner(NpgsqlDataSource database, params Migration[] migrations) =>
        new(database, migrations, NullLogger<MigrationRunner>.Instance);

    private static Task<int> RunAsync(NpgsqlDataSource database, params Migration[] migrations) => Runner(database, migrations).RunAsync(default);

    private static async Task<IEnumerable<T>> QueryAsync<T>(NpgsqlDataSource database, string sql)
    {
        await using var connection = await database.OpenConnectionAsync();
        return await connection.QueryAsync<T>(sql);
    }
}
