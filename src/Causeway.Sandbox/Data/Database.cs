using Causeway.Sandbox.Schema;

namespace Causeway.Sandbox.Data;

/// <summary>The tables of one Odoo database. Many calls read side by side; one at a time writes.</summary>
internal sealed class Database : IDisposable
{
    private readonly Dictionary<string, Table> tables = new(StringComparer.Ordinal);
    private readonly Dictionary<int, HeldTransaction> held = [];
    private readonly HashSet<(Table Table, int Id)> locks = [];
    private readonly ReaderWriterLockSlim gate = new(LockRecursionPolicy.NoRecursion);
    private long transactions;
    private int holds;

    public Database(string name, Registry models, Clock clock)
    {
        Name = name;
        Models = models;
        Clock = clock;
        foreach (var model in models.Models.Where(m => m.Declaration.ViewOf is null))
        {
            tables.Add(model.Name, new Table(model));
        }
    }

    public string Name { get; }

    public Registry Models { get; }

    public Clock Clock { get; }

    public int Version => Models.Version;

    public Table Table(string name) => tables[name];

    public bool IsLocked(Table table, int id) => locks.Contains((table, id));

    /// <summary>Whether an open transaction points to the row, which PostgreSQL then lets nobody delete.</summary>
    public bool IsReferenced(Table table, int id) => held.Values.Any(waiting => waiting.References.Contains((table, id)));

    public T Read<T>(Func<Transaction, T> work)
    {
        gate.EnterReadLock();
        try
        {
            return work(Begin());
        }
        finally
        {
            gate.ExitReadLock();
        }
    }

    /// <summary>Runs <paramref name="work"/> as one transaction: all of it is kept, or nothing when it throws.</summary>
    public T Write<T>(Func<Transaction, T> work) => Exclusively(() =>
    {
        var transaction = Begin();
        try
        {
            return work(transaction);
        }
        catch
        {
            transaction.Rollback();
            throw;
        }
    });

    /// <summary>Runs <paramref name="work"/> now, with the present as its start, and keeps its changes for <see cref="Commit"/>.</summary>
    public HeldTransaction Hold(Func<Transaction, object?> work) => Exclusively(() =>
    {
        var transaction = Begin();
        try
        {
            var result = work(transaction);
            var waiting = new HeldTransaction(++holds, transaction.Start, result, transaction.Detach());
            waiting.References.UnionWith(waiting.Changes.SelectMany(TargetsOf));
            held.Add(waiting.Id, waiting);
            locks.UnionWith(waiting.Changes.Select(change => (change.Table, change.Id)));
            return waiting;
        }
        catch
        {
            transaction.Rollback();
            throw;
        }
    });

    /// <summary>Makes the changes of a held transaction visible; false when there is none of that id.</summary>
    public bool Commit(int id) => Exclusively(() =>
    {
        if (!Release(id, out var transaction))
        {
            return false;
        }

        foreach (var (table, row, value) in transaction.Changes)
        {
            table.Put(row, value);
        }

        return true;
    });

    public bool Abort(int id) => Exclusively(() => Release(id, out _));

    public IReadOnlyList<TableImage> Snapshot() => Exclusively(() => tables.Values.Select(table => table.Image()).ToList());

    /// <summary>Puts every table back, columns and ids included, as restoring a dump does; what was uncommitted is lost.</summary>
    public void Restore(IReadOnlyList<TableImage> images) => Exclusively(() =>
    {
        held.Clear();
        locks.Clear();
        foreach (var image in images)
        {
            tables[image.Name].Restore(image);
        }

        return true;
    });

    public T Exclusively<T>(Func<T> work)
    {
        gate.EnterWriteLock();
        try
        {
            return work();
        }
        finally
        {
            gate.ExitWriteLock();
        }
    }

    public void Dispose() => gate.Dispose();

    private Transaction Begin() => new(this, Interlocked.Increment(ref transactions), Clock.Now);

    private IEnumerable<(Table Table, int Id)> TargetsOf(Change change) => change.Row is not { } row ? [] :
        from field in row.Model.Fields
        where field is { Type: FieldType.Many2one, HasColumn: true }
        let target = row.Get(field) as int?
        where target is not null
        select (tables[Models[field.Relation!].TableName], target.Value);

    private bool Release(int id, out HeldTransaction transaction)
    {
        if (!held.Remove(id, out transaction!))
        {
            return false;
        }

        locks.ExceptWith(transaction.Changes.Select(change => (change.Table, change.Id)));
        return true;
    }
}
