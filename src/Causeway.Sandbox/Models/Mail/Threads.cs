using Causeway.Sandbox.Access;
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
        env.Context.Values.ContainsKey("mail_create_nolog") ? 0 : Add(env, row, Orm.Html.Paragraph(text), "notification", Subtype(env, "mail.mt_note"));

    /// <summary>Who may not see the record may not post on it; a body is text unless it says otherwise.</summary>
    private static object? Post(Call call)
    {
        var rows = Writing.Existing(call.Env, call.Model, call.Ids);
        RecordRules.Check(call.Env, rows, Right.Read);
        var body = call["body"] as string ?? "";
        var html = Python.IsTrue(call["body_is_html"]) ? Orm.Html.Sanitised(body) ?? "" : Orm.Html.Paragraph(body);
        var subtype = Subtype(call.Env, call["subtype_xmlid"] as string ?? "mail.mt_note");
        var posted = rows.Select(row => Add(call.Env, row, html, call["message_type"] as string ?? "notification", subtype)).ToArray();
        return call.Env.Version >= 19 ? posted : posted[0];
    }

    private static int? Subtype(Env env, string externalId)
    {
        var parts = externalId.Split('.', 2);
        return env.Table("ir.model.data").Rows.FirstOrDefault(row =>
            row.Text("model") == "mail.message.subtype" && row.Text("module") == parts[0] && row.Text("name") == parts[^1])?.Reference("res_id");
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

    private static int Add(Env env, Row row, string body, string type, int? subtype) => env.Sudo().Create("mail.message", new Values
    {
        ["model"] = row.Model.TableName,
        ["res_id"] = row.Id,
        ["body"] = body,
        ["message_type"] = type,
        ["subtype_id"] = subtype,
        ["email_from"] = Address(env),
        ["author_id"] = env.User.Reference("partner_id"),
        ["date"] = env.Now,
        ["record_name"] = env.DisplayName(row),
    });

    private static string? Address(Env env) =>
        env.Follow(env.User, "partner_id") is { } author && author.Text("email") is { } email ? $"\"{author.Text("name")}\" <{email}>" : null;
}
