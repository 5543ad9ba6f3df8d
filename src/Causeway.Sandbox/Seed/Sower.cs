using Causeway.Sandbox.Data;
using Causeway.Sandbox.Orm;

namespace Causeway.Sandbox.Seed;

/// <summary>Makes records as if they had been made and changed at times in the past.</summary>
internal sealed class Sower(Instance instance, Random random)
{
    /// <summary>Keeps creation notes away, as an import does.</summary>
    private static readonly Context Quiet = new() { Values = new Dictionary<string, object?> { ["mail_create_nolog"] = true } };

    /// <summary>Apart from the other, so that a model with one more field does not change everybody's data.</summary>
    private readonly Random dust = new(17);

    private long number = long.MinValue;

    public DateTime Now { get; } = instance.Database.Clock.Now;

    public DateOnly Today => DateOnly.FromDateTime(Now);

    public int Version => instance.Database.Version;

    public Database Database => instance.Database;

    public Random Random => random;

    public int Make(string model, DateTime at, Values values, int user = Env.OdooBot) => At(at, user).Create(model, values);

    public int Make(string model, Values values) => Make(model, Now.AddDays(-720), values);

    public void Change(string model, int id, DateTime at, Values values, int user = Env.OdooBot)
    {
        var env = At(at, user);
        Writing.Run(env, env.Model(model), [id], values);
    }

    public Row Find(string model, int id) => instance.Database.Table(model).Find(id)!;

    public Env At(DateTime at, int user = Env.OdooBot) =>
        new(instance, new Transaction(instance.Database, ++number, Microseconds(at)), Find("res.users", user), Quiet, sudo: true);

    public T Pick<T>(IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];

    /// <summary>A row before there is anybody to make it.</summary>
    public int Plant(string model, params (string Field, object? Value)[] values)
    {
        var table = instance.Database.Table(model);
        var row = new Row(table, table.NextId(), new object?[table.Model.Width], owner: 0);
        foreach (var field in new[] { "create_date", "write_date" })
        {
            row[field] = Microseconds(Now.AddDays(-730));
        }

        foreach (var (field, value) in values.Where(pair => table.Model.Has(pair.Field)))
        {
            row[field] = value;
        }

        table.Put(row.Id, row);
        return row.Id;
    }

    private DateTime Microseconds(DateTime at) => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerSecond)).AddMicroseconds(dust.Next(1_000_000));
}
