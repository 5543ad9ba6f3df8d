using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Causeway.Tests.Infrastructure;
using Dapper;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Features.Health;

public sealed class HealthEndpointsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Theory]
    [InlineData("/health", "healthy")]
    [InlineData("/api/health", "healthy")]
    [InlineData("/api/v1/health", "healthy")]
    [InlineData("/health/live", "healthy")]
    [InlineData("/health/ready", "ready")]
    public async Task A_running_server_says_so_with_its_version_and_time(string path, string status)
    {
        await using var server = await TestServer.StartAsync(database.DataSource);

        var health = await server.Client.GetFromJsonAsync<JsonElement>(path);

        health.GetProperty("status").GetString().ShouldBe(status);
        health.GetProperty("timestamp").GetDateTimeOffset().ShouldBe(server.Clock.GetUtcNow());
        health.GetProperty("version").GetString().ShouldBe("0.1.0");
    }

    [Fact]
    public async Task A_server_whose_database_lacks_a_migration_lives_but_is_not_ready()
    {
        await using var server = await TestServer.StartAsync(database.DataSource);
        await using var connection = await database.DataSource.OpenConnectionAsync();
        await connection.ExecuteAsync("update causeway.migration set number = -number");

        using var ready = await server.Client.GetAsync(new Uri("/health/ready", UriKind.Relative));
        using var live = await server.Client.GetAsync(new Uri("/health/live", UriKind.Relative));
        await connection.ExecuteAsync("update causeway.migration set number = -number");

        ready.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await ready.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("status").GetString().ShouldBe("unavailable");
        live.StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
