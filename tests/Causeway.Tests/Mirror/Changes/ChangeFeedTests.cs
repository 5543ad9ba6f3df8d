using Causeway.Mirror.Catalog;
using Causeway.Mirror.Changes;
using Causeway.Mirror.Connections;
using Causeway.Mirror.Records;
using Causeway.Mirror.Records.Storing;
using Causeway.Odoo;
using Causeway.Platform.Access;
using Causeway.Tests.Infrastructure;
using Dapper;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Mirror.Changes;

/// <summary>The order of changes, whoever makes them at the same time.</summary>
public sealed class ChangeFeedTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly ModelPlan Plan = ModelPlan.For(DefaultModels.Tag, new OdooField[]
    {
        new("name", OdooFieldType.Char),
        new("write_date", OdooFieldType.DateTime),
    }.ToDictionary(field => field.Name));

    private int connectionId;

    [Fact]
    public async Task A_reader_that_goes_on_from_its_last_position_misses_nothing_of_concurrent_writers()
    {
        const int Writers = 6, Pages = 15, Records = 10;
        await MirrorTables.EnsureAsync(database.DataSource, DefaultModels.All, default);
        await using var db = await database.DataSource.OpenConnectionAsync();
        connectionId = await db.ExecuteScalarAsync<int>(
            "insert into causeway.connection (name, url, database, username, secret_protected) values ('test', '', '', '', '') returning id");

        var writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (var page = 0; page < Pages; page++)
                await WriteAsync(((writer * Pages) + page) * Records, Records);
        })));
        var seen = await ReadUntilAsync(writing);

        seen.Select(change => change.Version).ShouldBeInOrder(SortDirection.Ascending);
        seen.Select(change => change.Id).Order().ShouldBe(Enumerable.Range(1, Writers * Pages * Records).Select(id => (long)id));
    }

    /// <summary>Reads page after page while others write, and once more when they have ended.</summary>
    private async Task<List<Change>> ReadUntilAsync(Task writing)
    {
        var query = new ChangeQuery(database.DataSource);
        var viewer = new Viewer { Caller = Caller.ByAdminKey, Connection = Connection(), SeesEverybody = true };
        var (seen, position) = (new List<Change>(), 0L);
        while (true)
        {
            var ended = writing.IsCompleted;
            var page = (await query.ReadAsync(viewer, position, null, 100, default)).ShouldNotBeNull();
            seen.AddRange(page.Changes);
            position = page.Position;
            if (ended && !page.HasMore)
                break;
        }

        await writing;
        return seen;
    }

    private async Task WriteAsync(int after, int count)
    {
        await using var db = await database.DataSource.OpenConnectionAsync();
        await using var transaction = await db.BeginTransactionAsync();
        var upsert = new RecordUpsert(db, connectionId, Plan);
        var started = await ReadStamps.NextAsync(db, default);
        var records = Enumerable.Range(after + 1, count).Select(id => new OdooRecord(id, Plan.Fields, ["Tag", DateTime.UtcNow]));
        await upsert.StageAsync(records.ToAsyncEnumerable(), default);
        await upsert.MergeAsync(new ReadWindow(started, await ReadStamps.NextAsync(db, default), null), default);
        await transaction.CommitAsync();
    }

    private OdooConnection Connection() => new() { Id = connectionId, Name = "", Url = "", Database = "", Username = "", SecretProtected = "" };
}
