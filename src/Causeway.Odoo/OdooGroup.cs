namespace Causeway.Odoo;

/// <summary>One group of <see cref="OdooClient.ReadGroupAsync"/>.</summary>
/// <param name="Values">The row as Odoo gave it: the grouped fields and the aggregates. A date is its label, which is localised, or a pair of bound and label: take <see cref="Ranges"/>.</param>
/// <param name="Count">How many records the group has.</param>
/// <param name="Ranges">By the name that was grouped by (such as "write_date:day"): the bounds of the group.</param>
public sealed record OdooGroup(IReadOnlyDictionary<string, object?> Values, long Count, IReadOnlyDictionary<string, OdooRange> Ranges)
{
    /// <summary>A grouped value or an aggregate, by the name it was asked for ("stage_id", "id:sum").</summary>
    public object? this[string name] =>
        Values.TryGetValue(name, out var value) || Values.TryGetValue(name.Split(':')[0], out value)
            ? value
            : throw new ArgumentException($"Odoo gave no '{name}'.", nameof(name));
}

/// <summary>The bounds of a group of dates, in UTC.</summary>
/// <param name="From">The first instant that belongs to it.</param>
/// <param name="To">The first instant that does not.</param>
public readonly record struct OdooRange(DateTime From, DateTime To);
