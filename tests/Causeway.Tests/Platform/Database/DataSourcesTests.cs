using Causeway.Tests.Infrastructure;
using Dapper;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Platform.Database;

public sealed class DataSourcesTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private sealed record Row(int ManyWords, DateTimeOffset SeenAt, DateOnly DueOn, DateTimeOffset? NeverAt, DateOnly? NeverOn);

    [Fact]
    public async Task Columns_in_snake_case_fill_members_and_instants_and_dates_survive_the_way_there_and_back()
    {
        var seenAt = new DateTimeOffset(2026, 11, 21, 23, 30, 0, 123, TimeSpan.FromHours(2));
        var dueOn = new DateOnly(2026, 1, 31);
        await using var connection = await database.DataSource.OpenConnectionAsync();

        var row = await connection.QuerySingleAsync<Row>(
            """
            select 1 as many_words,
                   @seenAt as seen_at,
                   @dueOn as due_on,
                   null::timestamptz as never_at,
                   null::date as never_on
            """,
            new { seenAt, dueOn });

        row.ShouldBe(new Row(1, seenAt, dueOn, null, null));
        row.SeenAt.Offset.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public async Task A_day_in_SQL_is_a_day_in_UTC()
    {
        await using var connection = await database.DataSource.OpenConnectionAsync();

        (await connection.ExecuteScalarAsync<string>("show timezone")).ShouldBe("UTC");
    }
}
