using Causeway.Sandbox.Data;
using Causeway.Sandbox.Schema;
using Causeway.Sandbox.Wire;

namespace Causeway.Sandbox.Orm;

/// <summary>The commands of a write to a one2many or many2many: 0 create, 1 update, 2 delete, 3 unlink, 4 link, 5 clear, 6 set.</summary>
internal static class Commands
{
    public static void Apply(Env env, Row row, Field field, object? value)
    {
        var links = new SortedSet<int>(Links.Of(env, row, field));
        foreach (var command in Parse(value))
        {
            Apply(env, row, field, links, command);
        }

        if (field.Type == FieldType.Many2many)
        {
            Keep(env, row, field, links);
        }
    }

    private static IEnumerable<List<object?>> Parse(object? value)
    {
        if (value is int[] ids)
        {
            return [[6L, 0L, ids.Select(id => (object?)(long)id).ToList()]];
        }

        var list = value as List<object?> ?? [];
        return list.Exists(item => item is long) || list.Count == 0 && Python.IsEmpty(value)
            ? [[6L, 0L, list]]
            : list.OfType<List<object?>>();
    }

    private static void Apply(Env env, Row row, Field field, SortedSet<int> links, List<object?> command)
    {
        var id = command.Count > 1 ? Python.Id(command[1]) ?? 0 : 0;
        var argument = command.Count > 2 ? command[2] : null;
        switch (command[0] as long? ?? -1)
        {
            case 0: Link(env, row, field, links, Made(env, row, field, argument)); break;
            case 1: env.Write(env.Find(field.Relation!, id)!, Given(argument)); break;
            case 2: Remove(env, field, links, id); break;
            case 3: Unlink(env, field, links, id); break;
            case 4: Link(env, row, field, links, id); break;
            case 5: Set(env, row, field, links, []); break;
            case 6: Set(env, row, field, links, Python.Ids(argument)); break;
            default: throw OdooError.Value($"Unknown command {Python.Repr(command)}");
        }
    }

    private static int Made(Env env, Row row, Field field, object? argument)
    {
        var values = Given(argument);
        if (field is { Type: FieldType.One2many })
        {
            values[field.Inverse!] = row.Id;
            if (field.InverseModel is { } model)
            {
                values[model] = row.Model.Name;
            }
        }

        return env.Create(field.Relation!, values);
    }

    private static void Link(Env env, Row row, Field field, SortedSet<int> links, int id)
    {
        var target = env.Find(field.Relation!, id) ?? throw Constraints.ForeignKey(env, row.Model, field);
        if (field.Type == FieldType.One2many && target.Reference(field.Inverse!) != row.Id)
        {
            env.Write(target, new Values { [field.Inverse!] = row.Id });
        }

        links.Add(id);
    }

    private static void Unlink(Env env, Field field, SortedSet<int> links, int id)
    {
        links.Remove(id);
        if (field.Type == FieldType.One2many && env.Find(field.Relation!, id) is { } target)
        {
            env.Write(target, new Values { [field.Inverse!] = false });
        }
    }

    private static void Remove(Env env, Field field, SortedSet<int> links, int id)
    {
        links.Remove(id);
        Unlinking.Run(env, env.Model(field.Relation!), [id]);
    }

    private static void Set(Env env, Row row, Field field, SortedSet<int> links, List<int> wanted)
    {
        foreach (var id in links.Except(wanted).ToList())
        {
            Unlink(env, field, links, id);
        }

        foreach (var id in wanted.Except(links).ToList())
        {
            Link(env, row, field, links, id);
        }
    }

    private static void Keep(Env env, Row row, Field field, SortedSet<int> links) =>
        env.Edit(Creating.Current(row)).Set(field, links.Count == 0 ? null : links.ToArray());

    private static Values Given(object? argument) => argument is Dictionary<string, object?> values ? new Values(values) : [];
}
