using System.Collections;
using System.Text;

namespace Causeway.Odoo;

/// <summary>
/// The fields that a read asks for, in order, with the types that their values are decoded by.
/// Every read asks for <c>id</c> as well, whether it is in the set or not. Immutable; make one and keep it.
/// </summary>
public sealed class OdooFieldSet : IReadOnlyList<OdooField>
{
    private readonly OdooField[] _fields;
    private readonly byte[][] _utf8Names;
    private readonly Dictionary<string, int> _indexes;
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>>?[] _selections;

    /// <summary>Makes a set of fields; a name may stand in it once.</summary>
    public OdooFieldSet(IEnumerable<OdooField> fields)
    {
        _fields = [.. fields];
        _indexes = new Dictionary<string, int>(_fields.Length, StringComparer.Ordinal);
        for (var i = 0; i < _fields.Length; i++)
            if (!_indexes.TryAdd(_fields[i].Name, i))
                throw new ArgumentException($"The field '{_fields[i].Name}' stands twice in the set.", nameof(fields));
        _utf8Names = [.. _fields.Select(field => Encoding.UTF8.GetBytes(field.Name))];
        _selections = [.. _fields.Select(Keys)];
        // An empty list asks Odoo for every field there is, computed ones included.
        RequestNames = ["id", .. _fields.Select(field => field.Name).Where(name => name != "id")];
    }

    /// <summary>How many fields the set has.</summary>
    public int Count => _fields.Length;

    /// <summary>The field at a position.</summary>
    public OdooField this[int index] => _fields[index];

    /// <summary>What is sent: the names, with <c>id</c>.</summary>
    internal string[] RequestNames { get; }

    /// <summary>The position of a field; -1 when the set has it not.</summary>
    public int IndexOf(string name) => _indexes.GetValueOrDefault(name, -1);

    /// <summary>Those of the given fields that have these names, in the order of the names; an unknown name is an error.</summary>
    public static OdooFieldSet Of(IReadOnlyDictionary<string, OdooField> fields, params IEnumerable<string> names) =>
        new(names.Select(name => fields.GetValueOrDefault(name) ?? throw new ArgumentException($"There is no field '{name}'.", nameof(names))));

    /// <inheritdoc/>
    public IEnumerator<OdooField> GetEnumerator() => ((IEnumerable<OdooField>)_fields).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal ReadOnlySpan<byte> Utf8Name(int index) => _utf8Names[index];

    /// <summary>The one copy of a selection key, so that a page of 2,000 records does not hold 2,000 copies of "won".</summary>
    internal string Intern(int index, ReadOnlySpan<char> text) =>
        _selections[index] is { } keys && keys.TryGetValue(text, out var key) ? key : text.ToString();

    private static Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>>? Keys(OdooField field)
    {
        if (field.Selection is not { Count: > 0 } selection)
            return null;
        var keys = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, _) in selection)
            keys[key] = key;
        return keys.GetAlternateLookup<ReadOnlySpan<char>>();
    }
}
