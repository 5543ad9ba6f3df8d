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

    /// <summary>
    /// What a filter in another order than the list's own may look at, and the search: two megabytes, a millisecond's work, below
    /// which stand the heights of trees. A filter or an order by itself has no such allowance.
    /// </summary>
    private const long Little = 256;

    /// <summary>Statements of the schedule, and sums over all pages, which are a count like a total.</summary>
    private static readonly string[] NoPage = ["qrtz", "with invoice as"];

    /// <summary>What one request looked at, and the plans of its statements.</summary>
    private sealed record Measured(long Buffers, string? Cursor, IReadOnlyList<Explained> Statements)
    {
        /// <summary>What may be looked at, however few it was before.</summary>
        public long Allowed { get; init; }

        public bool HasGrownTo(Measured? now) => now is not null && now.Buffers >= Math.Max(Allowed, Most * Buffers);
    }

    /// <summary>
    /// PLANS_FILE names a file for the whole table, with each filter in each other order as well, next to which goes how what has
    /// grown was looked for.
    /// </summary>
    private static readonly string? File = Environment.GetEnvironmentVariable("PLANS_FILE");

    [Fact]
    public async Task A_page_of_any_list_by_any_filter_or_sort_looks_at_no_more_of_ten_times_as_many_records()
    {
        var routes = PlanCases.Routes(JsonNode.Parse(await world.Server.Client.GetStringAsync("/openapi/v1.json"))!).ToList();
        routes.SelectMany(PlanCases.Missing).ShouldBeEmpty("a filter without a case");
        var few = await MeasureAsync(routes);
        await world.FillAsync(PlanData.Leads * TenTimes);
        var many = await MeasureAsync(routes);
        var grown = few.Keys.Where(request => few[request].HasGrownTo(many.GetValueOrDefault(request))).ToList();
        if (File is { } file)
            await WriteAsync(file, few, many, grown);
        grown.Where(request => !PlanExceptions.Holds(request, many[request].Buffers))
            .Select(request => $"{request}: {few[request].Buffers} buffers, then {many[request].Buffers}")
            .ShouldBeEmpty();
    }

    private static async Task WriteAsync(string file, Dictionary<string, Measured> few, Dictionary<string, Measured> many, IReadOnlyList<string> grown)
    {
        await System.IO.File.WriteAllLinesAsync(file, few.Select(one => $"{one.Value.Buffers}\t{many.GetValueOrDefault(one.Key)?.Buffers}\t{one.Key}"));
        await System.IO.File.WriteAllLinesAsync($"{file}.plans", grown.SelectMany(request =>
            new[] { few[request], many[request] }.SelectMany(measured => measured.Statements).Select(one => $"{request}\n{one.Buffers} buffers\n{one.Text}\n{one.Plan}\n")));
    }

    private async Task<Dictionary<string, Measured>> MeasureAsync(IReadOnlyList<ListRoute> routes)
    {
        var taken = new Dictionary<string, Measured>();
        foreach (var (route, caller) in routes.SelectMany(route => PlanCases.Callers(route), (route, caller) => (route, caller)))
        {
            foreach (var query in PlanCases.Queries(route))
            {
                var path = $"{route.Path}?count=none&{query}";
                var first = taken[$"{caller} {path}"] = await MeasureAsync(caller, path);
                if (first.Cursor is { } cursor)
                    taken[$"{caller} {path}&cursor"] = await MeasureAsync(caller, $"{path}&cursor={cursor}");
            }

            foreach (var query in File is null ? [] : PlanCases.Pairs(route, caller))
            {
                var path = $"{route.Path}?count=none&{query}";
                taken[$"{caller} {path}"] = await MeasureAsync(caller, path) with { Allowed = Little };
            }
        }

        foreach (var caller in world.Callers.Keys)
        {
            foreach (var path in PlanCases.Others)
                taken[$"{caller} {path}"] = await MeasureAsync(caller, path) with { Allowed = Little };
        }

        return taken;
    }

    private async Task<Measured> MeasureAsync(string caller, string path)
    {
        world.Meter.Take();
        // Not by GetAsync: whether these answers are as the document says, others ask.
        using var answer = await world.Callers[caller].FollowAsync(path);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStreamAsync());
        var ran = world.Meter.Take().Where(one => !NoPage.Any(mark => one.Text.Contains(mark, StringComparison.OrdinalIgnoreCase))).ToList();
        var sum = ran.Sum(one => one.Buffers);
        sum.ShouldBeGreaterThan(0, "nothing was explained");
        return new Measured(sum, body.RootElement.TryGetProperty("pagination", out var pagination) ? pagination.GetProperty("next_cursor").GetString() : null, ran);
    }
}
