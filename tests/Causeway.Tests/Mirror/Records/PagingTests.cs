using System.Globalization;
using System.Net;
using Causeway.Mirror.Catalog;
using Causeway.Mirror.Records.Storing;
using Causeway.Odoo;
using Causeway.Tests.Infrastructure;
using Dapper;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Mirror.Records;

/// <summary>100,000 leads page by page over HTTP, while another connection writes by the mirror's own ways in.</summary>
public sealed class PagingTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const int Leads = 100_000;
    private const int PageOfWrites = 200;
    private const string AdminKey = "the key of the house";

    private static readonly ModelPlan Plan = ModelPlan.For(DefaultModels.Lead, new OdooField[]
    {
        new("name", OdooFieldType.Char),
        new("write_date", OdooFieldType.DateTime),
    }.ToDictionary(field => field.Name));

    [Fact]
    public async Task By_cursor_and_id_each_lead_that_was_there_all_the_time_comes_exactly_once()
    {
        await using var server = await TestServer.StartAsync(database.DataSource, settings => settings with { AdminApiKey = AdminKey });
        await FillAsync();
        var api = new Api(server.Client, token: null, ("X-ODOO-API-KEY", AdminKey));
        foreach (var order in new[] { "asc", "desc" })
        {
            using var ending = new CancellationTokenSource();
            var there = await PresentAsync();
            var writing = WriteAsync(order.Length, ending.Token);
            var read = await ReadAsync(api, order);
            await ending.CancelAsync();
            var written = await writing;

            written.Updated.ShouldBeGreaterThan(PageOfWrites);
            written.Inserted.ShouldBeGreaterThan(PageOfWrites);
            written.Deleted.Count.ShouldBeGreaterThan(PageOfWrites / 2);
            read.Count.ShouldBe(read.Distinct().Count(), "no lead twice");
            there.Except(written.Deleted).Except(read).ShouldBeEmpty("none left out that was there all the time");
        }
    }

    private async Task FillAsync()
    {
        await using var db = await database.DataSource.OpenConnectionAsync();
        await db.ExecuteAsync(
            """
            insert into causeway.connection (id, name, url, database, username, secret_protected, paused, is_default)
              overriding system value values (1, 'Odoo', 'http://127.0.0.1:1', 'db', 'x', 'x', true, true);
            insert into odoo.crm_lead (connection_id, id, name, write_date, state, state_since, read_started, read_ended, settled, content_hash, changed_at, confirmed_at)
            select 1, i * 2, 'Lead ' || i, now(), 'present', now(), 1, 2, true, 0, now(), now() from generate_series(1, @Leads) i;
            analyze odoo.crm_lead
            """,
            new { Leads });
    }

    private async Task<List<long>> PresentAsync()
    {
        await using var db = await database.DataSource.OpenConnectionAsync();
        return [.. await db.QueryAsync<long>("select id from odoo.crm_lead where state = 'present'")];
    }

    private static async Task<List<long>> ReadAsync(Api api, string order)
    {
        var (ids, path, cursor) = (new List<long>(), $"/api/crm/leads?per_page=100&count=none&sort_by=id&sort_order={order}", "");
        while (true)
        {
            var page = (await api.GetAsync(path + cursor)).Expect(HttpStatusCode.OK);
            ids.AddRange(page.Ids("leads"));
            if (page["pagination"].GetProperty("next_cursor").GetString() is not { } next)
                return ids;
            cursor = $"&cursor={next}";
        }
    }

    private sealed record Written
    {
        public long Updated { get; set; }

        public long Inserted { get; set; }

        public HashSet<long> Deleted { get; } = [];
    }

    /// <summary>Until told to end, pages of updates, new leads between the others and behind them, and leads that are gone.</summary>
    private async Task<Written> WriteAsync(int seed, CancellationToken ending)
    {
        var (written, random, turn) = (new Written(), new Random(seed), 0);
        await using var db = await database.DataSource.OpenConnectionAsync(CancellationToken.None);
        while (!ending.IsCancellationRequested)
        {
            turn++;
            await using var transaction = await db.BeginTransactionAsync(CancellationToken.None);
            var started = await ReadStamps.NextAsync(db, CancellationToken.None);
            var upsert = new RecordUpsert(db, 1, Plan);
            // Even numbers are those of the beginning.
            long[] ids = [.. Enumerable.Range(0, PageOfWrites).Select(_ => random.NextInt64(2, Leads * 2 + 1000)).Except(written.Deleted).Distinct()];
            await upsert.StageAsync(ids.Select(id => Lead(id, turn)).ToAsyncEnumerable(), CancellationToken.None);
            var window = new ReadWindow(started, await ReadStamps.NextAsync(db, CancellationToken.None), DateTimeOffset.UtcNow);
            var counts = await upsert.MergeAsync(window, CancellationToken.None);
            long[] gone = [.. ids.Take(PageOfWrites / 10)];
            var later = new ReadWindow(await ReadStamps.NextAsync(db, CancellationToken.None), await ReadStamps.NextAsync(db, CancellationToken.None), DateTimeOffset.UtcNow);
            await RecordRemoval.MarkAsync(db, 1, DefaultModels.Lead, gone, "deleted", later, CancellationToken.None);
            await transaction.CommitAsync(CancellationToken.None);
            written.Updated += counts.Updated;
            written.Inserted += counts.Inserted;
            written.Deleted.UnionWith(gone);
        }

        return written;
    }

    private static OdooRecord Lead(long id, int turn) => new(id, Plan.Fields,
        [.. Plan.Fields.Select(field => field.Name == "name" ? (object)string.Create(CultureInfo.InvariantCulture, $"Lead {id}, written in turn {turn}") : DateTime.UtcNow)]);
}
