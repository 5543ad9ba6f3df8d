using Causeway.Platform.Database;
using Causeway.Tests.Infrastructure;
using Dapper;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Features.Migrate;

/// <summary>The command as a process, on a database that is new and one that runs ahead of it.</summary>
public sealed class MigrateCommandTests(TestCluster cluster) : IDisposable
{
    private readonly string _directory = TestDirectory.New();

    [Fact]
    public async Task A_new_database_is_brought_up_to_date_once_by_two_that_start_together_and_what_was_done_is_said()
    {
        var url = await cluster.CreateEmptyDatabaseAsync();
        (await RunAsync("migrate --check", url)).ShouldSatisfyAllConditions(
            check => check.ExitCode.ShouldBe(3),
            check => check.Output.ShouldContain("0001_access  pending"),
            check => check.Output.ShouldContain($"{Migration.All.Count} pending"));

        var both = await Task.WhenAll(RunAsync("migrate", url), RunAsync("migrate", url));

        foreach (var (exitCode, output, errors) in both)
        {
            exitCode.ShouldBe(0, errors);
            output.ShouldContain($"Up to date: the database has {Migration.All[^1].Name}");
        }

        both.Sum(run => run.Output.Split('\n').Count(line => line.Contains("  applied in ", StringComparison.Ordinal))).ShouldBe(Migration.All.Count);
        (await RunAsync("migrate --check", url)).ExitCode.ShouldBe(0);
        await using var database = DataSources.Create(url);
        await using var db = await database.OpenConnectionAsync();
        (await db.ExecuteScalarAsync<string?>("select to_regclass('odoo.crm_lead')::text")).ShouldBe("odoo.crm_lead", "the mirror's tables are made too, so that the servers that follow find all in place");
    }

    [Fact]
    public async Task A_database_that_is_newer_is_refused_with_the_reason()
    {
        var url = await cluster.CreateDatabaseAsync();
        await using (var database = DataSources.Create(url))
        await using (var db = await database.OpenConnectionAsync())
            await db.ExecuteAsync("insert into causeway.migration (number, name, checksum, program_version) values (9999, '9999_tomorrow', '', '9.9.9')");

        var (exitCode, _, errors) = await RunAsync("migrate --check", url);

        exitCode.ShouldBe(1);
        errors.ShouldContain("newer than this program: it has migration 9999_tomorrow");
    }

    [Fact]
    public async Task A_check_makes_no_database_where_there_is_none()
    {
        using var program = TestProgram.Start("migrate --check", ("DATA_DIR", _directory));

        var (exitCode, output, _) = await program.EndAsync();

        exitCode.ShouldBe(3);
        output.ShouldContain("the first start makes it");
        Directory.Exists(_directory).ShouldBeFalse();
    }

    public void Dispose()
    {
        if (Directory.Exists(_directory))
            Directory.Delete(_directory, recursive: true);
    }

    private async Task<(int ExitCode, string Output, string Errors)> RunAsync(string command, string url)
    {
        using var program = TestProgram.Start(command, ("DATABASE_URL", url), ("DATA_DIR", _directory), ("DOTNET_ENVIRONMENT", "Development"));
        return await program.EndAsync();
    }
}
