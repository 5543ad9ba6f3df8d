using System.Net;
using Causeway.Sandbox;
using Causeway.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Mirror.Connections;

/// <summary>What a deletion must not take along.</summary>
public sealed class ConnectionRemovalTests(TestCluster cluster)
{
    [Fact]
    public async Task The_connection_by_which_every_administrator_signs_in_stays_until_there_is_another_way_in()
    {
        await using var database = await cluster.NewDatabaseAsync();
        await using var mirror = await MirrorServer.StartAsync(database.DataSource, new SandboxOptions { Leads = 5 });
        var ada = await mirror.SignInAsync(mirror.Odoo.Admin);
        var local = (await mirror.Admin.GetAsync("/api/auth/me"))["user"].GetProperty("id").GetString();
        (await ada.PatchAsync($"/api/auth/users/{local}", new { is_active = false })).Expect(HttpStatusCode.OK);

        var refused = await ada.DeleteAsync($"/api/connections/{mirror.ConnectionId}");

        refused.Expect(HttpStatusCode.Conflict)["detail"].GetString()!.ShouldContain("local account");
        (await ada.GetAsync($"/api/connections/{mirror.ConnectionId}")).Expect(HttpStatusCode.OK);
        (await ada.PatchAsync($"/api/auth/users/{local}", new { is_active = true })).Expect(HttpStatusCode.OK);
        (await ada.DeleteAsync($"/api/connections/{mirror.ConnectionId}")).Expect(HttpStatusCode.NoContent);
        (await (await mirror.SignInAsAdminAsync()).GetAsync("/api/audit")).Expect(HttpStatusCode.OK);
    }
}
