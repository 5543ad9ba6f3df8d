using System.Net;
using System.Text.Json;
using Causeway.Tests.Infrastructure;
using Dapper;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Mirror.Writes;

/// <summary>A create whose answer was lost is found again by its external id, and never makes two.</summary>
public sealed class CreateOnceTests(SharedMirror shared) : IClassFixture<SharedMirror>, IAsyncLifetime
{
    /// <summary>More often than a call that may be repeated is.</summary>
    private const int EveryTime = 10;

    private readonly MirrorServer mirror = shared.Mirror;
    private readonly string key = $"{Guid.NewGuid()}";

    public ValueTask InitializeAsync()
    {
        mirror.Clock.Skips = TimeSpan.FromSeconds(15);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync() => await mirror.Control.ClearFaultsAsync();

    private (string, string) Key => ("Idempotency-Key", key);

    public static TheoryData<string, string> Creates => new()
    {
        { "/api/crm/leads", "crm.lead" },
        { "/api/opportunities", "crm.lead" },
        { "/api/contacts", "res.partner" },
        { "/api/activities", "mail.activity" },
    };

    [Theory]
    [MemberData(nameof(Creates))]
    public async Task A_create_whose_answer_is_lost_after_the_commit_is_found_by_the_next_one(string route, string model)
    {
        var body = Body(route);
        await mirror.Control.FaultAsync(new { kind = "drop", after_commit = true, model, method = "load", times = EveryTime });
        (await mirror.Admin.PostAsync(route, body, Key)).Expect(HttpStatusCode.ServiceUnavailable);
        await mirror.Control.ClearFaultsAsync();
        object change = model == "mail.activity" ? new { note = "changed since" } : new { name = $"{key} changed since" };
        await mirror.WriteAsync(model, (int)(await MadeAsync(model)).Single(), change);
        await ReopenAsync();

        var retry = (await mirror.Admin.PostAsync(route, body, Key)).Expect(HttpStatusCode.Created);

        (await MadeAsync(model)).ShouldBe([retry.Id]);
        retry.Header("Location").ShouldNotBeNull().ShouldEndWith($"/{retry.Id}");
        // It is as it is now: nobody's change was undone by the retry.
        retry.Text.ShouldContain("changed since");
    }

    [Fact]
    public async Task A_create_that_never_reached_Odoo_is_made_by_the_next_one()
    {
        await mirror.Control.FaultAsync(new { kind = "drop", after_commit = false, model = "crm.lead", method = "load", times = EveryTime });
        (await mirror.Admin.PostAsync("/api/crm/leads", new { name = key }, Key)).Expect(HttpStatusCode.ServiceUnavailable);
        await mirror.Control.ClearFaultsAsync();
        await ReopenAsync();

        var retry = (await mirror.Admin.PostAsync("/api/crm/leads", new { name = key }, Key)).Expect(HttpStatusCode.Created);

        (await MadeAsync("crm.lead")).ShouldBe([retry.Id]);
    }

    [Fact]
    public async Task A_create_without_a_key_is_never_repeated_by_us()
    {
        await mirror.Control.FaultAsync(new { kind = "drop", after_commit = true, model = "crm.lead", method = "create", times = EveryTime });
        await mirror.Control.ResetCallsAsync();

        (await mirror.Admin.PostAsync("/api/crm/leads", new { name = key })).Expect(HttpStatusCode.ServiceUnavailable);

        (await mirror.Control.CallsAsync()).Where(call => call is { Model: "crm.lead", Method: "create" or "load" }).ShouldBe([("crm.lead", "create", 1)]);
        (await MadeAsync("crm.lead")).Count.ShouldBe(1);
        await mirror.Control.ClearFaultsAsync();
        await ReopenAsync();
    }

    [Fact]
    public async Task What_load_cannot_do_is_done_once_and_not_again_when_its_answer_is_lost()
    {
        var company = (await mirror.Admin.PostAsync("/api/contacts", new { name = "Parent", is_company = true })).Expect(HttpStatusCode.Created).Id;
        var body = new { name = key, parent_id = company };
        await mirror.Control.FaultAsync(new { kind = "drop", after_commit = true, model = "res.partner", method = "create", times = EveryTime });
        var first = (await mirror.Admin.PostAsync("/api/contacts", body, Key)).Expect(HttpStatusCode.ServiceUnavailable);
        await mirror.Control.ClearFaultsAsync();
        await ReopenAsync();

        var again = (await mirror.Admin.PostAsync("/api/contacts", body, Key)).Expect(HttpStatusCode.ServiceUnavailable);

        again.Text.ShouldBe(first.Text);
        again.Header("Idempotency-Replayed").ShouldBe("true");
        (await MadeAsync("res.partner")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_Odoo_refuses_is_refused_in_the_words_of_create_and_makes_nothing()
    {
        var without = (await mirror.Admin.PostAsync("/api/crm/leads", new { name = key, stage_id = 999_999 })).Expect(HttpStatusCode.UnprocessableEntity);
        var with = (await mirror.Admin.PostAsync("/api/crm/leads", new { name = key, stage_id = 999_999 }, Key)).Expect(HttpStatusCode.UnprocessableEntity);

        with["detail"].GetString().ShouldBe(without["detail"].GetString());
        (await MadeAsync("crm.lead")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_lost_their_process_is_answered_once_its_lease_is_over()
    {
        var made = (await mirror.Admin.PostAsync("/api/crm/leads", new { name = key }, Key)).Expect(HttpStatusCode.Created);
        // As if killed between Odoo's commit and the answer.
        await ExecuteAsync("update causeway.idempotency_key set status = null, headers = null, body = null, shown = null, lease_until = now() + interval '1 hour'");
        (await mirror.Admin.PostAsync("/api/crm/leads", new { name = key }, Key)).Expect(HttpStatusCode.Conflict).Header("Retry-After").ShouldNotBeNull();
        await ExecuteAsync("update causeway.idempotency_key set lease_until = now() - interval '1 second'");

        (await mirror.Admin.PostAsync("/api/crm/leads", new { name = key }, Key)).Expect(HttpStatusCode.Created).Id.ShouldBe(made.Id);
        (await MadeAsync("crm.lead")).ShouldBe([made.Id]);
    }

    [Fact]
    public async Task A_task_whose_process_was_lost_is_found_too()
    {
        var me = (await mirror.Admin.GetAsync("/api/auth/me"))["user"].GetProperty("id").GetString();
        var body = new { entity_name = key, task_type = "Call", task_time = "2027-01-01T10:00:00Z", contact_person_id = me };
        var made = (await mirror.Admin.PostAsync("/api/tasks", body, Key)).Expect(HttpStatusCode.Created)["task"].GetProperty("id").GetString();
        await ExecuteAsync("update causeway.idempotency_key set status = null, headers = null, body = null, shown = null, lease_until = now() - interval '1 second'");

        (await mirror.Admin.PostAsync("/api/tasks", body, Key)).Expect(HttpStatusCode.Created)["task"].GetProperty("id").GetString().ShouldBe(made);
        (await mirror.Admin.GetAsync($"/api/tasks?entity_name={key}"))["pagination"].GetProperty("total").GetInt32().ShouldBe(1);
    }

    private object Body(string route) => route switch
    {
        "/api/activities" => new { res_model = "crm.lead", res_id = 1, summary = key, date_deadline = "2027-03-01" },
        "/api/opportunities" => new { name = key, value = 12.5, expected_close_date = "2027-03-01" },
        "/api/contacts" => new { name = key, city = "Zoëtermeer", is_company = true },
        _ => new { name = key, type = "lead", priority = "2", tag_ids = new[] { 1, 2 }, stage_id = 2, expected_revenue = 99.5, date_deadline = "2027-03-01", active = true },
    };

    /// <summary>What there is in Odoo of this test.</summary>
    private async Task<IReadOnlyList<long>> MadeAsync(string model) =>
        [.. (await mirror.Control.DumpAsync(model)).Where(row => Text(row.Value, model == "mail.activity" ? "summary" : "name").StartsWith(key, StringComparison.Ordinal)).Select(row => row.Key)];

    private static string Text(JsonElement row, string field) => row.GetProperty(field) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";

    /// <summary>The connection's circuit, which may have opened.</summary>
    private async Task ReopenAsync()
    {
        mirror.Clock.Advance(TimeSpan.FromHours(1));
        (await mirror.Admin.PostAsync("/api/integrations/odoo/test")).Expect(HttpStatusCode.OK);
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var db = await mirror.Database.OpenConnectionAsync();
        await db.ExecuteAsync(sql);
    }
}
