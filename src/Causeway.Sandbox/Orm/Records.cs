using Causeway.Sandbox.Data;
using Causeway.Sandbox.Wire;

namespace Causeway.Sandbox.Orm;

/// <summary>Rows with the fields that were asked for, written straight to the wire.</summary>
internal sealed class Records(Env env, IReadOnlyList<Row> rows, IReadOnlyList<Column> columns) : IWireValue
{
    public void Write(IWireWriter writer)
    {
        writer.BeginList();
        foreach (var row in rows)
        {
            env.Poison.Check(row.Model.TableName, row.Id, columns);
            Write(writer, row);
        }

        writer.EndList();
    }

    private void Write(IWireWriter writer, Row row)
    {
        writer.BeginStruct();
        writer.Member("id");
        writer.Integer(row.Id);
        foreach (var column in columns)
        {
            writer.Member(column.Name);
            column.Write(writer, row);
        }

        writer.EndStruct();
    }
}

/// <summary>A field as it is written for one row after another.</summary>
internal sealed record Column(string Name, Action<IWireWriter, Row> Write);
