using Causeway.Sandbox.Data;
using Causeway.Sandbox.Orm;

namespace Causeway.Sandbox.Models.Mail;

/// <summary>What a record says of the activity that is due first.</summary>
internal static class NextActivity
{
    public static Row? Of(Env env, Row row)
    {
        var activities = env.Table("mail.activity");
        return activities.PointingTo(activities.Model["res_id"], row.Id)
            .Where(activity => activity.Text("res_model") == row.Model.TableName && (!activity.Has("active") || activity.Flag("active")))
            .MinBy(activity => (activity["date_deadline"] as DateOnly?, activity.Id));
    }

    public static object? State(Env env, Row row) => Of(env, row) is { } activity ? ActivityModel.State(env, activity) : null;

    public static string KanbanState(Env env, Row row) => State(env, row) switch
    {
        "overdue" => "red",
        "today" or "planned" => "green",
        _ => "grey",
    };
}
