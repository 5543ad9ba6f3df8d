namespace Causeway.Odoo.Values;

/// <summary>Reads rows of <c>read_group</c> and <c>formatted_read_group</c>, whose keys differ between versions.</summary>
internal static class OdooGroups
{
    public static OdooGroup FromRow(Dictionary<string, object?> row, IReadOnlyList<string> groupBy)
    {
        var count = row.GetValueOrDefault("__count") as long?
            ?? (groupBy.Count > 0 ? row.GetValueOrDefault($"{Field(groupBy[0])}_count") as long? : null)
            ?? throw new OdooException(OdooErrorKind.Malformed, "Odoo's answer to read_group has no count.");
        var ranges = new Dictionary<string, OdooRange>(StringComparer.Ordinal);
        foreach (var name in groupBy)
            if ((FromRange(row, name) ?? FromDomain(row, Field(name))) is { } range)
                ranges[name] = range;
        return new OdooGroup(row, count, ranges);
    }

    private static OdooRange? FromRange(Dictionary<string, object?> row, string name) =>
        row.GetValueOrDefault("__range") is Dictionary<string, object?> ranges
        && (ranges.GetValueOrDefault(name) ?? ranges.GetValueOrDefault(Field(name))) is Dictionary<string, object?> range
            ? Range(range.GetValueOrDefault("from"), range.GetValueOrDefault("to"))
            : null;

    /// <summary>14 tells the bounds in the group's whole domain only, formatted_read_group in the part that the group adds.</summary>
    private static OdooRange? FromDomain(Dictionary<string, object?> row, string field)
    {
        if ((row.GetValueOrDefault("__extra_domain") ?? row.GetValueOrDefault("__domain")) is not object?[] domain)
            return null;
        var conditions = domain.OfType<object?[]>().Where(condition => condition is [string name, string, string] && name == field).ToList();
        // The group's own bounds come before those of the search.
        return Range(
            conditions.FirstOrDefault(condition => condition[1] is ">=")?[2],
            conditions.FirstOrDefault(condition => condition[1] is "<")?[2]);
    }

    private static OdooRange? Range(object? from, object? to) =>
        from is string first && to is string end && OdooTime.TryParse(first, out var start) && OdooTime.TryParse(end, out var stop)
            ? new OdooRange(start, stop)
            : null;

    private static string Field(string name) => name.Split(':')[0];
}
