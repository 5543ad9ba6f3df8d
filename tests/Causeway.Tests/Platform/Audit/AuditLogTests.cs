using Causeway.Platform.Audit;
using Causeway.Tests.Infrastructure;
using Dapper;
using Npgsql;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Platform.Audit;

/// <summary>What PostgreSQL itself holds the log to.</summary>
public sealed class AuditLogTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Theory]
    [InlineData("update causeway.audit set actor = 'somebody else'")]
    [InlineData("delete from causeway.audit")]
    [InlineData("truncate causeway.audit")]
    [InlineData("select set_config('causeway.audit_forget_before', 'infinity', false); delete from causeway.audit")]
    public async Task An_entry_cannot_be_changed_or_taken_away(string statement)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync();
        await AddAsync(connection, "ada", age: 1);

        var refused = await Should.ThrowAsync<PostgresException>(() => connection.ExecuteAsync(statement));

        refused.MessageText.ShouldContain("append-only");
    }

    [Fact]
    public async Task What_is_older_than_retention_is_forgotten_and_nothing_else()
    {
        await using var connection = await database.DataSource.OpenConnectionAsync();
        await AddAsync(connection, "old grace", age: 401);
        await AddAsync(connection, "young grace", age: 399);

        (await connection.ExecuteScalarAsync<long>("select causeway.forget_audit(now() - interval '400 days')")).ShouldBe(1);

        var left = await connection.QueryAsync<string>("select actor from causeway.audit where actor like '%grace'");
        left.ShouldBe(["young grace"]);
    }

    [Fact]
    public async Task No_retention_reaches_into_the_last_month()
    {
        await using var connection = await database.DataSource.OpenConnectionAsync();
        await AddAsync(connection, "hedy", age: 20);

        await connection.ExecuteAsync("select causeway.forget_audit(now())");

        (await connection.ExecuteScalarAsync<int>("select count(*) from causeway.audit where actor = 'hedy'")).ShouldBe(1);
    }

    [Fact]
    public async Task A_server_forgets_at_the_start_and_twice_a_day()
    {
        var clock = new TestClock();
        await using var connection = await database.DataSource.OpenConnectionAsync();
        await AddAsync(connection, "ida", age: 400);
        var armed = clock.NextWaitAsync(AuditRetention.Interval);
        await using var server = await TestServer.StartAsync(database.DataSource, time: clock);
        await armed;
        await AddAsync(connection, "ida", age: 400);
        var forgotten = server.Logs.NextAsync("Audit retention: 1 entries");

        clock.Advance(AuditRetention.Interval);

        await forgotten;
        (await connection.ExecuteScalarAsync<int>("select count(*) from causeway.audit where actor = 'ida'")).ShouldBe(0);
    }

    private static Task AddAsync(NpgsqlConnection connection, string actor, int age) => connection.ExecuteAsync(
        "insert into causeway.audit (at, action, outcome, actor, via) values (now() - make_interval(days => @age), 'sign_in', 'done', @actor, 'nothing')",
        new { actor, age });
}
