using Causeway.Sandbox.Data;
using Causeway.Sandbox.Orm;
using Causeway.Sandbox.Schema;
using Causeway.Sandbox.Wire;
using static Causeway.Sandbox.Schema.Fields;

namespace Causeway.Sandbox.Models.Mail;

/// <summary>What records with a chatter and activities have in common.</summary>
internal static class Threads
{
    public static IReadOnlyList<Field> Fields =>
    [
        One2many("message_ids", "Messages", "mail.message", "res_id", "model"),
        Many2many("message_follower_ids", "Followers", "mail.followers").By((_, _) => Array.Empty<int>()),
    ];

    public static IReadOnlyList<Field> ActivityFields =>
    [
        One2many("activity_ids", "Activities", "mail.activity", "res_id", "res_model"),
        Selection("activity_state", "Activity State", ("overdue", "Overdue"), ("today", "Today"), ("planned", "Planned")).By((env, row) => NextActivity.State(env, row)),
        Date("activity_date_deadline", "Next Activity Deadline").By((env, row) => NextActivity.Of(env, row)?["date_deadline"]),
        Many2one("activity_user_id", "Responsible User", "res.users").By((env, row) => NextActivity.Of(env, row)?["user_id"]),
        Many2one("activity_type_id", "Next Activity Type", "mail.activity.type").By((env, row) => NextActivity.Of(env, row)?["activity_type_id"]),
        Char("activity_summary", "Next Activity Summary").By((env, row) => NextActivity.Of(env, row)?["summary"]),
    ];

    public static IReadOnlyList<Method> Methods { get; } =
    [
        new("message_post", "", MethodKind.OnRecords, Effect.Writes, Post) { TakesAnything = true },
        new("message_subscribe", "partner_ids? subtype_ids?", MethodKind.OnRecords, Effect.Writes, Subscribe),
    ];

    /// <summary>A note that Odoo itself leaves; the record's write_date stays.</summary>
    public static int Log(Env env, Row row, string text) =>
        env.Context.Values.ContainsKey("mail_create_nolog") ? 0 : Add(env, row, Orm.Html.Paragraph(text), "notification");

    private static object? Post(Call call)
    {
        var posted = Writing.Existing(call.Env, call.Model, call.Ids)
            .Select(row => Add(call.Env, row, Orm.Html.Paragraph(call["body"] as string ?? ""), call["message_type"] as string ?? "notification")).ToArray();
        return call.Env.Version >= 19 ? posted : posted[0];
    }

    /// <summary>A follower stands in a table of its own; the record's write_date stays.</summary>
    private static object? Subscribe(Call call)
    {
        foreach (var row in Writing.Existing(call.Env, call.Model, call.Ids))
        {
            foreach (var partner in Python.Ids(call["partner_ids"]))
            {
                call.Env.Sudo().Create("mail.followers", new Values { ["res_model"] = row.Model.Name, ["res_id"] = row.Id, ["partner_id"] = partner });
            }
        }

        return true;
    }

    private static int Add(Env env, Row row, string body, string type) => env.Sudo().Create("mail.message", new Values
    {
        ["model"] = row.Model.TableName,
        ["res_id"] = row.Id,
        ["body"] = body,
        ["message_type"] = type,
        ["author_id"] = env.User.Reference("partner_id"),
        ["date"] = env.Now,
        ["record_name"] = env.DisplayName(row),
    });
}
