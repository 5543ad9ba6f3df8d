using Causeway.Sandbox.Data;
using Causeway.Sandbox.Wire;

namespace Causeway.Sandbox.Orm;

/// <summary>search, search_count and name_search.</summary>
internal static class SearchMethods
{
    public static IReadOnlyList<Row> Rows(Call call) => Orm.Search.Run(
        call.Env, call.Model, call["domain"], Number(call["offset"]) ?? 0, Number(call["limit"]), Order(call["order"]));

    public static object Search(Call call) =>
        Python.IsTrue(call["count"]) ? Count(call) : Rows(call).Select(row => row.Id).ToArray();

    public static object Count(Call call)
    {
        var count = Orm.Search.Matching(call.Env, call.Model, call["domain"]).Count();
        return Number(call["limit"]) is { } limit and > 0 ? Math.Min(count, limit) : count;
    }

    public static object NameSearch(Call call)
    {
        var word = call["operator"] as string ?? "ilike";
        var domain = (call["args"] ?? call["domain"]) as List<object?> ?? [];
        if (call["name"] is string { Length: > 0 } name)
        {
            domain = [.. domain, new List<object?> { "display_name", word, name }];
        }

        var rows = Orm.Search.Run(call.Env, call.Model, domain, 0, call.Arguments.TryGetValue("limit", out var limit) ? Number(limit) : 100);
        return rows.Select(row => new List<object?> { row.Id, call.Env.DisplayName(row) }).ToList();
    }

    public static int? Number(object? value) => value switch
    {
        long l => (int)Math.Clamp(l, int.MinValue, int.MaxValue),
        int i => i,
        _ => null,
    };

    public static string? Order(object? value) => value is string { Length: > 0 } text ? text : null;
}
