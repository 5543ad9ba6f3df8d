using Causeway.Features.Tasks;

namespace Causeway.Features.Search;

/// <summary>Tasks, by their own rule.</summary>
internal static class TaskSource
{
    public static SearchSource Of(TaskReader reader) => new()
    {
        Types = [SearchTypes.Tasks],
        Table = "causeway.task",
        Row = "t",
        Columns = ["created_by", "contact_person_id", "status"],
        Within = sql => sql.Append($"true"),
        Visible = sql => sql.Append($" and ").AppendReadable(reader),
        IsNarrow = !reader.Caller.IsAdmin && !reader.IsShared,
        Newest = "t.date_created desc, t.id desc",
        Type = $"'{SearchTypes.Tasks}'",
        Active = "t.status = 'open'",
        Title = "t.entity_name",
        Subtitle = "concat_ws(' · ', t.task_type, to_char(t.task_time at time zone 'UTC', 'YYYY-MM-DD'), t.status)",
        Link = sql =>
        {
            sql.Append($"case when ").AppendLinkVisible(reader).Append($" then t.odoo_model end, ");
            sql.Append($"case when ").AppendLinkVisible(reader).Append($" then t.odoo_id end");
        },
        LastSynced = "null::timestamptz",
    };
}
