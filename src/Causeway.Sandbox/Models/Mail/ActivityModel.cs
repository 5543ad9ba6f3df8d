using Causeway.Sandbox.Data;
using Causeway.Sandbox.Orm;
using Causeway.Sandbox.Schema;
using static Causeway.Sandbox.Schema.Fields;

namespace Causeway.Sandbox.Models.Mail;

internal static class ActivityModel
{
    public static readonly ModelDeclaration Declaration = new("mail.activity", "Activity", "date_deadline ASC, id ASC",
    [
        Char("res_model", "Related Document Model").ReadOnly(),
        Many2one("res_model_id", "Document Model", "ir.model").Required().Deletes(OnDelete.Cascade).Until(18),
        Many2one("res_model_id", "Document Model", "ir.model").Deletes(OnDelete.Cascade).Since(19),
        Many2oneReference("res_id", "Related Document ID").Required().Until(14),
        Many2oneReference("res_id", "Related Document ID").Since(16),
        Char("res_name", "Document Name").ReadOnly(),
        Many2one("activity_type_id", "Activity Type", "mail.activity.type").Deletes(OnDelete.Restrict).Until(18),
        Many2one("activity_type_id", "Activity Type", "mail.activity.type").Deletes(OnDelete.Restrict).DefaultsTo(ToDo).Since(19),
        Selection("activity_category", "Action", ("default", "None"), ("upload_file", "Upload Document"), ("phonecall", "Phonecall"), ("meeting", "Meeting"))
            .Through("activity_type_id", "category").ReadOnly(),
        Char("summary", "Summary"),
        Html("note", "Note"),
        Date("date_deadline", "Due Date").Required().DefaultsTo(env => env.Today),
        Date("date_done", "Done Date").ReadOnly().Since(17),
        Many2one("user_id", "Assigned to", "res.users").Required().DefaultsTo(env => env.Uid).Until(18),
        Many2one("user_id", "Assigned to", "res.users").Since(19),
        Selection("state", "State", ("overdue", "Overdue"), ("today", "Today"), ("planned", "Planned"), ("done", "Done")).By((env, row) => State(env, row)),
        Boolean("automated", "Automated activity").ReadOnly(),
        Boolean("active", "Active").DefaultsTo(true).Since(17),
        Text("feedback", "Feedback").Since(19),
        Many2one("recommended_activity_type_id", "Recommended Activity Type", "mail.activity.type"),
        Many2one("previous_activity_type_id", "Previous Activity Type", "mail.activity.type").ReadOnly(),
        Selection("chaining_type", "Chaining Type", ("suggest", "Suggest Next Activity"), ("trigger", "Trigger Next Activity"))
            .Through("activity_type_id", "chaining_type").ReadOnly().Since(16),
        Many2many("attachment_ids", "Attachments", "ir.attachment").Since(17),
        Many2one("calendar_event_id", "Calendar Meeting", "calendar.event").Deletes(OnDelete.Cascade),
        Selection("user_tz", "Timezone").ReadOnly().Since(18),
    ])
    {
        Behaviour = new ActivityBehaviour(),
        NameField = "summary",
    };

    private static object? ToDo(Env env) => env.Table("mail.activity.type").Rows.FirstOrDefault(type => type.Text("name") == "To-Do")?.Id;

    /// <summary>By the date alone, as the caller's today stands.</summary>
    public static string State(Env env, Row activity)
    {
        if (activity.Has("active") && !activity.Flag("active"))
        {
            return "done";
        }

        return ((activity["date_deadline"] as DateOnly?) ?? env.Today).CompareTo(env.Today) switch
        {
            < 0 => "overdue",
            0 => "today",
            _ => "planned",
        };
    }
}
