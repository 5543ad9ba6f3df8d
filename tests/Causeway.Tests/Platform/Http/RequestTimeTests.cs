using System.Net;
using System.Net.Sockets;
using Causeway.Tests.Infrastructure;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Platform.Http;

/// <summary>That nothing hangs.</summary>
public sealed class RequestTimeTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const string AdminPassword = "a mountain of paper cranes";

    [Fact]
    public async Task A_request_that_takes_too_long_is_given_up_with_a_504()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using var server = await TestServer.StartAsync(
            database.DataSource,
            settings => settings with { AdminPassword = AdminPassword },
            services: services => services.PostConfigure<RequestTimeoutOptions>(timeouts => timeouts.DefaultPolicy = new RequestTimeoutPolicy
            {
                Timeout = TimeSpan.FromSeconds(2),
                WriteTimeoutResponse = timeouts.DefaultPolicy!.WriteTimeoutResponse,
            }));
        var admin = await Api.SignInAsync(server.Client, "/api/auth/login", new { username = "admin", password = AdminPassword });

        var answer = await admin.PostAsync("/api/integrations/odoo/test", new { url = $"http://{silent.LocalEndpoint}", database = "x", username = "x", api_key = "x" });

        answer.Expect(HttpStatusCode.GatewayTimeout)["title"].GetString().ShouldBe("Gateway Timeout");
        answer.ContentHeaders.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public async Task Only_what_is_known_to_take_long_may()
    {
        // The first to start gives the administrator of both tests their password.
        await using var server = await TestServer.StartAsync(database.DataSource, settings => settings with { AdminPassword = AdminPassword });

        var free = server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<DisableRequestTimeoutAttribute>() is not null)
            .Select(endpoint => endpoint.RoutePattern.RawText);

        free.ShouldBe(
            ["/api/integrations/sync/{sync_id:guid}/events", "/api/integrations/holds/{id:long}/confirm", "/api/integrations/verify", "/api/changes/stream", "/graphql/stream", "/api/crm/leads/"],
            ignoreOrder: true);
    }
}
