using System.Globalization;
using System.Net;
using System.Text.Json;
using Causeway.Tests.Infrastructure;
using Shouldly;

namespace Causeway.Tests.Platform.Access.Matrix;

/// <summary>Every way in which a reader could learn what the activities of the matrix are about.</summary>
internal sealed class ActivityDoors(MatrixWorld world, Api api)
{
    public static readonly string[] All = ["list", "CSV", "custom", "changes", "filter", "sort"];

    private static readonly string Query = $"/api/records/mail.activity?per_page=100&summary={MatrixWorld.ActivitySummary}";

    /// <summary>Of each activity that the reader sees, whether it tells them what it is about.</summary>
    public Task<IReadOnlyList<(long Activity, bool Told)>> ReadAsync(string door) => door switch
    {
        "list" => ByListAsync(),
        "CSV" => ByCsvAsync(),
        "custom" => ByCustomAsync(),
        "changes" => ByChangesAsync(),
        "filter" => ByFilterAsync(),
        _ => BySortAsync(),
    };

    public static async Task<IReadOnlyList<JsonElement>> ChangesAsync(Api api, string query)
    {
        var (changes, since, more) = (new List<JsonElement>(), "", true);
        while (more)
        {
            var page = (await api.GetAsync($"/api/changes?{query}{since}")).Expect(HttpStatusCode.OK);
            changes.AddRange(page["changes"].EnumerateArray());
            (since, more) = ($"since={page["position"].GetString()}", page["has_more"].GetBoolean());
        }

        return changes;
    }

    private async Task<IReadOnlyList<(long, bool)>> ByListAsync() =>
        [.. (await ListAsync("")).Select(row => (Id(row), Tells(row, "res_id") && Tells(row, "res_model")))];

    private async Task<IReadOnlyList<(long, bool)>> ByCsvAsync() =>
        [.. Csv.Parse((await api.GetAsync($"{Query}&format=csv")).Expect(HttpStatusCode.OK).Text)
            .Select(row => (long.Parse(row["id"], CultureInfo.InvariantCulture), row["res_id"].Length > 0 && row["res_model"].Length > 0))];

    private async Task<IReadOnlyList<(long, bool)>> ByCustomAsync() =>
        [.. (await ListAsync("&fields=custom,res_name")).Select(row => (Id(row), Tells(row, "res_name") && Tells(row.GetProperty("custom"), "res_name")))];

    private async Task<IReadOnlyList<(long, bool)>> ByChangesAsync() =>
        [.. (await ChangesAsync(api, "models=mail.activity&records=true&"))
            // What is gone has none.
            .Select(change => change.TryGetProperty("record", out var record) ? record : default).Where(row => row.ValueKind == JsonValueKind.Object)
            .Where(row => row.GetProperty("summary").GetString() == MatrixWorld.ActivitySummary)
            .Select(row => (Id(row), Tells(row, "res_id") && Tells(row, "res_model")))];

    /// <summary>By the lead's number or its name; asked for all but that number, it is not among what is not known.</summary>
    private async Task<IReadOnlyList<(long, bool)>> ByFilterAsync()
    {
        var found = new HashSet<long>();
        foreach (var (name, lead) in world.Leads)
        {
            var ids = (await api.GetAsync($"{Query}&res_id={lead}&res_model=crm.lead")).Expect(HttpStatusCode.OK).Ids("records");
            (await api.GetAsync($"{Query}&res_name={Uri.EscapeDataString(name)}")).Ids("records").ShouldBe(ids);
            (await api.GetAsync($"{Query}&res_id[ne]={lead}")).Ids("records").Intersect(ids).ShouldBeEmpty();
            found.UnionWith(ids);
        }

        return [.. (await ListAsync("")).Select(row => (Id(row), found.Contains(Id(row))))];
    }

    /// <summary>What is not told stands at the end in the order of the activities' own numbers, which tells nothing.</summary>
    private async Task<IReadOnlyList<(long, bool)>> BySortAsync()
    {
        var rows = await ListAsync("&sort_by=res_id&sort_order=desc");
        var untold = rows.SkipWhile(row => Tells(row, "res_id")).Select(Id).ToList();
        untold.ShouldBe(untold.OrderDescending());
        return [.. rows.Select(row => (Id(row), !untold.Contains(Id(row))))];
    }

    private async Task<IReadOnlyList<JsonElement>> ListAsync(string more) =>
        [.. (await api.GetAsync(Query + more)).Expect(HttpStatusCode.OK)["records"].EnumerateArray()];

    private static long Id(JsonElement row) => row.GetProperty("id").GetInt64();

    private static bool Tells(JsonElement row, string field) => row.TryGetProperty(field, out var value) && value.ValueKind != JsonValueKind.Null;
}
