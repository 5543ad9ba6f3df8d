namespace Causeway.Mirror.Catalog;

/// <summary>Activities and their types.</summary>
internal static partial class DefaultModels
{
    /// <summary>What the visibility rule and the filters of lists look at.</summary>
    private static readonly string[] OfActivity = ["state", "user_id", "active", "activity_type_id", "date_deadline", "res_model", "res_id"];

    /// <summary>
    /// Done means archived since Odoo 19, and removed before. Whose activity it is is its salesperson: it may be about a record
    /// of any model, also of one that is not mirrored.
    /// </summary>
    public static readonly MirrorModel Activity = new("mail.activity",
    [
        Word("res_model"),
        Integer("res_id"),
        ToOne("activity_type_id", "mail.activity.type"),
        Text("summary"),
        Text("note"),
        Day("date_deadline"),
        // Odoo 17 and later.
        Day("date_done"),
        ToOne("user_id", "res.users"),
        Flag("automated"),
        // Odoo 17 and later.
        Flag("active"),
        // Odoo 19 and later.
        Text("feedback"),
        ToOne("previous_activity_type_id", "mail.activity.type"),
        ToOne("create_uid", "res.users"),
    ])
    {
        Entity = "activities",
        NameField = "summary",
        SalespersonField = "user_id",
        Writers = Writers.Participants,
        Subject = new("res_model", "res_id") { OtherFields = ["res_name", "res_model_id"] },
        Indexes = [new("res_model", "res_id"), new("user_id"), new("activity_type_id"), new() { Carried = OfActivity }, new("date_deadline") { Carried = OfActivity }],
    };

    public static readonly MirrorModel ActivityType = new("mail.activity.type",
    [
        Text("name"),
        Text("summary"),
        Integer("sequence"),
        Text("category"),
        Integer("delay_count"),
        Text("delay_unit"),
        Text("icon"),
        Text("res_model"),
        Flag("active"),
    ])
    { Entity = "activities", Small = true };
}
