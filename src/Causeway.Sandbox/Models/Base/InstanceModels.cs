using Causeway.Sandbox.Data;
using Causeway.Sandbox.Orm;
using Causeway.Sandbox.Schema;
using Causeway.Sandbox.Wire;
using static Causeway.Sandbox.Schema.Fields;

namespace Causeway.Sandbox.Models.Base;

/// <summary>The tables in which an instance describes itself, and by which an administrator adds fields.</summary>
internal static class InstanceModels
{
    public static readonly ModelDeclaration Model = new("ir.model", "Models", "name",
    [
        Char("name", "Model Description").Required(),
        Char("model", "Model").Required(),
        Selection("state", "Type", ("manual", "Custom Object"), ("base", "Base Object")).ReadOnly().DefaultsTo("manual"),
        Boolean("transient", "Transient Model"),
        Boolean("is_mail_thread", "Has Mail Thread"),
        One2many("field_id", "Fields", "ir.model.fields", "model_id"),
    ]);

    public static readonly ModelDeclaration Field = new("ir.model.fields", "Fields", "name",
    [
        Char("name", "Field Name").Required().DefaultsTo("x_"),
        Char("model", "Model Name").Required(),
        Many2one("model_id", "Model", "ir.model").Required().Deletes(OnDelete.Cascade),
        Char("field_description", "Field Label").Required(),
        Selection("ttype", "Field Type").Required(),
        Char("relation", "Related Model"),
        Char("relation_field", "Relation Field"),
        Char("selection", "Selection Options (Deprecated)"),
        Boolean("required", "Required"),
        Boolean("readonly", "Readonly"),
        Boolean("store", "Stored").DefaultsTo(true),
        Boolean("company_dependent", "Company Dependent"),
        Selection("state", "Type", ("manual", "Custom Field"), ("base", "Base Field")).Required().ReadOnly().DefaultsTo("manual"),
    ])
    {
        Behaviour = new CustomFieldBehaviour(),
        NameField = "field_description",
        Unique = [new Unique("ir_model_fields_name_unique", "Field names must be unique per model.", "model", "name")],
    };

    public static readonly ModelDeclaration ExternalId = new("ir.model.data", "Model Data", "module, model, name",
    [
        Char("name", "External Identifier").Required(),
        Char("module", "Module").Required().DefaultsTo(""),
        Char("model", "Model Name").Required(),
        Many2oneReference("res_id", "Record ID"),
        Boolean("noupdate", "Non Updatable"),
    ]) { Unique = [new Unique("ir_model_data_module_name_uniq_index", "External ids must be unique.", "name", "module")] };

    public static readonly ModelDeclaration Access = new("ir.model.access", "Model Access", "name, id",
    [
        Char("name", "Name").Required(),
        Many2one("model_id", "Model", "ir.model").Required().Deletes(OnDelete.Cascade),
        Many2one("group_id", "Group", "res.groups"),
        Boolean("active", "Active").DefaultsTo(true),
        Boolean("perm_read", "Read Access"),
        Boolean("perm_write", "Write Access"),
        Boolean("perm_create", "Create Access"),
        Boolean("perm_unlink", "Delete Access"),
    ]);

    private sealed class CustomFieldBehaviour : Behaviour
    {
        public override void BeforeCreate(Env env, Values values)
        {
            if (env.Find("ir.model", Python.Id(values.GetValueOrDefault("model_id"))) is { } model)
            {
                values["model"] = model.Text("model");
            }

            if (values.GetValueOrDefault("name") is not string name || !name.StartsWith("x_", StringComparison.Ordinal))
            {
                throw OdooError.Validation("Custom fields must have a name that starts with 'x_'!");
            }
        }

        public override Row AfterCreate(Env env, Row row, Values values)
        {
            CustomFields.Add(env.Database, row.Text("model")!, CustomFields.Describe(row), null);
            return row;
        }

        public override void AfterUnlink(Env env, Row row) => CustomFields.Remove(env.Database, row.Text("model")!, row.Text("name")!);
    }
}
