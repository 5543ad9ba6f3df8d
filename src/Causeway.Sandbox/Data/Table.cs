using Causeway.Sandbox.Schema;

namespace Causeway.Sandbox.Data;

/// <summary>The rows of a model by id. Ids only grow, so the order of places is the order of ids.</summary>
internal sealed class Table(Model model)
{
    private Row?[] places = new Row?[64];
    private int lastId;
    private readonly Dictionary<int, InverseIndex> inverses = [];

    public Model Model { get; } = model;

    public int Count { get; private set; }

    public int LastId => lastId;

    /// <summary>An id from the sequence; as in PostgreSQL it is spent even when the transaction fails.</summary>
    public int NextId() => ++lastId;

    public Row? Find(int id) => (uint)id < places.Length ? places[id] : null;

    public Row? Find(int? id) => id is { } value ? Find(value) : null;

    public IEnumerable<Row> Rows => Between(1, lastId);

    public IEnumerable<Row> Between(int first, int last)
    {
        for (var id = Math.Max(first, 0); id <= Math.Min(last, places.Length - 1); id++)
        {
            if (places[id] is { } row)
            {
                yield return row;
            }
        }
    }

    public IEnumerable<Row> Backwards()
    {
        for (var id = Math.Min(lastId, places.Length - 1); id >= 0; id--)
        {
            if (places[id] is { } row)
            {
                yield return row;
            }
        }
    }

    public void Put(int id, Row? row)
    {
        if (id >= places.Length)
        {
            Array.Resize(ref places, Math.Max(id + 1, places.Length * 2));
        }

        Count += (row is null ? 0 : 1) - (places[id] is null ? 0 : 1);
        foreach (var index in inverses.Values)
        {
            index.Replace(id, places[id], row);
        }

        places[id] = row;
        lastId = Math.Max(lastId, id);
    }

    /// <summary>A live row is about to change a value; what is derived from it follows.</summary>
    public void Moves(Row row, Field field, object? from, object? to)
    {
        if (inverses.TryGetValue(field.Index, out var index) && ReferenceEquals(Find(row.Id), row))
        {
            index.Replace(row.Id, from, to);
        }
    }

    /// <summary>The rows whose many2one <paramref name="field"/> points to <paramref name="target"/>, by id.</summary>
    public IReadOnlyList<Row> PointingTo(Field field, int target)
    {
        lock (inverses)
        {
            if (!inverses.TryGetValue(field.Index, out var index))
            {
                inverses[field.Index] = index = new InverseIndex(field, Rows);
            }

            return [.. index.Find(target).Select(id => places[id]!)];
        }
    }

    public TableImage Image() => new(Model.TableName, Model.Columns(), (Row?[])places.Clone(), lastId);

    public void Restore(TableImage image)
    {
        Model.Restore(image.Columns);
        places = (Row?[])image.Places.Clone();
        Count = places.Count(row => row is not null);
        lastId = image.LastId;
        inverses.Clear();
    }
}

/// <summary>What a table held at one moment; rows are shared, since committed ones never change.</summary>
internal sealed record TableImage(string Name, IReadOnlyDictionary<string, Field> Columns, Row?[] Places, int LastId);
