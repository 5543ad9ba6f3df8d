using System.Net;
using Causeway.Sandbox;
using Causeway.Tests.Infrastructure;
using Xunit;

namespace Causeway.Tests.Features.Tasks;

/// <summary>A sandbox company with its mirror, and three of its people: Lukas, Pieter of another team, and Morgan, the manager of both.</summary>
public sealed class TasksServer(TestCluster cluster) : IAsyncLifetime
{
    private TestDatabase database = null!;

    internal MirrorServer Mirror { get; private set; } = null!;

    internal Api Lukas { get; private set; } = null!;

    internal Api Pieter { get; private set; } = null!;

    internal Api Morgan { get; private set; } = null!;

    public string LukasId { get; private set; } = "";

    public string PieterId { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        database = await cluster.NewDatabaseAsync();
        Mirror = await MirrorServer.StartAsync(database.DataSource, new SandboxOptions());
        (Lukas, Pieter) = (await Mirror.SignInAsync("lukas.berg"), await Mirror.SignInAsync("pieter.jansen"));
        (LukasId, PieterId) = (await IdAsync(Lukas), await IdAsync(Pieter));
        (await Mirror.Admin.PatchAsync($"/api/auth/users/{await IdAsync(await Mirror.SignInAsync("morgan.reyes"))}", new { role = "manager" })).Expect(HttpStatusCode.OK);
        // Whose role changes is refused at once, and signs in again.
        Morgan = await Api.SignInAsync(Mirror.Server.Client, "/api/login", new { username = "morgan.reyes", api_key = Mirror.Odoo.Users.Single(user => user.Login == "morgan.reyes").ApiKey });
    }

    internal static async Task<string> IdAsync(Api user) => (await user.GetAsync("/api/auth/me"))["user"].GetProperty("id").GetString()!;

    /// <summary>A new task of Lukas's, made by himself unless said otherwise.</summary>
    internal async Task<ApiAnswer> AddAsync(string entity, Api? by = null, string? person = null, string type = "Call", string time = "2030-01-01T10:00:00Z", object? more = null) =>
        (await (by ?? Lukas).PostAsync("/api/tasks", With(new() { ["entity_name"] = entity, ["task_type"] = type, ["task_time"] = time, ["contact_person_id"] = person ?? LukasId }, more)))
        .Expect(HttpStatusCode.Created);

    internal async Task<string> AddIdAsync(string entity, Api? by = null, string? person = null, object? more = null) =>
        (await AddAsync(entity, by, person, more: more))["task"].GetProperty("id").GetString()!;

    private static Dictionary<string, object?> With(Dictionary<string, object?> task, object? more)
    {
        foreach (var property in more?.GetType().GetProperties() ?? [])
            task[property.Name] = property.GetValue(more);
        return task;
    }

    public async ValueTask DisposeAsync()
    {
        await Mirror.DisposeAsync();
        await database.DisposeAsync();
    }
}
