using System.Text.Json;
using Causeway.Odoo.Values;

namespace Causeway.Odoo;

/// <summary>A search domain. Immutable.</summary>
public sealed class OdooDomain
{
    private static readonly string[] Connectives = ["&", "|", "!"];

    private readonly object?[] _items;

    private OdooDomain(object?[] items) => _items = items;

    /// <summary>Every record (that is not archived: see <see cref="OdooContext.ActiveTest"/>).</summary>
    public static OdooDomain All { get; } = new([]);

    /// <summary>No record.</summary>
    public static OdooDomain None { get; } = new([new object?[] { 0L, "=", 1L }]);

    /// <summary>One condition. Null stands for Odoo's <c>false</c>: "is not set".</summary>
    public static OdooDomain Where(string field, string op, object? value) => new([new[] { field, op, value }]);

    /// <summary>A domain in Odoo's own notation, such as <c>["|", ["type", "=", "lead"], ["id", "in", [1, 2]]]</c>.</summary>
    /// <exception cref="ArgumentException">It is not a domain.</exception>
    public static OdooDomain FromJson(JsonElement json) => FromItems(Untyped.FromJson(json));

    /// <summary>Records that match both.</summary>
    public OdooDomain And(OdooDomain other) => Join("&", other, All);

    /// <summary>Records that match either.</summary>
    public OdooDomain Or(OdooDomain other) => _items.Length == 0 || other._items.Length == 0 ? All : Join("|", other, None);

    /// <summary>Records that do not match.</summary>
    public OdooDomain Not() => _items.Length == 0 ? None : new(["!", .. Single()]);

    /// <summary>The domain in Odoo's own notation.</summary>
    public override string ToString() => JsonArguments.ToText(_items);

    internal IReadOnlyList<object?> Items => _items;

    internal static OdooDomain FromItems(object? items)
    {
        if (items is not object?[] list)
            throw new ArgumentException("A domain is a list.", nameof(items));
        _ = Terms(list);
        return new OdooDomain(list);
    }

    private OdooDomain Join(string connective, OdooDomain other, OdooDomain neutral)
    {
        if (_items.Length == 0 || ReferenceEquals(this, neutral))
            return other;
        return other._items.Length == 0 || ReferenceEquals(other, neutral)
            ? this
            : new([connective, .. Single(), .. other.Single()]);
    }

    /// <summary>The items as one term: the "and" that Odoo implies between several is written out.</summary>
    private IEnumerable<object?> Single() => Enumerable.Repeat<object?>("&", Terms(_items) - 1).Concat(_items);

    /// <summary>How many terms stand side by side; checks the shape on the way.</summary>
    private static int Terms(object?[] items)
    {
        var terms = 0;
        foreach (var item in items.AsEnumerable().Reverse())
        {
            if (item is string connective && Connectives.Contains(connective))
                terms -= connective == "!" ? 0 : 1;
            else if (item is object?[] { Length: 3 })
                terms++;
            else
                throw new ArgumentException($"'{JsonArguments.ToText(item)}' is neither a condition nor one of & | ! in a domain.", nameof(items));
            if (terms < 1)
                throw new ArgumentException("A connective of the domain has too few conditions after it.", nameof(items));
        }
        return terms;
    }
}
