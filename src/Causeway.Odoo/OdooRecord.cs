namespace Causeway.Odoo;

/// <summary>One record as it was read: its id, and a value for each field of the set. See <see cref="OdooFieldType"/> for the types of the values.</summary>
public sealed class OdooRecord
{
    private readonly object?[] _values;

    /// <summary>Makes a record of values that are already of the types that the fields call for.</summary>
    public OdooRecord(long id, OdooFieldSet fields, object?[] values)
    {
        if (values.Length != fields.Count)
            throw new ArgumentException($"{fields.Count} fields cannot have {values.Length} values.", nameof(values));
        (Id, Fields, _values) = (id, fields, values);
    }

    /// <summary>The id of the record.</summary>
    public long Id { get; }

    /// <summary>The fields that were asked for.</summary>
    public OdooFieldSet Fields { get; }

    /// <summary>The value of the field at a position of the set.</summary>
    public object? this[int index] => _values[index];

    /// <summary>The value of a field by its name; a name that is not in the set is an error.</summary>
    public object? this[string field] => Fields.IndexOf(field) is >= 0 and var index
        ? _values[index]
        : throw new ArgumentException($"The field '{field}' was not read.", nameof(field));
}
