using System.Net;
using System.Text.Json;
using Causeway.Sandbox;
using Causeway.Tests.Infrastructure;
using Causeway.Tests.Storm;
using Dapper;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Mirror.Writes;

/// <summary>kill -9 between Odoo's commit and our answer.</summary>
public sealed class KilledCreateTests(TestCluster cluster)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task A_create_whose_process_is_killed_after_Odoos_commit_is_found_by_the_next_process()
    {
        var key = $"{Guid.NewGuid()}";
        await using var database = await cluster.NewDatabaseAsync();
        await using var odoo = await SandboxServer.StartAsync(new SandboxOptions(), default);
        using var control = new OdooControl(odoo.Url);
        await using var server = new StormProcess(database.ConnectionString);
        await server.StartAsync();
        await server.PostAsync("/api/integrations/odoo/configure", new { url = odoo.Url, database = odoo.Database, username = odoo.Admin.Login, api_key = odoo.Admin.ApiKey, interval_minutes = 1440 });
        await UntilAsync(async () => (await server.GetAsync("/api/crm/leads?per_page=1")).GetProperty("pagination").GetProperty("total").GetInt64() == 60);
        // What comes after the create: the record is read back.
        await control.FaultAsync(new { kind = "hold", model = "crm.lead", method = "search_read" });
        var first = server.TrySendAsync(HttpMethod.Post, "/api/crm/leads", new { name = key }, ("Idempotency-Key", key));
        await UntilAsync(async () => (await MadeAsync(control, key)).Count == 1);

        server.Kill();
        (await first).ShouldBeNull();
        await control.ClearFaultsAsync();
        await server.StartAsync();
        var meanwhile = await server.TrySendAsync(HttpMethod.Post, "/api/crm/leads", new { name = key }, ("Idempotency-Key", key));
        // What twenty seconds would do.
        await using (var db = await database.DataSource.OpenConnectionAsync())
            await db.ExecuteAsync("update causeway.idempotency_key set lease_until = now() - interval '1 second'");
        var retry = await server.TrySendAsync(HttpMethod.Post, "/api/crm/leads", new { name = key }, ("Idempotency-Key", key));

        meanwhile!.Value.Status.ShouldBe(HttpStatusCode.Conflict);
        retry!.Value.Status.ShouldBe(HttpStatusCode.Created);
        (await MadeAsync(control, key)).ShouldBe([retry.Value.Body.GetProperty("id").GetInt64()]);
    }

    private static async Task<IReadOnlyList<long>> MadeAsync(OdooControl control, string name) =>
        [.. (await control.DumpAsync("crm.lead")).Where(lead => lead.Value.GetProperty("name") is { ValueKind: JsonValueKind.String } text && text.GetString() == name).Select(lead => lead.Key)];

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!await condition())
            await Task.Delay(50, limit.Token);
    }
}
