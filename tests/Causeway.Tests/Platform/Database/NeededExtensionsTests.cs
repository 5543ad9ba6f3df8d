using Causeway.Platform.Database;
using Causeway.Tests.Infrastructure;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Platform.Database;

/// <summary>On somebody else's server, as a role that is no superuser.</summary>
public sealed class NeededExtensionsTests(TestCluster cluster)
{
    [Fact]
    public async Task A_role_that_may_create_schemas_needs_nobody_else()
    {
        await using var database = await AsRoleAsync("maker", mayCreate: true);

        (await NeededExtensions.FindObstacleAsync(database, default)).ShouldBeNull();
        await new MigrationRunner(database, Migration.All, NullLogger<MigrationRunner>.Instance).RunAsync(default);
        await using var db = await database.OpenConnectionAsync();
        (await db.ExecuteScalarAsync<string>("select causeway.fold('Łódź, ẞtraße, Ærø')")).ShouldBe("lodz, sstrasse, aero");
    }

    [Fact]
    public async Task A_role_that_may_not_is_told_what_an_administrator_runs()
    {
        await using var database = await AsRoleAsync("reader", mayCreate: false);

        (await NeededExtensions.FindObstacleAsync(database, default)).ShouldNotBeNull()
            .ShouldContain("run create extension if not exists pg_trgm; create extension if not exists fuzzystrmatch;");
    }

    [Theory]
    [InlineData("42501", "permission denied to create extension \"pg_trgm\"", "We may not create the extension pg_trgm")]
    [InlineData("58P01", "could not open extension control file \"/usr/share/fuzzystrmatch.control\"", "lacks the extension fuzzystrmatch")]
    [InlineData("0A000", "extension \"pg_trgm\" is not available", "lacks the extension pg_trgm")]
    public void A_refusal_is_put_into_words(string state, string message, string words) =>
        NeededExtensions.WordsFor(new PostgresException(message, "ERROR", "ERROR", state)).ShouldNotBeNull().ShouldContain(words);

    [Fact]
    public void Another_failure_is_not() =>
        NeededExtensions.WordsFor(new PostgresException("relation \"task\" already exists", "ERROR", "ERROR", "42P07")).ShouldBeNull();

    private async Task<NpgsqlDataSource> AsRoleAsync(string role, bool mayCreate)
    {
        var connectionString = await cluster.CreateEmptyDatabaseAsync();
        var name = new NpgsqlConnectionStringBuilder(connectionString).Database;
        await using (var owner = DataSources.Create(connectionString))
        {
            await using var db = await owner.OpenConnectionAsync();
            await db.ExecuteAsync($"create role {role}; {(mayCreate ? $"grant create on database {name} to {role};" : "")}");
        }

        return DataSources.Create(new NpgsqlConnectionStringBuilder(connectionString) { Options = $"-c role={role}" }.ConnectionString);
    }
}
