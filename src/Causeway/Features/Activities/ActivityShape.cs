using Causeway.Mirror.Catalog;
using Causeway.Mirror.Records;

namespace Causeway.Features.Activities;

/// <summary>What an activity looks like to clients: what it is about only where that may be seen.</summary>
internal static class ActivityShape
{
    private static readonly MirrorModel Model = DefaultModels.Activity;

    /// <summary>Odoo's own words for it, by the date alone.</summary>
    public const string State = """
        case
          when not r.active then 'done'
          when r.date_deadline < clock.today then 'overdue'
          when r.date_deadline = clock.today then 'today'
          else 'planned'
        end
        """;

    /// <summary>Its query joins <c>clock.today</c>.</summary>
    public static readonly RecordShape Shape = new(
        Model,
        "Activity",
        "activities",
        [
            Member.Value("id", "r.id", MirrorType.Integer),
            Member.Field(Model, "res_model"),
            Member.Field(Model, "res_id"),
            Member.Value("res_name", ActivitySubject.Name, MirrorType.Text),
            Member.Reference(Model, "activity_type_id", "activity_type"),
            Member.Field(Model, "summary"),
            Member.Field(Model, "note"),
            Member.Field(Model, "date_deadline"),
            Member.Value("state", State, MirrorType.Text),
            Member.Reference(Model, "user_id", "user"),
            Member.Field(Model, "date_done"),
            Member.Field(Model, "feedback"),
            Member.Field(Model, "automated"),
            Member.Field(Model, "active"),
            Member.Value("create_date", "r.create_date", MirrorType.Instant),
            Member.Value("write_date", "r.write_date", MirrorType.Instant),
        ],
        [SortField.Of(Model, "date_deadline")]);
}
