using Causeway.Sandbox.Data;
using Causeway.Sandbox.Wire;

namespace Causeway.Sandbox.Orm;

/// <summary>read_group of all versions and formatted_read_group of 19.</summary>
internal static class Groups
{
    public static object ReadGroup(Call call)
    {
        var (env, model) = (call.Env, call.Model);
        var specs = Names(call["groupby"]);
        var isLazy = !call.Arguments.TryGetValue("lazy", out var lazy) || Python.IsTrue(lazy);
        var groupings = specs.Take(isLazy ? 1 : specs.Count).Select(spec => Grouping.Parse(env, model, spec)).ToList();
        var aggregates = Names(call["fields"]).Select(spec => Aggregate.Parse(env, model, spec)).OfType<Aggregate>().ToList();
        RefuseTwins(env, aggregates);
        var countName = isLazy && groupings.Count > 0 ? groupings[0].Field.Name + "_count" : "__count";
        return Window(call, Collect(call, groupings), groupings, aggregates, call["orderby"])
            .Select(group => Shape(call, group, groupings, aggregates, countName, specs.Skip(groupings.Count).ToList())).ToList();
    }

    public static object FormattedReadGroup(Call call)
    {
        var (env, model) = (call.Env, call.Model);
        var groupings = Names(call["groupby"]).Select(spec => Grouping.Parse(env, model, spec)).ToList();
        var specs = Names(call["aggregates"]);
        var aggregates = specs.Select(spec => (Spec: spec, Aggregate: Aggregate.Parse(env, model, spec))).ToList();
        return Window(call, Collect(call, groupings), groupings, [.. aggregates.Select(a => a.Aggregate).OfType<Aggregate>()], call["order"])
            .Select(group => Formatted(group, groupings, aggregates)).ToList();
    }

    private static List<Group> Collect(Call call, List<Grouping> groupings)
    {
        var groups = new Dictionary<List<object?>, Group>(GroupKeyComparer.Instance);
        foreach (var row in Search.Matching(call.Env, call.Model, call["domain"]))
        {
            foreach (var keys in Combinations(groupings, row, 0))
            {
                (groups.TryGetValue(keys, out var group) ? group : groups[keys] = new Group(keys, [])).Rows.Add(row);
            }
        }

        return groups.Count == 0 && groupings.Count == 0 ? [new Group([], [])] : [.. groups.Values];
    }

    private static IEnumerable<List<object?>> Combinations(List<Grouping> groupings, Row row, int from) =>
        from == groupings.Count ? [[]]
            : groupings.Count == 1 ? groupings[0].Keys(row).Select(key => new List<object?> { key })
            : groupings[from].Keys(row).SelectMany(key => Combinations(groupings, row, from + 1).Select(rest => new List<object?> { key }.Concat(rest).ToList()));

    private static IEnumerable<Group> Window(Call call, List<Group> groups, List<Grouping> groupings, List<Aggregate> aggregates, object? order)
    {
        groups.Sort((a, b) => Compare(a, b, groupings, aggregates, SearchMethods.Order(order)));
        var from = groups.Skip(SearchMethods.Number(call["offset"]) ?? 0);
        return SearchMethods.Number(call["limit"]) is { } limit and > 0 ? from.Take(limit) : from;
    }

    private static int Compare(Group a, Group b, List<Grouping> groupings, List<Aggregate> aggregates, string? order)
    {
        foreach (var part in (order ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var words = part.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var result = CompareBy(words[0], a, b, groupings, aggregates);
            if (result != 0)
            {
                return words.Length > 1 && words[1].Equals("desc", StringComparison.OrdinalIgnoreCase) ? -result : result;
            }
        }

        return groupings.Select((grouping, i) => grouping.Compare(a.Keys[i], b.Keys[i])).FirstOrDefault(result => result != 0);
    }

    private static int CompareBy(string term, Group a, Group b, List<Grouping> groupings, List<Aggregate> aggregates)
    {
        if (term == "__count" || term.EndsWith("_count", StringComparison.Ordinal))
        {
            return a.Rows.Count.CompareTo(b.Rows.Count);
        }

        var at = groupings.FindIndex(grouping => grouping.Spec == term || grouping.Field.Name == term);
        if (at >= 0)
        {
            return groupings[at].Compare(a.Keys[at], b.Keys[at]);
        }

        var aggregate = aggregates.Find(one => one.Name == term || $"{one.Field.Name}:{one.Function}" == term)
            ?? throw OdooError.Value($"Order term '{term}' is not a valid aggregate nor valid groupby");
        return Ordering.CompareValues(aggregate.Over(a.Rows), aggregate.Over(b.Rows));
    }

    private static Dictionary<string, object?> Shape(Call call, Group group, List<Grouping> groupings, List<Aggregate> aggregates, string countName, List<string> rest)
    {
        var shape = new Dictionary<string, object?>(StringComparer.Ordinal);
        groupings.ForEach(grouping => shape[grouping.Spec] = grouping.Shown(group.Key(groupings, grouping)));
        shape[countName] = group.Rows.Count;
        aggregates.ForEach(aggregate => shape[aggregate.Name] = aggregate.Over(group.Rows));
        shape["__domain"] = Domain(call, [.. groupings.SelectMany(grouping => grouping.Conditions(group.Key(groupings, grouping)))]);
        // Up to 14 the bounds of a bucket stand in its domain alone.
        if (call.Env.Version >= 16 && groupings.Exists(grouping => grouping.Granularity is not null))
        {
            shape["__range"] = groupings.Where(grouping => grouping.Granularity is not null)
                .ToDictionary(grouping => grouping.Spec, grouping => (object?)grouping.Range(group.Key(groupings, grouping)));
        }

        if (rest.Count > 0)
        {
            shape["__context"] = new Dictionary<string, object?> { ["group_by"] = rest };
        }

        return shape;
    }

    private static Dictionary<string, object?> Formatted(Group group, List<Grouping> groupings, List<(string Spec, Aggregate? Aggregate)> aggregates)
    {
        var shape = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var grouping in groupings)
        {
            var key = group.Key(groupings, grouping);
            shape[grouping.Spec] = key is DateTime start && grouping.Granularity is { } time
                ? new List<object?> { time.Bound(start), time.Label(start) }
                : grouping.Shown(key);
        }

        shape["__extra_domain"] = Prefixed([.. groupings.SelectMany(grouping => grouping.Conditions(group.Key(groupings, grouping)))]);
        aggregates.ForEach(one => shape[one.Spec] = one.Aggregate is { } aggregate ? aggregate.Over(group.Rows) : group.Rows.Count);
        return shape;
    }

    private static List<object?> Domain(Call call, List<object?> conditions)
    {
        List<object?> given = call["domain"] as List<object?> ?? [];
        var leaves = given.Count(item => item is List<object?>) - given.Count(item => item is "&" or "|");
        // Up to 16 the group's own conditions come first.
        var (first, second) = call.Env.Version <= 16 ? (conditions, given) : (given, conditions);
        List<object?> joined = [.. Enumerable.Repeat((object?)"&", Math.Max(0, leaves + conditions.Count - 1)), .. first, .. second];
        return joined.Count == 0 && call.Env.Version >= 19 ? Prefixed([]) : joined;
    }

    private static List<object?> Prefixed(List<object?> conditions) => conditions.Count == 0
        ? [new List<object?> { 1, "=", 1 }]
        : [.. Enumerable.Repeat((object?)"&", conditions.Count - 1), .. conditions];

    private static void RefuseTwins(Env env, List<Aggregate> aggregates)
    {
        if (env.Version <= 16 && aggregates.GroupBy(one => one.Name).FirstOrDefault(twins => twins.Count() > 1) is { } twins)
        {
            throw OdooError.User($"Output name '{twins.Key}' is used twice.");
        }
    }

    private static List<string> Names(object? value) => value switch
    {
        string name => [name],
        List<object?> names => [.. names.OfType<string>()],
        _ => [],
    };

    private sealed record Group(List<object?> Keys, List<Row> Rows)
    {
        public object? Key(List<Grouping> groupings, Grouping grouping) => Keys[groupings.IndexOf(grouping)];
    }
}
