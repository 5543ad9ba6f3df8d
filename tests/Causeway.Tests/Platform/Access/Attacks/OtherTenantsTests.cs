using System.Net;
using Causeway.Sandbox;
using Causeway.Tests.Infrastructure;
using Dapper;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Platform.Access.Attacks;

/// <summary>
/// Numbers that count over all connections, asked for by who manages one of them: a run, a hold, a quarantined record of another
/// is not there, and stays as it is.
/// </summary>
public sealed class OtherTenantsTests(TestCluster cluster) : IAsyncLifetime
{
    private TestDatabase database = null!;
    private MirrorServer mirror = null!;
    private Api stranger = null!;

    public async ValueTask InitializeAsync()
    {
        database = await cluster.NewDatabaseAsync();
        mirror = await MirrorServer.StartAsync(database.DataSource, new SandboxOptions { Leads = 5 }, with: settings => settings with { AllowedOdooHosts = ["127.0.0.0/8"] });
        stranger = await mirror.SignInAsync("lukas.berg");
        var ended = mirror.Server.Logs.NextAsync("Sync Completed");
        (await stranger.PostAsync("/api/connections", new { url = mirror.Odoo.Url, database = mirror.Odoo.Database, username = "admin", api_key = mirror.Odoo.Admin.ApiKey, interval_minutes = 1440 })).Expect(HttpStatusCode.Created);
        await ended;
    }

    [Theory]
    [InlineData("GET", "/api/integrations/sync/{run}")]
    [InlineData("GET", "/api/integrations/sync/{run}/events")]
    [InlineData("POST", "/api/integrations/sync/{run}/cancel")]
    [InlineData("POST", "/api/integrations/holds/{hold}/confirm")]
    [InlineData("POST", "/api/integrations/holds/{hold}/reject")]
    [InlineData("POST", "/api/integrations/quarantine/{quarantined}/retry")]
    [InlineData("GET", "/api/connections/{connection}")]
    [InlineData("PATCH", "/api/connections/{connection}")]
    [InlineData("DELETE", "/api/connections/{connection}")]
    [InlineData("POST", "/api/connections/{connection}/default")]
    public async Task What_another_connection_has_is_not_there(string method, string path)
    {
        var (before, asked) = (await StateAsync(), await IdsAsync());
        foreach (var (name, id) in asked)
            path = path.Replace($"{{{name}}}", id, StringComparison.Ordinal);

        var answer = await stranger.SendAsync(new HttpMethod(method), path, method == "PATCH" ? new { name = "Taken over" } : null);

        // A shared connection is known to be there, and is the administrators'.
        answer.Status.ShouldBe(path.StartsWith("/api/connections", StringComparison.Ordinal) ? HttpStatusCode.Forbidden : HttpStatusCode.NotFound);
        (await StateAsync()).ShouldBe(before);
    }

    [Theory]
    [InlineData("/api/integrations/holds", "holds")]
    [InlineData("/api/integrations/quarantine", "quarantine")]
    public async Task Nor_is_it_in_any_list(string path, string collection)
    {
        await IdsAsync();

        (await stranger.GetAsync(path)).Expect(HttpStatusCode.OK)[collection].GetArrayLength().ShouldBe(0);
        (await mirror.Admin.GetAsync(path)).Expect(HttpStatusCode.OK)[collection].GetArrayLength().ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("X-Connection")]
    [InlineData("connection")]
    public async Task Naming_the_shared_connection_makes_nobody_its_manager(string by)
    {
        var header = by == "X-Connection" ? [(by, $"{mirror.ConnectionId}")] : Array.Empty<(string, string)>();
        var query = by == "connection" ? $"?connection={mirror.ConnectionId}" : "";

        foreach (var path in new[] { "/api/integrations/holds", "/api/integrations/proofs", "/api/integrations/sync/logs", "/api/integrations/odoo/fields/crm.lead" })
            (await stranger.GetAsync(path + query, header)).Expect(HttpStatusCode.Forbidden);
        (await stranger.PostAsync($"/api/integrations/odoo/sync-users{query}", null, header)).Expect(HttpStatusCode.Forbidden);
    }

    public async ValueTask DisposeAsync()
    {
        await mirror.DisposeAsync();
        await database.DisposeAsync();
    }

    /// <summary>What the shared connection has of each kind.</summary>
    private async Task<IReadOnlyList<(string Name, string Id)>> IdsAsync()
    {
        await using var db = await mirror.Database.OpenConnectionAsync();
        return
        [
            ("connection", $"{mirror.ConnectionId}"),
            ("run", $"{await db.ExecuteScalarAsync<Guid>("select id from causeway.sync_run where connection_id = @ConnectionId limit 1", new { mirror.ConnectionId })}"),
            ("hold", $"{await db.ExecuteScalarAsync<long>(
                """
                insert into causeway.hold (connection_id, model, ids, of_records, kind, found_at) values (@ConnectionId, 'crm.lead', '{1}', 5, 'deleted', now())
                on conflict (connection_id, model) where status in ('waiting', 'rejected') do update set found_at = hold.found_at
                returning id
                """,
                new { mirror.ConnectionId })}"),
            ("quarantined", $"{await db.ExecuteScalarAsync<long>(
                """
                insert into causeway.quarantine (connection_id, model, record_id, error_kind, message, since, last_tried_at) values (@ConnectionId, 'crm.lead', 2, 'refused', 'x', now(), now())
                on conflict (connection_id, model, record_id) do update set message = excluded.message
                returning id
                """,
                new { mirror.ConnectionId })}"),
        ];
    }

    private async Task<string> StateAsync()
    {
        await IdsAsync();
        await using var db = await mirror.Database.OpenConnectionAsync();
        return string.Join('\n', await db.QueryAsync<string>(
            """
            select (c.name, c.paused, c.is_default, c.deleted_at)::text from causeway.connection c where id = @ConnectionId
            union all select (h.id, h.status)::text from causeway.hold h
            union all select (q.id, q.tries, q.last_tried_at)::text from causeway.quarantine q
            union all select (r.id, r.status, r.cancelled_by)::text from causeway.sync_run r where connection_id = @ConnectionId
            """,
            new { mirror.ConnectionId }));
    }
}
