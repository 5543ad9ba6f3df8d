using Causeway.Sandbox.Data;
using Causeway.Sandbox.Schema;
using Causeway.Sandbox.Wire;

namespace Causeway.Sandbox.Orm;

/// <summary>What the database refuses: empty mandatory fields, references to nothing, values that must be unique.</summary>
internal static class Constraints
{
    private const string MandatoryStart = "The operation cannot be completed:\n- Create/update: a mandatory field is not set.\n"
        + "- Delete: another model requires the record being deleted. If possible, archive it instead.\n\n";

    public static void Check(Env env, Model model, Row row, IEnumerable<string> changed)
    {
        foreach (var field in model.Fields.Where(field => field is { IsRequired: true, HasColumn: true }))
        {
            if (row.Get(field) is null && field.Type is not (FieldType.Boolean or FieldType.Integer or FieldType.Float))
            {
                throw OdooError.Validation(Mandatory(env, model, field));
            }
        }

        foreach (var name in changed)
        {
            CheckTarget(env, model, row, model[name]);
        }

        foreach (var unique in model.Declaration.Unique.Where(unique => Clashes(env, model, row, unique)))
        {
            throw OdooError.Validation(env.Version >= 16 ? $"The operation cannot be completed: {unique.Message}" : unique.Constraint);
        }
    }

    private static void CheckTarget(Env env, Model model, Row row, Field field)
    {
        if (field is { Type: FieldType.Many2one, HasColumn: true } && row.Get(field) is int id && env.Find(field.Relation!, id) is null)
        {
            throw ForeignKey(env, model, field);
        }
    }

    public static OdooError ForeignKey(Env env, Model model, Field field) => OdooError.Validation(env.Version switch
    {
        >= 19 => "The operation cannot be completed: Another model is using the record you are trying to delete.\n\n"
            + $"The troublemaker is: '{model.Label}' ({model.Name})\nThanks to the following constraint: '{field.Label}' ({field.Name})\nHow about archiving the record instead?",
        >= 16 => "The operation cannot be completed: another model requires the record being deleted. If possible, archive it instead.\n\n"
            + $"Model: {model.Label} ({model.Name})\nConstraint: {Constraint(model, field)}\n",
        _ => "The operation cannot be completed: another model requires the record being deleted. If possible, archive it instead.\n\n"
            + $"Model: {model.Label} ({model.Name}), Constraint: {Constraint(model, field)}",
    });

    private static string Constraint(Model model, Field field) => $"{model.Name.Replace('.', '_')}_{field.Name}_fkey";

    private static string Mandatory(Env env, Model model, Field field) => env.Version switch
    {
        >= 19 => $"The operation cannot be completed: Missing required value for the field '{field.Label}' ({field.Name}).\nModel: '{model.Label}' ({model.Name})\n"
            + "- create/update: a mandatory field is not set\n- delete: another model requires the record being deleted, you can archive it instead\n",
        >= 16 => $"{MandatoryStart}Model: {model.Label} ({model.Name})\nField: {field.Label} ({field.Name})\n",
        _ => $"{MandatoryStart}Model: {model.Label} ({model.Name}), Field: {field.Label} ({field.Name})",
    };

    private static bool Clashes(Env env, Model model, Row row, Unique unique)
    {
        var key = Key(row, unique);
        return !key.Contains(null) && env.Table(model).Rows.Any(other => other.Id != row.Id && Key(other, unique).SequenceEqual(key));
    }

    private static List<object?> Key(Row row, Unique unique) =>
        [.. unique.Fields.Select(field => row[field] is Translation text ? text.In(Translation.Source) : row[field])];
}
