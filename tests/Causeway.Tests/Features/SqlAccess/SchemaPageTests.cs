using Causeway.Features.SqlAccess;
using Causeway.Mirror.Catalog;
using Causeway.Tests.Infrastructure;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Features.SqlAccess;

/// <summary>docs/schema.md is a contract: it says what the database has, column by column.</summary>
public sealed class SchemaPageTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly string Page = Repository.File("docs/schema.md");

    [Fact]
    public async Task The_page_says_what_the_database_has()
    {
        await MirrorTables.EnsureAsync(database.DataSource, DefaultModels.All, default);
        await new SqlViews(database.DataSource, NullLogger<SqlViews>.Instance).EnsureAsync(default);
        var made = await SchemaPage.MadeFromAsync(database.DataSource);
        var (written, place) = (File.ReadAllText(Page), File.ReadAllText(Page).IndexOf(SchemaPage.Begin, StringComparison.Ordinal));
        if (Environment.GetEnvironmentVariable("UPDATE_SCHEMA") is not null)
            await File.WriteAllTextAsync(Page, written[..place] + made);

        File.ReadAllText(Page)[place..].ShouldBe(made);
    }

    [Fact]
    public async Task A_second_start_makes_nothing_anew()
    {
        await using var db = await database.DataSource.OpenConnectionAsync();
        var views = new SqlViews(database.DataSource, NullLogger<SqlViews>.Instance);
        await MirrorTables.EnsureAsync(database.DataSource, DefaultModels.All, default);
        await views.EnsureAsync(default);
        var before = await MarkAsync();

        await MirrorTables.EnsureAsync(database.DataSource, DefaultModels.All, default);
        await views.EnsureAsync(default);

        (await MarkAsync()).ShouldBe(before);

        // Every change of a definition or a right writes a row of PostgreSQL's own catalogue.
        async Task<string?> MarkAsync()
        {
            await using var command = db.CreateCommand();
            command.CommandText = "select string_agg(c.oid || ':' || c.xmin, ',' order by c.oid) from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname in ('odoo', 'shared', 'causeway')";
            return (string?)await command.ExecuteScalarAsync();
        }
    }
}
