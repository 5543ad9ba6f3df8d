using System.Net;
using System.Text.Json;
using Causeway.Mirror.Sync;
using Causeway.Sandbox;
using Causeway.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Mirror.Proof;

/// <summary>A mirror is of one database: another, or an older state of it, stops the connection and asks.</summary>
public sealed class DatabaseIdentityTests(TestCluster cluster) : IAsyncLifetime
{
    private TestDatabase database = null!;
    private MirrorServer mirror = null!;

    public async ValueTask InitializeAsync()
    {
        database = await cluster.NewDatabaseAsync();
        mirror = await MirrorServer.StartAsync(database.DataSource, new SandboxOptions());
    }

    [Fact]
    public async Task Another_database_at_the_same_address_stops_the_connection()
    {
        await BecomeAnotherAsync();
        var id = await mirror.CreateAsync("crm.lead", new { name = "Of the other database" });
        mirror.Clock.Advance(TimeSpan.FromMinutes(10));

        var run = await mirror.SyncAsync();

        (run.Status, run.ErrorKind).ShouldBe((SyncStatus.Failed, "other_database"));
        (await (await mirror.SignInAsAdminAsync()).GetAsync($"/api/crm/leads/{id}")).Expect(HttpStatusCode.NotFound);
        (await DatabaseAsync()).GetProperty("stopped").GetString().ShouldBe("other_database");
        (await mirror.SyncAsync()).ErrorKind.ShouldBe("other_database");
    }

    [Theory]
    [InlineData("new_mirror")]
    [InlineData("read_again")]
    public async Task The_administrator_takes_the_other_database_as_the_right_one(string action)
    {
        await BecomeAnotherAsync();
        mirror.Clock.Advance(TimeSpan.FromMinutes(10));
        await mirror.SyncAsync();

        (await (await mirror.SignInAsAdminAsync()).PostAsync("/api/integrations/odoo/database", new { action })).Expect(HttpStatusCode.Accepted);

        await mirror.SyncCompletelyAsync();
        (await DatabaseAsync()).GetProperty("stopped").ValueKind.ShouldBe(JsonValueKind.Null);
        await mirror.Comparison.ShouldBeEqualAsync();
    }

    [Fact]
    public async Task A_dump_that_was_restored_stops_the_connection()
    {
        var known = await mirror.CreateAsync("crm.lead", new { name = "In the dump" });
        // What was written within the day is read again by the deep cycle, and what is not settled by the next: they would
        // follow the dump before it is noticed.
        mirror.Clock.Advance(TimeSpan.FromHours(26));
        var dump = await mirror.Control.SnapshotAsync();
        await mirror.WriteAsync("crm.lead", known, new { name = "Written after it" });
        var later = await mirror.CreateAsync("crm.lead", new { name = "Made after it" });
        await mirror.SyncCompletelyAsync();
        await mirror.ProveAsync(TimeSpan.FromMinutes(20));
        await mirror.Control.RestoreAsync(dump);

        mirror.Clock.Advance(TimeSpan.FromMinutes(10));
        var run = await mirror.SyncAsync();

        run.ErrorKind.ShouldBe("older_database");
        (await (await mirror.SignInAsAdminAsync()).GetAsync($"/api/crm/leads/{later}")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_newest_record_may_be_deleted()
    {
        var id = await mirror.CreateAsync("crm.lead", new { name = "Newest" });
        await mirror.SyncCompletelyAsync();
        await mirror.Raw.CallAsync("crm.lead", "unlink", ids: [id]);

        await mirror.ProveAsync();

        (await DatabaseAsync()).GetProperty("stopped").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    public async ValueTask DisposeAsync()
    {
        await mirror.DisposeAsync();
        await database.DisposeAsync();
    }

    private async Task BecomeAnotherAsync()
    {
        var uuid = (await mirror.Control.DumpAsync("ir.config_parameter")).Values.Single(row => row.GetProperty("key").GetString() == "database.uuid");
        await mirror.Control.UpdateAsync("ir.config_parameter", [uuid.GetProperty("id").GetInt64()], new { value = Guid.NewGuid().ToString() });
    }

    private async Task<JsonElement> DatabaseAsync() =>
        (await (await mirror.SignInAsAdminAsync()).GetAsync("/api/integrations/odoo/database")).Expect(HttpStatusCode.OK).Json;
}
