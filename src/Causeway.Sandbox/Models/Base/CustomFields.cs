using Causeway.Sandbox.Data;
using Causeway.Sandbox.Schema;
using Causeway.Sandbox.Wire;

namespace Causeway.Sandbox.Models.Base;

/// <summary>Fields that come and go while the instance runs.</summary>
internal static class CustomFields
{
    public static Field Describe(Row row)
    {
        var type = Enum.GetValues<FieldType>().Where(one => Orm.FieldsGet.TypeName(one) == row.Text("ttype")).Cast<FieldType?>().FirstOrDefault()
            ?? throw OdooError.Value($"Wrong value for ir.model.fields.ttype: {Python.Repr(row.Text("ttype"))}");
        return new Field(row.Text("name")!, type, row.Text("field_description")!)
        {
            Relation = row.Text("relation"),
            Inverse = row.Text("relation_field"),
            IsRequired = row.Flag("required"),
            IsReadOnly = row.Flag("readonly"),
            IsManual = true,
        };
    }

    /// <summary>The column is new in every row; a default fills it without moving any write_date, as SQL does.</summary>
    public static void Add(Database database, string modelName, Field field, object? value)
    {
        var model = database.Models[modelName];
        model.Add(field);
        if (value is null)
        {
            return;
        }

        var table = database.Table(model.TableName);
        foreach (var row in table.Rows)
        {
            var copy = row.Copy(owner: 0);
            copy[field.Name] = value;
            table.Put(row.Id, copy);
        }
    }

    public static void Remove(Database database, string modelName, string field) => database.Models[modelName].Remove(field);
}
