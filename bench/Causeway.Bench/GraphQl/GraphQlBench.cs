using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Causeway.Bench.Lists;
using Causeway.Platform.Database;
using Npgsql;

namespace Causeway.Bench.GraphQl;

/// <summary>Accounts with their opportunities with their activities: by one query, by the REST routes, by SQL written by hand.</summary>
internal static class GraphQlBench
{
    private const int DefaultLeads = 20_000;

    private static readonly string Query = $$"""
        {
          accounts(limit: {{NestedWorld.Accounts}}, filter: { id: { gt: {{NestedWorld.First}} } }, sort_by: id) {
            id name
            opportunities(limit: {{NestedWorld.Opportunities}}, sort_by: id) {
              id name value
              activities(limit: {{NestedWorld.Activities}}, sort_by: id) { id summary date_deadline }
            }
          }
        }
        """;

    public static async Task RunAsync(BenchOptions options, CancellationToken cancel)
    {
        await using var world = await World.OpenAsync(options, options.Leads ?? DefaultLeads, cancel);
        await using var database = DataSources.Create(world.ConnectionString);
        await NestedWorld.FillAsync(database, cancel);
        var taken = new List<(double GraphQl, double Routes, double Sql)>();
        for (var round = 0; round <= options.Rounds; round++)
            taken.Add((await MsAsync(() => GraphQlAsync(world.Server.Http, cancel)), await MsAsync(() => RestAsync(world.Server.Http, cancel)), await MsAsync(() => SqlAsync(database, cancel))));
        // The first round finds caches cold.
        Print([.. taken.Skip(1)]);
    }

    private static void Print(IReadOnlyList<(double GraphQl, double Routes, double Sql)> taken)
    {
        var calls = 1 + NestedWorld.Accounts + NestedWorld.Accounts * NestedWorld.Opportunities;
        var table = new Table($"{NestedWorld.Accounts} x {NestedWorld.Opportunities} x {NestedWorld.Activities}", "requests", "median ms", "of GraphQL's time");
        Add("one GraphQL query", 1, taken.Select(one => one.GraphQl));
        Add("the REST routes, one after the other", calls, taken.Select(one => one.Routes));
        Add("SQL by hand", 1, taken.Select(one => one.Sql));
        table.Print();

        void Add(string name, int requests, IEnumerable<double> ms) => table.Add(
            name,
            requests.ToString(CultureInfo.InvariantCulture),
            ms.Median().ToString("F1", CultureInfo.InvariantCulture),
            Figures.MedianRatio(ms, taken.Select(one => one.GraphQl)).ToString("F2", CultureInfo.InvariantCulture));
    }

    private static async Task<double> MsAsync(Func<Task<int>> read)
    {
        var clock = Stopwatch.StartNew();
        var activities = await read();
        return activities == NestedWorld.Accounts * NestedWorld.Opportunities * NestedWorld.Activities
            ? clock.Elapsed.TotalMilliseconds
            : throw new InvalidOperationException($"{activities} activities were read.");
    }

    /// <summary>How many activities came.</summary>
    private static async Task<int> GraphQlAsync(HttpClient http, CancellationToken cancel)
    {
        using var answer = await http.PostAsJsonAsync("/graphql", new { query = Query }, cancel);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(cancel));
        return Count(json.RootElement.GetProperty("data").GetProperty("accounts"));
    }

    private static async Task<int> RestAsync(HttpClient http, CancellationToken cancel)
    {
        var count = 0;
        foreach (var account in await ListAsync(http, $"/api/accounts/real?q={NestedWorld.Name}&per_page={NestedWorld.Accounts}&count=none", "accounts", cancel))
        {
            foreach (var opportunity in await ListAsync(http, $"/api/opportunities?account_id={account}&per_page={NestedWorld.Opportunities}&count=none", "opportunities", cancel))
                count += (await ListAsync(http, $"/api/activities/opportunity/{opportunity}?per_page={NestedWorld.Activities}&count=none", "activities", cancel)).Count;
        }

        return count;
    }

    private static async Task<IReadOnlyList<long>> ListAsync(HttpClient http, string path, string collection, CancellationToken cancel)
    {
        using var json = JsonDocument.Parse(await http.GetByteArrayAsync(path, cancel));
        return [.. json.RootElement.GetProperty(collection).EnumerateArray().Select(record => record.GetProperty("id").GetInt64())];
    }

    private static async Task<int> SqlAsync(NpgsqlDataSource database, CancellationToken cancel)
    {
        await using var command = database.CreateCommand(NestedWorld.ByHand);
        using var json = JsonDocument.Parse((string)(await command.ExecuteScalarAsync(cancel))!);
        return Count(json.RootElement);
    }

    private static int Count(JsonElement accounts) =>
        accounts.EnumerateArray().SelectMany(account => account.GetProperty("opportunities").EnumerateArray()).Sum(opportunity => opportunity.GetProperty("activities").GetArrayLength());
}
