using Causeway.GraphQL.Types;

namespace Causeway.Features.GraphQlApi.Types;

/// <summary>The types of what is ours and not Odoo's: users, tasks, runs.</summary>
internal static class OwnTypes
{
    public static readonly ObjectType User = new ObjectType("User") { Description = "A user of ours." }
        .Add("id", ScalarType.Id.Required())
        .Add("username", ScalarType.String.Required())
        .Add("email", ScalarType.String)
        .Add("full_name", ScalarType.String.Required())
        .Add("name", ScalarType.String.Required(), "The full name.")
        .Add("role", ScalarType.String.Required(), "member, manager or admin.")
        .Add("is_super_admin", ScalarType.Boolean.Required())
        .Add("is_active", ScalarType.Boolean.Required())
        .Add("approval_status", ScalarType.String.Required(), "pending, approved or rejected.")
        .Add("auth_provider", ScalarType.String.Required(), "local, odoo or microsoft.")
        .Add("odoo_user_id", ScalarType.Int, "The Odoo user whom they proved to be, or an administrator confirmed.")
        .Add("odoo_employee_id", ScalarType.Int)
        .Add("odoo_salesperson_name", ScalarType.String)
        .Add("odoo_department_id", ScalarType.Int)
        .Add("odoo_team_id", ScalarType.Int)
        .Add("manager_odoo_id", ScalarType.Int)
        .Add("odoo_matched", ScalarType.Boolean.Required())
        .Add("created_at", ApiScalars.DateTime.Required())
        .Add("updated_at", ApiScalars.DateTime.Required())
        .Add("last_login", ApiScalars.DateTime);

    private static readonly ObjectType TaskPerson = new ObjectType("TaskPerson") { Description = "A user in a task." }
        .Add("id", ScalarType.Id.Required())
        .Add("username", ScalarType.String.Required())
        .Add("email", ScalarType.String)
        .Add("full_name", ScalarType.String.Required())
        .Add("name", ScalarType.String.Required())
        .Add("role", ScalarType.String.Required())
        .Add("is_active", ScalarType.Boolean.Required());

    public static readonly ObjectType Task = new ObjectType("Task") { Description = "Something that a user of ours has to do." }
        .Add("id", ScalarType.Id.Required())
        .Add("date_created", ApiScalars.DateTime.Required())
        .Add("entity_name", ScalarType.String.Required(), "The company or person that it is about.")
        .Add("task_type", ScalarType.String.Required())
        .Add("task_time", ApiScalars.DateTime.Required(), "When it is due.")
        .Add("contact_person_id", ScalarType.Id.Required())
        .Add("contact_person", TaskPerson.Required(), "Who has it.")
        .Add("note", ScalarType.String)
        .Add("status", ScalarType.String.Required(), "open or closed.")
        .Add("created_by", TaskPerson)
        .Add("updated_at", ApiScalars.DateTime.Required())
        .Add("odoo_model", ScalarType.String, "The model of the record that it is about; null where you may not see that.")
        .Add("odoo_id", ScalarType.Int)
        .Add("odoo_url", ScalarType.String)
        .Add("priority", ScalarType.String)
        .Add("reminder_at", ApiScalars.DateTime)
        .Add("closed_at", ApiScalars.DateTime);

    public static readonly ObjectType SyncProgress = new ObjectType("SyncProgress") { Description = "How far a run has come." }
        .Add("entity", ScalarType.String)
        .Add("done", ScalarType.Float.Required())
        .Add("total", ScalarType.Float.Required())
        .Add("rate", ScalarType.Float.Required(), "Records a second.")
        .Add("eta_seconds", ScalarType.Float, "Null until there is a rate to tell it from.");

    public static readonly ObjectType SyncRun = new ObjectType("SyncRun") { Description = "One run over a connection's models." }
        .Add("id", ScalarType.Id.Required())
        .Add("status", ScalarType.String.Required(), "queued, running, completed, partial, failed or cancelled.")
        .Add("trigger", ScalarType.String.Required(), "scheduled, manual or webhook.")
        .Add("triggered_by", ScalarType.String)
        .Add("started_at", ApiScalars.DateTime)
        .Add("completed_at", ApiScalars.DateTime)
        .Add("duration_seconds", ScalarType.Float)
        .Add("progress", SyncProgress)
        .Add("stats", ApiScalars.Json.Required(), "By entity: inserted, updated, unchanged, soft_deleted, quarantined, errors.")
        .Add("error_kind", ScalarType.String)
        .Add("error_message", ScalarType.String);

    public static readonly ObjectType Change = new ObjectType("Change") { Description = "One entry of the change feed, as its reader may know it." }
        .Add("version", ScalarType.Float.Required())
        .Add("model", ScalarType.String.Required())
        .Add("id", ScalarType.Int.Required())
        .Add("kind", ScalarType.String.Required(), "insert, update, delete, or hidden for what has left your sight.")
        .Add("changed_fields", ScalarType.String.Required().List())
        .Add("at", ApiScalars.DateTime.Required())
        .Add("position", ScalarType.String.Required(), "Give it as since to go on after this change.")
        .Add("record", ApiScalars.Json, "The record as it is now, where it was asked for and you may see it.");
}
