using System.Globalization;
using System.Net.Http.Json;
using Causeway.Bench.Processes;
using Causeway.Mirror.Catalog;
using Causeway.Odoo;
using Dapper;
using Npgsql;

namespace Causeway.Bench.Tenants;

/// <summary>The connections of one server, made by its API and looked at in its database.</summary>
internal sealed class Fleet(ServerProcess server, OdooOptions odoo, NpgsqlDataSource database)
{
    private const int AtOnce = 4;

    /// <summary>Makes so many and waits until each has been read once.</summary>
    public async Task ConnectAsync(int count, CancellationToken cancel)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel };
        await Parallel.ForEachAsync(Enumerable.Range(1, count), parallel, async (number, token) => await ConnectOneAsync(number, token));
        await using var db = await database.OpenConnectionAsync(cancel);
        while (await db.ExecuteScalarAsync<int>("select count(distinct connection_id) from causeway.sync_run where status = 'completed'") < count)
            await Task.Delay(500, cancel);
    }

    /// <summary>Of any large model of any connection: how long ago the mirror knew all that Odoo had.</summary>
    public async Task<TimeSpan> LongestLagAsync(CancellationToken cancel)
    {
        await using var db = await database.OpenConnectionAsync(cancel);
        var large = DefaultModels.All.Where(model => !model.Small).Select(model => model.Name).ToArray();
        return TimeSpan.FromSeconds(await db.ExecuteScalarAsync<double>(
            "select coalesce(max(extract(epoch from now() - as_of)), 0)::float8 from causeway.sync_stream where model = any(@large) and phase <> 'absent'", new { large }));
    }

    public async Task<string> RunsSinceAsync(DateTimeOffset began, CancellationToken cancel)
    {
        await using var db = await database.OpenConnectionAsync(cancel);
        var (runs, other, seconds) = await db.QuerySingleAsync<(long, long, double)>(
            """
            select count(*), count(*) filter (where status <> 'completed'), coalesce(avg(extract(epoch from completed_at - started_at)), 0)::float8
            from causeway.sync_run
            where completed_at > @began
            """,
            new { began });
        return string.Create(CultureInfo.InvariantCulture, $"{runs} runs, {other} of them not completed, {seconds * 1000:0} ms each");
    }

    private async Task ConnectOneAsync(int number, CancellationToken cancel)
    {
        var body = new { name = $"tenant {number}", url = odoo.Url, database = odoo.Database, username = odoo.Username, api_key = odoo.Secret, interval_minutes = 5 };
        using var answer = await server.Http.PostAsJsonAsync("/api/connections", body, cancel);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"Tenant {number}: {await answer.Content.ReadAsStringAsync(cancel)}");
    }
}
