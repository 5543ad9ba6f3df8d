using System.Net;
using System.Text.Json;
using Causeway.Mirror.Sync;
using Causeway.Tests.Features.Profile;
using Causeway.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Features.GraphQlApi;

/// <summary>What mutations do and answer, by the rules of REST.</summary>
public sealed class GraphQlMutationsTests(ProfileMirror profile) : IClassFixture<ProfileMirror>
{
    private const string All = "success message odoo_id local_id errors sync_id created updated deleted";

    private readonly MirrorServer mirror = profile.Mirror;

    [Fact]
    public async Task A_sync_waits_for_its_end_and_tells_what_it_did()
    {
        var sofia = await profile.ActingAsync("sofia.rossi");
        await mirror.CreateAsync("res.partner", new { name = "Came before the sync" });

        var first = await RunAsync(sofia, $"mutation {{ sync_contacts_from_odoo {{ {All} }} }}");

        first.GetProperty("success").GetBoolean().ShouldBeTrue();
        first.GetProperty("created").GetInt32().ShouldBe(1);
        first.GetProperty("errors").ValueKind.ShouldBe(JsonValueKind.Null);
        (await mirror.Admin.GetAsync($"/api/integrations/sync/{first.GetProperty("sync_id").GetString()}")).Expect(HttpStatusCode.OK)["triggered_by"].GetString().ShouldBe("sofia.rossi");
        (await RunAsync(mirror.Admin, "mutation { sync_products_from_odoo { message } }")).GetProperty("message").GetString().ShouldBe("Odoo product sync completed successfully");
        (await RunAsync(mirror.Admin, "mutation { sync_all_from_odoo { message } }")).GetProperty("message").GetString().ShouldBe("Odoo sync completed successfully");
    }

    [Fact]
    public async Task A_sync_that_takes_longer_goes_on_by_its_id()
    {
        var waits = mirror.Clock.NextWaitAsync(TimeSpan.FromSeconds(30));
        JsonElement answer;
        await using (await mirror.Get<RunLocks>().TryTakeAsync(mirror.ConnectionId, default))
        {
            var running = RunAsync(mirror.Admin, $"mutation {{ sync_all_from_odoo {{ {All} }} }}");
            await waits;
            mirror.Clock.Advance(TimeSpan.FromSeconds(30));
            answer = await running;
        }

        answer.GetProperty("success").GetBoolean().ShouldBeTrue();
        answer.GetProperty("message").GetString().ShouldBe($"Odoo sync takes longer and goes on as run {answer.GetProperty("sync_id").GetString()}");
        await mirror.SyncCompletelyAsync();
        (await mirror.Admin.GetAsync($"/api/integrations/sync/{answer.GetProperty("sync_id").GetString()}")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_contact_is_created_in_Odoo_and_readable_at_once()
    {
        var anna = await mirror.SignInAsync("anna.keller");

        var made = await RunAsync(anna, $"mutation($c: ContactInput!) {{ create_contact(contact: $c) {{ {All} }} }}", new { c = new { name = "By mutation", email = "by@mutation.example", is_company = true } });

        made.GetProperty("message").GetString().ShouldBe("Contact created successfully");
        var id = made.GetProperty("odoo_id").GetInt64();
        made.GetProperty("local_id").GetString().ShouldBe($"{id}");
        (await profile.OdooAsync("res.partner", id)).GetProperty("email").GetString().ShouldBe("by@mutation.example");
        (await anna.QueryAsync($"{{ contact(id: {id}) {{ name is_company }} }}")).GetProperty("contact").GetProperty("name").GetString().ShouldBe("By mutation");
    }

    [Fact]
    public async Task Leads_are_written_under_the_rules_of_REST()
    {
        var (anna, pieter) = (await mirror.SignInAsync("anna.keller"), await mirror.SignInAsync("pieter.jansen"));

        var id = (await RunAsync(anna, $"mutation {{ create_lead(lead: {{name: \"Hers\", expected_revenue: 12.5}}) {{ {All} }} }}")).GetProperty("odoo_id").GetInt64();
        var changed = await RunAsync(anna, $"mutation {{ update_lead(id: {id}, lead: {{priority: \"2\"}}) {{ {All} }} }}");
        var another = await RunAsync(pieter, $"mutation {{ update_lead(id: {id}, lead: {{priority: \"1\"}}) {{ {All} }} }}");
        var given = await RunAsync(anna, $"mutation {{ update_lead(id: {id}, lead: {{user_id: {profile.Person("pieter.jansen").Id}}}) {{ {All} }} }}");
        var wrong = await RunAsync(anna, $"mutation {{ update_lead(id: {id}, lead: {{priority: \"9\", probability: 200}}) {{ {All} }} }}");
        var deleted = await RunAsync(anna, $"mutation {{ delete_lead(id: {id}) {{ {All} }} }}");

        changed.GetProperty("message").GetString().ShouldBe("Lead updated successfully");
        (await profile.OdooAsync("crm.lead", id)).GetProperty("priority").GetString().ShouldBe("2");
        (await profile.OdooAsync("crm.lead", id)).GetProperty("user_id").GetInt32().ShouldBe(profile.Person("anna.keller").Id);
        Said(another).ShouldBe((false, $"There is no such record: leads {id}."));
        Said(given).ShouldBe((false, "user_id: you may assign a record to yourself only; a manager, to their own people."));
        wrong.GetProperty("errors").EnumerateArray().Select(error => error.GetString()!.Split(':')[0]).ShouldBe(["priority", "probability"], ignoreOrder: true);
        Said(deleted).ShouldBe((false, "This needs an administrator."));
        Said(await RunAsync(mirror.Admin, $"mutation {{ delete_lead(id: {id}) {{ {All} }} }}")).ShouldBe((true, "Lead deleted successfully"));
        (await anna.QueryAsync($"{{ lead(id: {id}) {{ id }} }}")).GetProperty("lead").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task A_product_is_for_administrators_to_create()
    {
        var call = $"mutation {{ create_product(product: {{name: \"A thing\", list_price: 3, default_code: \"GQL\"}}) {{ {All} }} }}";

        Said(await RunAsync(await mirror.SignInAsync("anna.keller"), call)).ShouldBe((false, "Only an administrator may create such a record."));
        var made = await RunAsync(mirror.Admin, call);

        (await mirror.Admin.QueryAsync($"{{ product(id: {made.GetProperty("odoo_id")}) {{ name default_code }} }}")).GetProperty("product").GetProperty("default_code").GetString().ShouldBe("GQL");
    }

    [Fact]
    public async Task Tasks_are_made_changed_and_deleted()
    {
        var (tom, other) = (await profile.RegisterAsync("tom"), await profile.RegisterAsync("other"));
        var me = (await tom.QueryAsync("{ me { id } }")).GetProperty("me").GetProperty("id").GetString();

        var made = await RunAsync(tom, $"mutation($t: TaskInput!) {{ create_task(task: $t) {{ {All} }} }}", new { t = new { entity_name = "Northwind", task_type = "Call", task_time = "2026-12-24T10:00:00Z", contact_person_id = me } });
        var id = made.GetProperty("local_id").GetString();
        Said(await RunAsync(tom, $"mutation {{ update_task(id: \"{id}\", task: {{note: \"Ring twice\"}}) {{ {All} }} }}")).ShouldBe((true, "Task updated successfully"));
        Said(await RunAsync(tom, $"mutation {{ set_task_status(id: \"{id}\", status: \"closed\") {{ {All} }} }}")).ShouldBe((true, "Task updated successfully"));
        Said(await RunAsync(other, $"mutation {{ delete_task(id: \"{id}\") {{ {All} }} }}")).ShouldBe((false, $"There is no task {id}."));
        (await tom.QueryAsync($"{{ task(id: \"{id}\") {{ note status closed_at }} }}")).GetProperty("task").GetProperty("status").GetString().ShouldBe("closed");
        Said(await RunAsync(tom, $"mutation {{ delete_task(id: \"{id}\") {{ {All} }} }}")).ShouldBe((true, "Task deleted successfully"));
        Said(await RunAsync(tom, $"mutation {{ delete_task(id: \"nonsense\") {{ {All} }} }}")).ShouldBe((false, "id must be the id of a task."));
    }

    private static (bool, string) Said(JsonElement response) => (response.GetProperty("success").GetBoolean(), response.GetProperty("message").GetString()!);

    private static async Task<JsonElement> RunAsync(Api api, string mutation, object? variables = null) => (await api.QueryAsync(mutation, variables)).EnumerateObject().Single().Value;
}
