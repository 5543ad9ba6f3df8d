using System.Collections.Concurrent;
using System.Globalization;
using Causeway.Sandbox.Data;
using Causeway.Sandbox.Orm;

namespace Causeway.Sandbox.Control;

/// <summary>What happens to time: transactions that commit late, dumps that are restored, a clock that is set.</summary>
internal sealed class HistoryControl(Instance instance, Dispatcher dispatcher)
{
    private readonly ConcurrentDictionary<int, IReadOnlyList<TableImage>> snapshots = new();
    private int last;

    /// <summary>Runs a call now and leaves it uncommitted; its rows are locked until it is committed or rolled back.</summary>
    public object Open(ControlRequest request)
    {
        var login = request["login"] as string ?? "admin";
        var user = instance.Database.Read(_ => instance.Database.Table("res.users").Rows.FirstOrDefault(row => row.Text("login") == login))?.Id
            ?? throw new BadControl($"there is no user '{login}'");
        var held = dispatcher.Hold(user, request.Text("model"), request.Text("method"), request.List("args"), request.Map("kwargs"));
        return new { transaction = held.Id, write_date = Moment(held.Start), result = held.Result };
    }

    public object Keep()
    {
        var id = Interlocked.Increment(ref last);
        snapshots[id] = instance.Database.Snapshot();
        return new { snapshot = id };
    }

    public bool Restore(int id)
    {
        if (!snapshots.TryGetValue(id, out var images))
        {
            return false;
        }

        instance.Database.Restore(images);
        return true;
    }

    public object Now() => new { now = Moment(instance.Database.Clock.Now) };

    public object Step(ControlRequest request)
    {
        instance.Database.Clock.Step(TimeSpan.FromSeconds(request.Amount("seconds")));
        return Now();
    }

    private static string Moment(DateTime at) => at.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture);
}
