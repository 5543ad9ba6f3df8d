using System.Globalization;
using System.Text.Json;
using Causeway.Features.Leads;
using Causeway.Mirror.Records;
using Causeway.Platform.Database;
using Causeway.Platform.Http;
using Npgsql;

namespace Causeway.Bench.Lists;

/// <summary>
/// How PostgreSQL finds a page of leads, by every sort and every filter: the time, and how many rows of the table it
/// looked at. A page must not look at the whole table.
/// </summary>
internal static class PlanBench
{
    private const int TargetLeads = 100_000;

    private static readonly (string Name, object? Value)[] Filters =
    [
        ("", null),
        ("user_id", 6L),
        ("stage_id", 3L),
        ("tag_id", 2L),
        ("contact_id", 700L),
        ("type", "lead"),
        ("q", "training"),
        ("q", "no such text"),
        ("updated_since", DateTimeOffset.UnixEpoch),
        ("updated_since", DateTimeOffset.MaxValue.AddYears(-1)),
    ];

    public static async Task RunAsync(BenchOptions options, CancellationToken cancel)
    {
        await using var world = await World.OpenAsync(options, options.Leads ?? TargetLeads, cancel);
        await using var database = DataSources.Create(world.ConnectionString);
        foreach (var asSalesperson in (bool[])[false, true])
        {
            var viewer = await LoadCase.ViewerAsync(database, asSalesperson, cancel);
            var table = new Table(asSalesperson ? "as a salesperson" : "as an administrator", "order", "custom ms", "rows", "generic ms", "rows");
            foreach (var filter in Filters)
            {
                foreach (var sort in LeadShape.Shape.Sorts)
                    await AddAsync(table, database, viewer, filter, sort, cancel);
            }

            table.Print();
        }
    }

    private static async Task AddAsync(Table table, NpgsqlDataSource database, Viewer viewer, (string Name, object? Value) filter, SortField sort, CancellationToken cancel)
    {
        var values = filter.Value is null ? [] : new Dictionary<string, object> { [filter.Name] = filter.Value };
        var query = LeadQueries.List(viewer, new QueryValues(values), stages: null);
        foreach (var descending in (bool[])[true, false])
        {
            var request = new ListRequest { Page = 1, PerPage = 50, SortBy = sort.Name, Descending = descending, WithTotal = false };
            var custom = await ExplainAsync(database, query.Page(request), "force_custom_plan", cancel);
            var generic = await ExplainAsync(database, query.Page(request), "force_generic_plan", cancel);
            table.Add($"{filter.Name} {filter.Value}", $"{sort.Name} {(descending ? "desc" : "asc")}", Text(custom.Ms), Text(custom.Rows), Text(generic.Ms), Text(generic.Rows));
        }
    }

    private static async Task<(double Ms, double Rows)> ExplainAsync(NpgsqlDataSource database, SqlText statement, string mode, CancellationToken cancel)
    {
        await using var db = await database.OpenConnectionAsync(cancel);
        await using var set = new NpgsqlCommand($"set plan_cache_mode = {mode}", db);
        await set.ExecuteNonQueryAsync(cancel);
        await using var command = statement.ToCommand(db);
        command.CommandText = $"explain (analyze, format json) {command.CommandText}";
        var best = (Ms: double.MaxValue, Rows: 0d);
        // Of two, the faster: the first may wait for the disk.
        for (var i = 0; i < 2; i++)
        {
            using var plan = JsonDocument.Parse((string)(await command.ExecuteScalarAsync(cancel))!);
            var ms = plan.RootElement[0].GetProperty("Execution Time").GetDouble();
            if (ms < best.Ms)
                best = (ms, LookedAt(plan.RootElement[0].GetProperty("Plan")));
        }

        return best;
    }

    /// <summary>The rows of the leads' table that a scan returned or threw away.</summary>
    private static double LookedAt(JsonElement node)
    {
        var own = node.TryGetProperty("Relation Name", out var name) && name.GetString() == "crm_lead"
            ? (Number(node, "Actual Rows") + Number(node, "Rows Removed by Filter") + Number(node, "Rows Removed by Index Recheck")) * Number(node, "Actual Loops")
            : 0;
        return own + (node.TryGetProperty("Plans", out var children) ? children.EnumerateArray().Sum(LookedAt) : 0);
    }

    private static double Number(JsonElement node, string name) => node.TryGetProperty(name, out var value) ? value.GetDouble() : 0;

    private static string Text(double number) => number.ToString(number < 100 ? "F1" : "F0", CultureInfo.InvariantCulture);
}
