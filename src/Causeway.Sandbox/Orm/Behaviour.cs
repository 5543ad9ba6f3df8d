using Causeway.Sandbox.Access;
using Causeway.Sandbox.Data;
using Causeway.Sandbox.Schema;

namespace Causeway.Sandbox.Orm;

/// <summary>What a model does beyond storing its fields. The base does nothing.</summary>
internal class Behaviour
{
    /// <summary>The methods that the model has beyond those of every model.</summary>
    public virtual IReadOnlyList<Method> Methods => [];

    /// <summary>Whether the caller may see the row: the record rules of the model.</summary>
    public virtual bool Shows(Env env, Row row) => true;

    public virtual string DisplayName(Env env, Row row)
    {
        var name = row.Model.Declaration.NameField;
        return row.Model.TryGet(name, out var field) && env.Value(row, field) is string text ? text : $"{row.Model.Name},{row.Id}";
    }

    /// <summary>Completes or corrects the given values before a row is made of them.</summary>
    public virtual void BeforeCreate(Env env, Values values)
    {
    }

    public virtual Row AfterCreate(Env env, Row row, Values values) => row;

    /// <summary>Completes or corrects the given values before they are written to <paramref name="rows"/>.</summary>
    public virtual void BeforeWrite(Env env, IReadOnlyList<Row> rows, Values values)
    {
    }

    /// <summary>Computes what follows from a write; <paramref name="before"/> is the row as it was.</summary>
    public virtual void AfterWrite(Env env, Row before, Row row, Values values)
    {
    }

    public virtual void BeforeUnlink(Env env, IReadOnlyList<Row> rows)
    {
    }

    public virtual void AfterUnlink(Env env, Row row)
    {
    }

    /// <summary>Checks the right to read these fields of the model; none named means all.</summary>
    public virtual void CheckRead(Env env, Model model, IReadOnlyList<string> fields) => env.Rights.Check(env, model, Right.Read);

    /// <summary>Checks the right to look for records of the model.</summary>
    public virtual void CheckSearch(Env env, Model model) => env.Rights.Check(env, model, Right.Read);

    public virtual bool MaySee(Env env, Field field) => field.VisibleTo.Count == 0 || field.VisibleTo.Any(env.Groups.Contains);
}
