using System.Globalization;
using Causeway.Mirror.Catalog;
using Causeway.Mirror.Proof;
using Causeway.Sandbox;
using Causeway.Tests.Infrastructure;
using Dapper;
using Npgsql;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Mirror.Proof;

/// <summary>400 leads whose write_dates are spread over a year, or all in one second, and a copy of their mirror.</summary>
public sealed class DatedLeads(TestCluster cluster) : IAsyncLifetime
{
    private readonly List<(TestDatabase Database, MirrorServer Mirror)> opened = [];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    internal async Task<MirrorServer> OpenAsync(bool inOneSecond, string? transport = null, string version = "18.0")
    {
        var database = await cluster.NewDatabaseAsync();
        var mirror = await MirrorServer.StartAsync(database.DataSource, new SandboxOptions { Leads = 400, Version = version }, transport);
        opened.Add((database, mirror));
        var ids = (await mirror.Control.DumpAsync("crm.lead")).Keys.Order().ToArray();
        foreach (var (some, index) in ids.Chunk(inOneSecond ? ids.Length : 5).Select((some, index) => (some, index)))
        {
            var date = mirror.Clock.GetUtcNow().AddDays(-5 - (index * 4.37));
            await mirror.Control.UpdateAsync("crm.lead", some, new { write_date = date.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) });
        }

        await mirror.SyncCompletelyAsync(full: true);
        await using var db = await mirror.Database.OpenConnectionAsync();
        await db.ExecuteAsync("create table odoo.crm_lead_copy as select * from odoo.crm_lead");
        return mirror;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (database, mirror) in opened)
        {
            await mirror.DisposeAsync();
            await database.DisposeAsync();
        }
    }
}

/// <summary>
/// The property of the alarm: whatever the mirror lacks, has too many of or has under the date of another day, it names
/// exactly that. A move within one day is beyond a histogram of days, and the scrub's to find.
/// </summary>
public sealed class AlarmTests(DatedLeads dated, ITestOutputHelper output) : IClassFixture<DatedLeads>
{
    private const int Rounds = 8;

    private MirrorServer mirror = null!;
    private ProvedModel model = null!;

    [Theory]
    [InlineData(1, false, null, "18.0")]
    [InlineData(2, true, null, "18.0")]
    [InlineData(3, false, "xml_rpc", "18.0")]
    [InlineData(4, false, null, "19.0")]
    [InlineData(5, false, "xml_rpc", "14.0")]
    public async Task It_names_exactly_what_differs(int seed, bool inOneSecond, string? transport, string version)
    {
        await OpenAsync(inOneSecond, transport, version);
        var random = new Random(seed);
        for (var round = 0; round < Rounds; round++)
        {
            var expected = await DifferAsync(random, random.Next(0, 25));

            var named = await FindAsync();

            named.Ids.Order().ShouldBe(expected.Order(), $"round {round}");
            await RestoreAsync();
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Its_calls_follow_the_difference(bool inOneSecond)
    {
        await OpenAsync(inOneSecond);
        var calls = new List<int>();
        foreach (var differences in new[] { 0, 1, 10, 100 })
        {
            var expected = await DifferAsync(new Random(differences), differences);
            await mirror.Control.ResetCallsAsync();
            (await FindAsync()).Ids.Count.ShouldBe(expected.Count);
            calls.Add(await mirror.Control.CountCallsAsync());
            output.WriteLine($"{differences} differences of 400 records {(inOneSecond ? "of one second" : "over a year")}: {calls[^1]} calls");
            await RestoreAsync();
        }

        calls[0].ShouldBe(2);
        calls.ShouldBeInOrder();
        calls[1].ShouldBeLessThanOrEqualTo(inOneSecond ? 12 : 4);
        calls[3].ShouldBeLessThanOrEqualTo(20);
    }

    [Fact]
    public async Task What_cannot_be_explained_is_looked_into_once_until_it_changes()
    {
        await OpenAsync(inOneSecond: false);
        // A day as no record can account for: the alarm is told of it, as the last proof would.
        await DifferAsync(new Random(7), 1);
        var alarm = Alarm();
        await alarm.FindAsync(Recent, [], default);
        alarm.Unexplained.ShouldBeEmpty();
        var day = await DayThatDiffersAsync();
        await mirror.Control.ResetCallsAsync();

        var again = Alarm();
        (await again.FindAsync(Recent, day, default)).Ids.ShouldBeEmpty();

        again.Unexplained.ShouldBe(day);
        (await mirror.Control.CountCallsAsync()).ShouldBe(2);
        await RestoreAsync();
    }

    private DateTime Recent => mirror.Clock.GetUtcNow().AddDays(-2).UtcDateTime.Date;

    private async Task OpenAsync(bool inOneSecond, string? transport = null, string version = "18.0")
    {
        mirror = await dated.OpenAsync(inOneSecond, transport, version);
        model = (await mirror.Get<Proofs>().FindAsync(await mirror.ConnectionAsync(), DefaultModels.Lead, default))!;
    }

    private Alarm Alarm() => new(model) { Small = 40 };

    private Task<Differences> FindAsync() => Alarm().FindAsync(Recent, [], default);

    private async Task<IReadOnlyList<Unexplained>> DayThatDiffersAsync() =>
        [.. (await new Histogram(model).CompareAsync("day", null, default)).Where(bucket => bucket.Differs).Select(bucket => new Unexplained(bucket.From!.Value, bucket.Odoo, bucket.Mirror))];

    /// <summary>Makes the mirror differ in as many records: some lacking, some too many, some under another day's date.</summary>
    private async Task<IReadOnlyCollection<long>> DifferAsync(Random random, int count)
    {
        await using var db = await mirror.Database.OpenConnectionAsync();
        var ids = (await db.QueryAsync<long>("select id from odoo.crm_lead where state = 'present' order by id")).ToArray();
        random.Shuffle(ids);
        var chosen = ids[..count];
        foreach (var id in chosen)
        {
            await db.ExecuteAsync(
                random.Next(2) == 0 ? "delete from odoo.crm_lead where id = @id" : "update odoo.crm_lead set write_date = write_date + make_interval(days => @days) where id = @id",
                new { id, days = random.Next(1, 300) * (random.Next(2) == 0 ? 1 : -1) });
        }

        var extra = Enumerable.Range(0, count == 0 ? 0 : random.Next(3)).Select(index => 900_000L + index).ToArray();
        var columns = await ColumnsAsync(db);
        foreach (var id in extra)
        {
            await db.ExecuteAsync(
                $"insert into odoo.crm_lead ({columns}) select {columns} from (select (jsonb_populate_record(null::odoo.crm_lead, to_jsonb(r) || jsonb_build_object('id', @id))).* from odoo.crm_lead_copy r order by r.id limit 1) one",
                new { id });
        }

        return [.. chosen, .. extra];
    }

    private async Task RestoreAsync()
    {
        await using var db = await mirror.Database.OpenConnectionAsync();
        var columns = await ColumnsAsync(db);
        await db.ExecuteAsync($"delete from odoo.crm_lead; insert into odoo.crm_lead ({columns}) select {columns} from odoo.crm_lead_copy");
    }

    /// <summary>But for those that PostgreSQL makes itself.</summary>
    private static async Task<string> ColumnsAsync(NpgsqlConnection db) =>
        (await db.ExecuteScalarAsync<string>("select string_agg(quote_ident(attname), ', ') from pg_attribute where attrelid = 'odoo.crm_lead'::regclass and attnum > 0 and attgenerated = '' and not attisdropped"))!;
}
