using Causeway.Mirror.Catalog;
using Causeway.Mirror.Records.Storing;
using Causeway.Mirror.Sync;
using Causeway.Odoo;
using Causeway.Tests.Infrastructure;
using Dapper;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Mirror.Records.Storing;

/// <summary>Which of two reads of a record wins (design 5.6), by windows made by hand.</summary>
public sealed class RecordUpsertTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    private static readonly ModelPlan Plan = ModelPlan.For(DefaultModels.Lead, new OdooField[]
    {
        new("name", OdooFieldType.Char),
        new("user_id", OdooFieldType.Many2one) { Relation = "res.users" },
        new("team_id", OdooFieldType.Many2one) { Relation = "crm.team" },
        new("company_id", OdooFieldType.Many2one) { Relation = "res.company" },
        new("tag_ids", OdooFieldType.Many2many) { Relation = "crm.tag" },
        new("expected_revenue", OdooFieldType.Monetary),
        new("x_region", OdooFieldType.Char),
        new("write_date", OdooFieldType.DateTime),
        new("create_date", OdooFieldType.DateTime),
    }.ToDictionary(field => field.Name));

    private int connectionId;

    public async ValueTask InitializeAsync()
    {
        await MirrorTables.EnsureAsync(database.DataSource, DefaultModels.All, default);
        await using var db = await database.DataSource.OpenConnectionAsync();
        connectionId = await db.ExecuteScalarAsync<int>(
            "insert into causeway.connection (name, url, database, username, secret_protected) values ('test', '', '', '', '') returning id");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_read_that_began_after_the_stored_one_ended_wins_whatever_its_write_date()
    {
        await ReadAsync(10, 19, Lead("Stored", Noon));

        (await ReadAsync(20, 29, Lead("Restored from a dump", Noon.AddDays(-1)))).Updated.ShouldBe(1);

        (await RowAsync()).Name.ShouldBe("Restored from a dump");
    }

    [Fact]
    public async Task A_page_read_before_a_write_and_stored_after_it_does_not_win()
    {
        await ReadAsync(20, 29, Lead("Read back after the write", Noon.AddHours(1)));

        (await ReadAsync(10, 19, Lead("Read before", Noon))).Updated.ShouldBe(0);

        (await RowAsync()).Name.ShouldBe("Read back after the write");
    }

    [Fact]
    public async Task Even_a_later_write_date_does_not_help_a_read_that_ended_before_the_stored_one_began()
    {
        await ReadAsync(20, 29, Lead("Odoo was restored", Noon));

        await ReadAsync(10, 19, Lead("Before it was", Noon.AddHours(1)));

        (await RowAsync()).Name.ShouldBe("Odoo was restored");
    }

    [Fact]
    public async Task Of_overlapping_reads_the_later_write_date_wins()
    {
        await ReadAsync(10, 29, Lead("First", Noon));

        await ReadAsync(20, 39, Lead("Later", Noon.AddSeconds(1)));
        await ReadAsync(25, 35, Lead("Earlier", Noon));

        (await RowAsync()).Name.ShouldBe("Later");
    }

    [Fact]
    public async Task A_name_too_long_for_an_index_is_stored_all_the_same()
    {
        // Random, or PostgreSQL would compress it to what an index takes.
        var name = Convert.ToHexString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(10_000));

        await ReadAsync(10, 19, Lead(name, Noon));

        (await RowAsync()).Name.ShouldBe(name);
    }

    [Fact]
    public async Task Overlapping_reads_that_agree_confirm_each_other_without_a_change()
    {
        await ReadAsync(10, 29, Lead("Same", Noon));

        var counts = await ReadAsync(20, 39, Lead("Same", Noon));

        counts.ShouldBe(new UpsertCounts(0, 0, 1));
        (await RowAsync()).ReadEnded.ShouldBe(39);
        (await ChangesAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Overlapping_reads_that_agree_on_write_date_alone_are_settled_by_a_third()
    {
        await ReadAsync(10, 29, Lead("One", Noon), Noon.AddHours(1));

        await ReadAsync(20, 39, Lead("Other", Noon), Noon.AddHours(1));

        (await RowAsync()).Name.ShouldBe("One");
        var again = new ChangedRecords(database.DataSource, connectionId, Plan);
        await again.AddUnsettledAsync(Noon.AddHours(1), default);
        again.Ids.ShouldBe([1]);
        await ReadAsync(40, 49, Lead("Other", Noon), Noon.AddHours(1));
        (await RowAsync()).Name.ShouldBe("Other");
    }

    [Fact]
    public async Task A_row_is_settled_once_it_was_read_ten_minutes_after_its_write_date()
    {
        await ReadAsync(10, 19, Lead("Fresh", Noon), Noon.AddMinutes(9));
        (await RowAsync()).Settled.ShouldBeFalse();

        await ReadAsync(20, 29, Lead("Fresh", Noon), Noon.AddMinutes(10));

        (await RowAsync()).Settled.ShouldBeTrue();
    }

    [Fact]
    public async Task An_old_page_does_not_raise_the_dead()
    {
        await ReadAsync(10, 19, Lead("Alive", Noon));
        await RemoveAsync("deleted", 30, 39);

        await ReadAsync(20, 29, Lead("Alive", Noon.AddHours(1)));

        (await RowAsync()).State.ShouldBe("deleted");
    }

    [Fact]
    public async Task A_record_that_is_read_again_after_its_removal_is_back_as_an_insert()
    {
        await ReadAsync(10, 19, Lead("Alive", Noon));
        await RemoveAsync("hidden", 20, 29);

        (await ReadAsync(30, 39, Lead("Alive", Noon))).Inserted.ShouldBe(1);

        (await RowAsync()).State.ShouldBe("present");
        (await ChangesAsync()).Select(change => change.Kind).ShouldBe(["insert", "hidden", "insert"]);
    }

    [Fact]
    public async Task A_removal_that_was_seen_before_the_stored_read_is_none()
    {
        await ReadAsync(30, 39, Lead("Created again", Noon));

        await RemoveAsync("deleted", 10, 19);

        (await RowAsync()).State.ShouldBe("present");
    }

    [Fact]
    public async Task The_change_names_the_fields_that_changed_and_no_other()
    {
        await ReadAsync(10, 19, Lead("Old", Noon, user: 7, tags: [1, 2], region: "emea"));

        await ReadAsync(20, 29, Lead("New", Noon.AddHours(1), user: 8, tags: [2, 1], region: "apac"));

        var change = (await ChangesAsync())[^1];
        change.Kind.ShouldBe("update");
        change.ChangedFields.ShouldBe(["name", "user_id", "x_region"]);
        (change.UserBefore, change.UserAfter).ShouldBe((7, 8));
    }

    [Fact]
    public async Task A_write_date_that_moves_alone_is_stored_and_is_no_change()
    {
        await ReadAsync(10, 19, Lead("Same", Noon));

        (await ReadAsync(20, 29, Lead("Same", Noon.AddHours(1)))).ShouldBe(new UpsertCounts(0, 0, 1));

        (await RowAsync()).WriteDate.ShouldBe(Noon.AddHours(1).UtcDateTime);
        (await ChangesAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_history_of_a_lead_keeps_what_it_was()
    {
        await ReadAsync(10, 19, Lead("Deal", Noon, user: 7, revenue: 100));
        await ReadAsync(20, 29, Lead("Deal", Noon.AddHours(1), user: null, revenue: 250.5m));

        await using var db = await database.DataSource.OpenConnectionAsync();
        var history = await db.QueryAsync<(string, string?, string?)>(
            "select field, old, new from causeway.lead_history where connection_id = @connectionId order by field", new { connectionId });
        history.ShouldBe([("expected_revenue", "100", "250.5"), ("user_id", "7", null)]);
    }

    private static OdooRecord Lead(string name, DateTimeOffset written, long? user = null, long[]? tags = null, decimal revenue = 0, string? region = null) => new(1, Plan.Fields,
        [.. Plan.Fields.Select(field => field.Name switch
        {
            "name" => name,
            "user_id" => user is { } id ? new OdooReference(id, null) : null,
            "tag_ids" => tags ?? [],
            "expected_revenue" => revenue,
            "x_region" => region,
            "write_date" or "create_date" => (object)written.UtcDateTime,
            _ => null,
        })]);

    private async Task<UpsertCounts> ReadAsync(long started, long ended, OdooRecord record, DateTimeOffset? odooTime = null)
    {
        await using var db = await database.DataSource.OpenConnectionAsync();
        await using var transaction = await db.BeginTransactionAsync();
        var upsert = new RecordUpsert(db, connectionId, Plan);
        await upsert.StageAsync(new[] { record }.ToAsyncEnumerable(), default);
        var counts = await upsert.MergeAsync(new ReadWindow(started, ended, odooTime ?? Noon.AddDays(1)), default);
        await transaction.CommitAsync();
        return counts;
    }

    private async Task RemoveAsync(string state, long started, long ended)
    {
        await using var db = await database.DataSource.OpenConnectionAsync();
        await using var transaction = await db.BeginTransactionAsync();
        await RecordRemoval.MarkAsync(db, connectionId, DefaultModels.Lead, [1], state, new ReadWindow(started, ended, Noon), default);
        await transaction.CommitAsync();
    }

    private async Task<Row> RowAsync()
    {
        await using var db = await database.DataSource.OpenConnectionAsync();
        return await db.QuerySingleAsync<Row>(
            "select name, state, settled, read_ended, write_date from odoo.crm_lead where connection_id = @connectionId and id = 1", new { connectionId });
    }

    private async Task<List<ChangeRow>> ChangesAsync()
    {
        await using var db = await database.DataSource.OpenConnectionAsync();
        return [.. await db.QueryAsync<ChangeRow>(
            "select kind, changed_fields, user_before, user_after from causeway.change where connection_id = @connectionId order by version", new { connectionId })];
    }

    private sealed record Row
    {
        public string? Name { get; init; }

        public string State { get; init; } = "";

        public bool Settled { get; init; }

        public long ReadEnded { get; init; }

        public DateTime WriteDate { get; init; }
    }

    private sealed record ChangeRow
    {
        public string Kind { get; init; } = "";

        public string[]? ChangedFields { get; init; }

        public long? UserBefore { get; init; }

        public long? UserAfter { get; init; }
    }
}
