using Causeway.Sandbox.Data;
using Causeway.Sandbox.Domains;
using Causeway.Sandbox.Schema;
using Causeway.Sandbox.Wire;

namespace Causeway.Sandbox.Orm;

/// <summary>How each kind of field is shown when it is read.</summary>
internal static class Columns
{
    /// <summary><paramref name="withNames"/>: a many2one as id and name, which is the default, or as its bare id.</summary>
    public static Column For(Env env, Field field, bool withNames)
    {
        if (field.IsX2many)
        {
            return new Column(field.Name, (writer, row) => writer.Ids(Links.Shown(env, row, field)));
        }

        var value = ConditionCompiler.Getter(env, field);
        Action<IWireWriter, Row> write = field.Type switch
        {
            FieldType.Many2one when withNames => WithName(env, field, value),
            FieldType.Integer => (writer, row) => writer.Integer(value(row) is int number ? number : 0),
            FieldType.Float or FieldType.Monetary => (writer, row) => writer.Float(value(row) switch { double d => d, int i => i, _ => 0 }),
            FieldType.Boolean => (writer, row) => writer.Boolean(value(row) is true),
            FieldType.Properties => (writer, row) => writer.Write(PropertySets.Shown(env, row, field)),
            _ => (writer, row) => writer.Write(value(row) ?? false),
        };
        return new Column(field.Name, write);
    }

    private static Action<IWireWriter, Row> WithName(Env env, Field field, Func<Row, object?> value)
    {
        var table = env.Table(field.Relation!);
        var anybody = env.Sudo();
        return (writer, row) =>
        {
            if (value(row) is not int id || table.Find(id) is not { } target)
            {
                writer.Boolean(false);
                return;
            }

            writer.BeginList();
            writer.Integer(id);
            writer.Text(anybody.DisplayName(target));
            writer.EndList();
        };
    }
}
