using System.Globalization;
using Causeway.Platform.Database;
using Causeway.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Platform.Database;

public sealed class SqlTextTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public void A_text_is_a_parameter_whatever_it_holds() =>
        new SqlText().Append($"select {"'; drop table causeway.app_user --"}, {7}, {(DateOnly?)null}").ToString().ShouldBe("select $1, $2, $3");

    public static TheoryData<object> Bounds =>
    [
        new DateOnly(1, 1, 1),
        new DateOnly(2026, 11, 21),
        DateOnly.MaxValue,
        new DateTime(2026, 11, 21, 23, 59, 59, DateTimeKind.Utc).AddMicroseconds(123_456),
        DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc),
        -0.01m,
        decimal.MaxValue,
        0.0000000000000000000000000001m,
    ];

    [Theory, MemberData(nameof(Bounds))]
    public async Task What_bounds_a_range_stands_in_the_statement_and_is_the_same_to_PostgreSQL(object value)
    {
        var before = CultureInfo.CurrentCulture;
        // Another calendar, and another decimal point.
        CultureInfo.CurrentCulture = new CultureInfo("fa-IR");
        var sql = new SqlText().Append($"select {value}");
        CultureInfo.CurrentCulture = before;
        await using var db = await database.DataSource.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var command = sql.ToCommand(db);

        command.Parameters.ShouldBeEmpty();
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        (await reader.ReadAsync(TestContext.Current.CancellationToken)).ShouldBeTrue();
        (value is DateOnly ? reader.GetFieldValue<DateOnly>(0) : reader.GetValue(0)).ShouldBe(value);
    }

    [Fact]
    public void An_instant_of_another_zone_is_the_same_instant() =>
        new SqlText().Append($"select {new DateTimeOffset(2026, 1, 31, 1, 30, 0, TimeSpan.FromHours(2))}").ToString().ShouldBe("select timestamptz '2026-01-30 23:30:00.000000+00'");
}
