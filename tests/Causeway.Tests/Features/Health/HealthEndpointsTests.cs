using System.Net.Http.Json;
using System.Text.Json;
using Causeway.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Features.Health;

public sealed class HealthEndpointsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Theory]
    [InlineData("/health", "healthy")]
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
}
