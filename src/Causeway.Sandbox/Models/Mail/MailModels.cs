using Causeway.Sandbox.Data;
using Causeway.Sandbox.Orm;
using Causeway.Sandbox.Schema;
using static Causeway.Sandbox.Schema.Fields;

namespace Causeway.Sandbox.Models.Mail;

/// <summary>Messages, activities and their types.</summary>
internal static class MailModels
{
    public static readonly IReadOnlyList<ModelDeclaration> All =
    [
        ActivityModel.Declaration,
        new("mail.activity.type", "Activity Type", "sequence, id",
        [
            Char("name", "Name").Required().Translated(),
            Char("summary", "Default Summary").Translated(),
            Integer("sequence", "Sequence").DefaultsTo(10L),
            Boolean("active", "Active").DefaultsTo(true),
            Integer("delay_count", "Schedule"),
            Selection("delay_unit", "Delay units", ("days", "days"), ("weeks", "weeks"), ("months", "months")).Required().DefaultsTo("days"),
            Char("icon", "Icon"),
            Char("res_model", "Model"),
            Selection("chaining_type", "Chaining Type", ("suggest", "Suggest Next Activity"), ("trigger", "Trigger Next Activity")).Required().DefaultsTo("suggest"),
            Selection("category", "Action", ("default", "None"), ("upload_file", "Upload Document"), ("phonecall", "Phonecall"), ("meeting", "Meeting")).DefaultsTo("default"),
        ]),
        new("mail.message", "Message", "id desc",
        [
            Char("subject", "Subject"),
            DateTime("date", "Date"),
            Html("body", "Contents"),
            Char("model", "Related Document Model"),
            Many2oneReference("res_id", "Related Document ID"),
            Char("record_name", "Message Record Name"),
            Selection("message_type", "Type", ("email", "Email"), ("comment", "Comment"), ("notification", "System notification"), ("user_notification", "User Specific Notification"))
                .Required().DefaultsTo("email"),
            Many2one("subtype_id", "Subtype", "mail.message.subtype"),
            Char("email_from", "From"),
            Many2one("author_id", "Author", "res.partner"),
            Boolean("is_internal", "Employee Only"),
        ])
        {
            Behaviour = new MessageBehaviour(),
            NameField = "record_name",
        },
        new("mail.message.subtype", "Message subtypes", "sequence, id",
        [
            Char("name", "Message Type").Required().Translated(),
            Boolean("internal", "Internal Only"),
            Char("res_model", "Model"),
            Integer("sequence", "Sequence").DefaultsTo(1L),
        ]),
        new("mail.followers", "Document Followers", "id",
        [
            Char("res_model", "Related Document Model Name").Required(),
            Many2oneReference("res_id", "Related Document ID"),
            Many2one("partner_id", "Related Partner", "res.partner").Required().Deletes(OnDelete.Cascade),
        ]),
    ];

    private sealed class MessageBehaviour : Behaviour
    {
        public override bool Shows(Env env, Row row) => ActivityBehaviour.ShowsDocument(env, row, "model");
    }
}
