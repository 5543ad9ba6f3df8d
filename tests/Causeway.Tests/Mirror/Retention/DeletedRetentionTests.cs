using System.Net;
using Causeway.Mirror.Catalog;
using Causeway.Mirror.Records;
using Causeway.Mirror.Records.Storing;
using Causeway.Mirror.Retention;
using Causeway.Tests.Infrastructure;
using Dapper;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Mirror.Retention;

/// <summary>What Odoo deleted is kept for a while, and then gone with its past.</summary>
public sealed class DeletedRetentionTests(SharedMirror shared) : IClassFixture<SharedMirror>
{
    private readonly MirrorServer mirror = shared.Mirror;

    [Fact]
    public async Task A_deleted_record_goes_with_its_history_and_its_links_when_its_days_are_over_and_no_sooner()
    {
        var kept = await LeadAsync("Still there");
        var id = await DeletedAsync("Long gone");
        var task = await TaskAboutAsync(id);

        mirror.Clock.Advance(TimeSpan.FromDays(89));
        await mirror.Get<DeletedRetention>().RunAsync(default);
        (await CountAsync("odoo.crm_lead", "id", id)).ShouldBe(1);

        mirror.Clock.Advance(TimeSpan.FromDays(2));
        (await mirror.Get<DeletedRetention>().RunAsync(default)).ShouldBeGreaterThan(0);

        (await CountAsync("odoo.crm_lead", "id", id)).ShouldBe(0);
        (await CountAsync("causeway.lead_history", "lead_id", id)).ShouldBe(0);
        (await CountAsync("odoo.crm_lead", "id", kept)).ShouldBe(1);
        await mirror.SignInAgainAsync();
        (await mirror.Admin.GetAsync($"/api/tasks/{task}")).Expect(HttpStatusCode.OK)["task"].GetProperty("odoo_id").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        (await mirror.Get<DeletedRetention>().RunAsync(default)).ShouldBe(0);
    }

    [Fact]
    public async Task What_a_purge_took_is_not_brought_back_by_a_page_that_was_read_before()
    {
        var id = await LeadAsync("Read, deleted, purged");
        var early = await ReadStamps.NextAsync(mirror.Database, default);
        (await mirror.Admin.DeleteAsync($"/api/crm/leads/{id}")).Expect(HttpStatusCode.NoContent);
        var position = (await mirror.Admin.GetAsync("/api/changes"))["position"].GetString();
        (await mirror.Admin.DeleteAsync($"/api/records/crm.lead/{id}?purge=true")).Expect(HttpStatusCode.NoContent);

        await ArriveAsync(id, new ReadWindow(early, early + 1, null));

        (await CountAsync("odoo.crm_lead", "id", id)).ShouldBe(0);
        (await mirror.Admin.GetAsync($"/api/changes?since={position}"))["changes"].GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_purged_record_that_Odoo_has_again_is_an_insert()
    {
        var id = await DeletedAsync("Restored from a backup");
        (await mirror.Admin.DeleteAsync($"/api/records/crm.lead/{id}?purge=true")).Expect(HttpStatusCode.NoContent);
        var position = (await mirror.Admin.GetAsync("/api/changes"))["position"].GetString();
        var late = await ReadStamps.NextAsync(mirror.Database, default);

        await ArriveAsync(id, new ReadWindow(late, late + 1, null));

        var change = (await mirror.Admin.GetAsync($"/api/changes?since={position}"))["changes"].EnumerateArray().ShouldHaveSingleItem();
        (change.GetProperty("kind").GetString(), change.GetProperty("id").GetInt64()).ShouldBe(("insert", id));
    }

    [Fact]
    public async Task Whoever_follows_the_feed_learns_of_the_deletion_and_of_nothing_more()
    {
        var id = await LeadAsync("Followed");
        var position = (await mirror.Admin.GetAsync("/api/changes"))["position"].GetString();
        (await mirror.Admin.DeleteAsync($"/api/crm/leads/{id}")).Expect(HttpStatusCode.NoContent);
        (await mirror.Admin.DeleteAsync($"/api/records/crm.lead/{id}?purge=true")).Expect(HttpStatusCode.NoContent);

        await mirror.ProveAsync();

        var changes = (await mirror.Admin.GetAsync($"/api/changes?since={position}&models=crm.lead&records=true")).Expect(HttpStatusCode.OK)["changes"];
        changes.EnumerateArray().Where(change => change.GetProperty("id").GetInt64() == id)
            .Select(change => change.GetProperty("kind").GetString()).ShouldBe(["delete"]);
    }

    [Fact]
    public async Task The_log_of_writes_goes_with_the_audit_log_s_days()
    {
        await LeadAsync("Written");
        await using var db = await mirror.Database.OpenConnectionAsync();
        await db.ExecuteAsync("insert into causeway.write_log (connection_id, at, actor, model, ids, method, outcome) values (@ConnectionId, now() - interval '20 years', 'somebody', 'crm.lead', '{1}', 'write', 'written')", new { mirror.ConnectionId });

        await mirror.Get<LogRetention>().RunAsync(default);

        (await db.ExecuteScalarAsync<long>("select count(*) from causeway.write_log where at < now() - interval '10 years'")).ShouldBe(0);
        (await db.ExecuteScalarAsync<long>("select count(*) from causeway.write_log")).ShouldBeGreaterThan(0);
    }

    /// <summary>A page of one record, as the server itself would store it.</summary>
    private async Task ArriveAsync(long id, ReadWindow window)
    {
        var plan = mirror.Get<ModelPlans>().Known(await mirror.ConnectionAsync(), DefaultModels.Lead)!;
        await using var db = await mirror.Database.OpenConnectionAsync();
        await using var transaction = await db.BeginTransactionAsync();
        var upsert = new RecordUpsert(db, mirror.ConnectionId, plan);
        var values = new object?[plan.Fields.Count];
        await upsert.StageAsync(new[] { new Causeway.Odoo.OdooRecord(id, plan.Fields, values) }.ToAsyncEnumerable(), default);
        await upsert.MergeAsync(window, default);
        await transaction.CommitAsync();
    }

    private async Task<long> LeadAsync(string name) => (await mirror.Admin.PostAsync("/api/crm/leads", new { name })).Expect(HttpStatusCode.Created).Id;

    private async Task<long> DeletedAsync(string name)
    {
        var id = await LeadAsync(name);
        (await mirror.Admin.PutAsync($"/api/crm/leads/{id}", new { stage_id = 2 })).Expect(HttpStatusCode.OK);
        (await mirror.Admin.DeleteAsync($"/api/crm/leads/{id}")).Expect(HttpStatusCode.NoContent);
        return id;
    }

    private async Task<string> TaskAboutAsync(long id)
    {
        var me = (await mirror.Admin.GetAsync("/api/auth/me"))["user"].GetProperty("id").GetString();
        await using var db = await mirror.Database.OpenConnectionAsync();
        return (await db.ExecuteScalarAsync<Guid>(
            """
            insert into causeway.task (id, date_created, entity_name, task_type, task_time, contact_person_id, created_by, updated_at, odoo_connection, odoo_model, odoo_id)
            values (gen_random_uuid(), now(), 'Acme', 'call', now(), @me, @me, now(), @ConnectionId, 'crm.lead', @id)
            returning id
            """,
            new { me = Guid.Parse(me!), mirror.ConnectionId, id })).ToString();
    }

    private async Task<long> CountAsync(string table, string column, long id)
    {
        await using var db = await mirror.Database.OpenConnectionAsync();
        return await db.ExecuteScalarAsync<long>($"select count(*) from {table} where {column} = @id", new { id });
    }
}
