using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Platform.Database.Plans;

/// <summary>What a page costs must not grow with the mirror. Totals are a count, which does: every page here has count=none.</summary>
public sealed class QueryPlanTests(PlanWorld world) : IClassFixture<PlanWorld>
{
    private const int TenTimes = 10;
    private const int Most = 2;

    /// <summary>Statements of the schedule, and sums over all pages, which are a count like a total.</summary>
    private static readonly string[] NoPage = ["qrtz", "with invoice as"];

    /// <summary>PLANS_FILE names a file for the whole table.</summary>
    [Fact]
    public async Task A_page_of_any_list_by_any_filter_or_sort_looks_at_no_more_of_ten_times_as_many_records()
    {
        var routes = PlanCases.Routes(JsonNode.Parse(await world.Server.Client.GetStringAsync("/openapi/v1.json"))!).ToList();
        routes.SelectMany(PlanCases.Missing).ShouldBeEmpty("a filter without a case");
        var few = await MeasureAsync(routes);
        await world.FillAsync(PlanData.Leads * TenTimes);
        var many = await MeasureAsync(routes);
        var grown = few.Where(one => many.GetValueOrDefault(one.Key) >= Most * one.Value && !PlanExceptions.Holds(one.Key, many[one.Key]))
            .Select(one => $"{one.Key}: {one.Value} buffers, then {many[one.Key]}")
            .ToList();
        if (Environment.GetEnvironmentVariable("PLANS_FILE") is { } file)
            await File.WriteAllLinesAsync(file, few.Select(one => $"{one.Value}\t{many.GetValueOrDefault(one.Key)}\t{one.Key}"));
        grown.ShouldBeEmpty();
    }


    private async Task<Dictionary<string, long>> MeasureAsync(IReadOnlyList<ListRoute> routes)
    {
        var taken = new Dictionary<string, long>();
        foreach (var (route, caller) in routes.SelectMany(route => PlanCases.Callers(route), (route, caller) => (route, caller)))
        {
            foreach (var query in PlanCases.Queries(route))
            {
                var path = $"{route.Path}?count=none&{query}";
                var (buffers, cursor) = await MeasureAsync(caller, path);
                taken[$"{caller} {path}"] = buffers;
                if (cursor is not null)
                    taken[$"{caller} {path}&cursor"] = (await MeasureAsync(caller, $"{path}&cursor={cursor}")).Buffers;
            }

            foreach (var query in PlanCases.Pairs(route, caller))
            {
                var path = $"{route.Path}?count=none&{query}";
                taken[$"{caller} {path}"] = (await MeasureAsync(caller, path)).Buffers;
            }
        }

        foreach (var caller in world.Callers.Keys)
        {
            foreach (var path in PlanCases.Others)
                taken[$"{caller} {path}"] = (await MeasureAsync(caller, path)).Buffers;
        }

        return taken;
    }

    private async Task<(long Buffers, string? Cursor)> MeasureAsync(string caller, string path)
    {
        world.Meter.Take();
        // Not by GetAsync: whether these answers are as the document says, others ask.
        using var answer = await world.Callers[caller].FollowAsync(path);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStreamAsync());
        var ran = world.Meter.Take().Where(one => !NoPage.Any(mark => one.Text.Contains(mark, StringComparison.OrdinalIgnoreCase)));
        var sum = ran.Sum(one => one.Buffers);
        sum.ShouldBeGreaterThan(0, "nothing was explained");
        return (sum, body.RootElement.TryGetProperty("pagination", out var pagination) ? pagination.GetProperty("next_cursor").GetString() : null);
    }
}
