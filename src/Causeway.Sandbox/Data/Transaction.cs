using Causeway.Sandbox.Automation;
using Causeway.Sandbox.Wire;

namespace Causeway.Sandbox.Data;

/// <summary>
/// The changes of one call. Its start is the <c>write_date</c> of everything that it writes, whenever it
/// commits; until then what it replaced is kept, so that it can be undone.
/// </summary>
internal sealed class Transaction(Database database, long number, DateTime start)
{
    private readonly Dictionary<(Table Table, int Id), Row?> before = [];

    public long Number => number;

    public DateTime Start { get; } = start;

    /// <summary>Notices that a call asked for by itself.</summary>
    public List<Notice> Asked { get; } = [];

    public void Ask(Notice notice) => Asked.Add(notice);

    /// <summary>What has become of each row so far.</summary>
    public IReadOnlyList<Edit> Edits() => [.. before.Select(pair => new Edit(pair.Key.Table, pair.Value, pair.Key.Table.Find(pair.Key.Id)))];

    public Row Edit(Row row)
    {
        if (row.Owner == number)
        {
            return row;
        }

        Remember(row.Table, row.Id, row);
        var copy = row.Copy(number);
        row.Table.Put(row.Id, copy);
        return copy;
    }

    public void Insert(Row row)
    {
        Remember(row.Table, row.Id, null);
        row.Table.Put(row.Id, row);
    }

    public void Delete(Row row)
    {
        if (database.IsReferenced(row.Table, row.Id))
        {
            throw OdooError.SerializationFailure();
        }

        Remember(row.Table, row.Id, row);
        row.Table.Put(row.Id, null);
    }

    public void Rollback()
    {
        foreach (var ((table, id), row) in before)
        {
            table.Put(id, row);
        }

        before.Clear();
    }

    /// <summary>Takes the changes back and hands them over, to be made when a late commit asks for them.</summary>
    public IReadOnlyList<Change> Detach()
    {
        List<Change> changes = [.. before.Keys.Select(key => new Change(key.Table, key.Id, key.Table.Find(key.Id)))];
        Rollback();
        return changes;
    }

    private void Remember(Table table, int id, Row? row)
    {
        if (database.IsLocked(table, id))
        {
            throw OdooError.SerializationFailure();
        }

        before.TryAdd((table, id), row);
    }
}

/// <summary>What a transaction makes of one row; null removes it.</summary>
internal sealed record Change(Table Table, int Id, Row? Row);

/// <summary>A row as a transaction found it and as it leaves it; null where it was not, or is no longer, there.</summary>
internal sealed record Edit(Table Table, Row? Before, Row? After);
