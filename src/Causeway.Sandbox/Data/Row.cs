using Causeway.Sandbox.Schema;

namespace Causeway.Sandbox.Data;

/// <summary>
/// One record: its values by the index of their field. Rows that are committed never change;
/// a transaction works on copies of its own.
/// </summary>
internal sealed class Row(Table table, int id, object?[] values, long owner)
{
    private object?[] values = values;

    public Table Table => table;

    public Model Model => table.Model;

    public int Id { get; } = id;

    /// <summary>The transaction that made this copy and alone may change it.</summary>
    public long Owner { get; } = owner;

    public object? this[string field]
    {
        get => Get(Model[field]);
        set => Set(Model[field], value);
    }

    public object? Get(Field field) =>
        field.Index < 0 ? (field.Name == "id" ? Boxes.Of(Id) : null)
        : field.Index < values.Length ? values[field.Index]
        : null;

    public void Set(Field field, object? value)
    {
        if (field.Index >= values.Length)
        {
            Array.Resize(ref values, Model.Width);
        }

        table.Moves(this, field, values[field.Index], value);
        values[field.Index] = value;
    }

    public bool Has(string field) => Model.Has(field);

    public int? Reference(string field) => this[field] as int?;

    public string? Text(string field) => this[field] switch { string s => s, Translation t => t.In("en_US"), _ => null };

    public bool Flag(string field) => this[field] is true;

    public double Number(string field) => this[field] switch { double d => d, int i => i, _ => 0 };

    public int[] Links(string field) => this[field] as int[] ?? [];

    public DateTime? Moment(string field) => this[field] as DateTime?;

    public Row Copy(long owner)
    {
        var copy = new object?[Model.Width];
        values.CopyTo(copy, 0);
        return new Row(table, Id, copy, owner);
    }
}
