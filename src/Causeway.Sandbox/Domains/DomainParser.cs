using Causeway.Sandbox.Wire;

namespace Causeway.Sandbox.Domains;

/// <summary>Reads Odoo's prefix notation: <c>&amp;</c>, <c>|</c>, <c>!</c> before their operands, "and" where nothing is said.</summary>
internal sealed class DomainParser(int version)
{
    private static readonly HashSet<string> Operators = new(StringComparer.Ordinal)
    {
        "=", "!=", ">", ">=", "<", "<=", "=?", "like", "not like", "ilike", "not ilike", "=like", "=ilike",
        "not =like", "not =ilike", "in", "not in", "child_of", "parent_of", "any", "not any", "<>", "==",
    };

    private List<object?> items = [];
    private int position;

    public static Node Parse(object? domain, int version) => new DomainParser(version).Parse(domain);

    private Node Parse(object? domain)
    {
        items = domain switch
        {
            List<object?> list => list,
            null or false => [],
            _ => throw OdooError.Value($"Domain() invalid item in domain: {Python.Repr(domain)}"),
        };
        List<Node> nodes = [];
        while (position < items.Count)
        {
            nodes.Add(Next());
        }

        return nodes.Count == 1 ? nodes[0] : new All(nodes);
    }

    private Node Next()
    {
        if (position >= items.Count)
        {
            throw OdooError.Value($"Domain {Python.Repr(items)} is syntactically not correct.");
        }

        return items[position++] switch
        {
            "!" => new Not(Next()),
            "&" => new All([Next(), Next()]),
            "|" => new Any([Next(), Next()]),
            bool constant => new Constant(constant),
            List<object?> { Count: 3 } leaf => Leaf(leaf),
            var other => throw Malformed(other),
        };
    }

    private Node Leaf(List<object?> leaf)
    {
        if (leaf[0] is long left && leaf[2] is long right)
        {
            return new Constant(leaf[1] is "=" ? left == right : left != right);
        }

        if (leaf is not [string path, string word, _] || !Operators.Contains(word.ToLowerInvariant()))
        {
            throw OdooError.Value(version >= 19
                ? $"Invalid operator in condition {Python.Tuple(leaf)}"
                : $"Invalid leaf {Python.Tuple(leaf)}");
        }

        var name = word.ToLowerInvariant() switch { "<>" => "!=", "==" => "=", var known => known };
        return new Condition(path, name, leaf[2]);
    }

    private OdooError Malformed(object? item) => OdooError.Value(version switch
    {
        >= 19 => $"Domain() invalid item in domain: {Python.Repr(item)}",
        >= 16 => "too many values to unpack (expected 3)",
        _ => $"Invalid leaf {item}",
    });
}
