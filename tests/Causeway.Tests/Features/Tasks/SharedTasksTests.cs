using System.Net.Http.Json;
using System.Text.Json;
using Causeway.Platform.Settings;
using Causeway.Tests.Infrastructure;
using Shouldly;
using Xunit;
using Registration = Causeway.Platform.Settings.Registration;

namespace Causeway.Tests.Features.Tasks;

/// <summary>With <c>TASKS=shared</c>, and without any Odoo.</summary>
public sealed class SharedTasksTests(TestCluster cluster)
{
    [Fact]
    public async Task Every_active_user_reads_every_task_and_changes_their_own()
    {
        await using var database = await cluster.NewDatabaseAsync();
        await using var server = await TestServer.StartAsync(database.DataSource, settings => settings with { Tasks = TaskReaders.Shared, Registration = Registration.Open });
        var (ada, adaId) = await RegisterAsync(server, "ada");
        var (ben, _) = await RegisterAsync(server, "ben");
        var task = (await ada.PostAsync("/api/tasks", new { entity_name = "Shared", task_type = "Call", task_time = "2030-01-01T10:00:00Z", contact_person_id = adaId }))["task"];
        var id = task.GetProperty("id").GetString()!;

        var bulk = await ben.PatchAsync("/api/tasks/status", new { ids = new[] { id }, status = "closed" });

        (await ben.GetAsync($"/api/tasks/{id}")).Code.ShouldBe(200);
        (await ben.GetAsync("/api/tasks"))["tasks"].GetArrayLength().ShouldBe(1);
        (await ben.GetAsync("/api/analytics/dashboard"))["summary"].GetProperty("total_tasks").GetInt32().ShouldBe(1);
        (await ben.PutAsync($"/api/tasks/{id}", new { note = "mine now" })).Code.ShouldBe(403);
        (await ben.DeleteAsync($"/api/tasks/{id}")).Code.ShouldBe(403);
        bulk["forbidden"].EnumerateArray().Select(forbidden => forbidden.GetString()).ShouldBe([id]);
        bulk["updated"].GetInt32().ShouldBe(0);
    }

    private static async Task<(Api Api, string Id)> RegisterAsync(TestServer server, string username)
    {
        using var answer = await server.Client.PostAsJsonAsync("/api/auth/register", new { username, email = $"{username}@example.com", password = "correct horse battery staple", full_name = username.ToUpperInvariant() });
        var body = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        return (new Api(server.Client, body.GetProperty("access_token").GetString()), body.GetProperty("user").GetProperty("id").GetString()!);
    }
}
