using Causeway.Mirror.Records;
using Causeway.Platform.Database;

namespace Causeway.Features.Tasks;

/// <summary>How tasks are selected.</summary>
internal static class TaskSql
{
    /// <summary>What a list can be sorted by. Not its link: the order of what is hidden would tell of it.</summary>
    public static readonly IReadOnlyList<SortField> Sorts =
    [
        new("id", "t.id", "uuid", Required: true),
        new("date_created", "t.date_created", "timestamptz", Required: true),
        new("entity_name", "t.entity_name", "text", Required: true),
        new("task_type", "t.task_type", "text", Required: true),
        new("task_time", "t.task_time", "timestamptz", Required: true),
        new("contact_person_id", "t.contact_person_id", "uuid", Required: true),
        new("note", "t.sort_note", "text"),
        new("status", "t.status", "text", Required: true),
        new("created_by", "t.created_by", "uuid"),
        new("updated_at", "t.updated_at", "timestamptz", Required: true),
        new("priority", "t.priority", "text"),
        new("reminder_at", "t.reminder_at", "timestamptz"),
        new("closed_at", "t.closed_at", "timestamptz"),
    ];

    /// <summary>The columns of a <see cref="TaskRow"/>, over the row <c>t</c>.</summary>
    public static SqlText AppendColumns(this SqlText sql, TaskReader reader)
    {
        sql.Append($"""
            t.id, t.date_created, t.entity_name, t.task_type, t.task_time, t.note, t.status, t.updated_at,
              t.odoo_model, t.odoo_id, t.priority, t.reminder_at, t.closed_at,
              t.contact_person_id, {(SqlRaw)Person("t.contact_person_id")} as contact_person,
              t.created_by as created_by_id, {(SqlRaw)Person("t.created_by")} as created_by,

            """);
        sql.Append($"  ").AppendLinkVisible(reader).Append($" as link_visible,\n  ");
        return sql.AppendConcerned(reader).Append($" as concerned");
    }

    private static string Person(string id) => $"""
        (select json_build_object('id', u.id, 'username', u.username, 'email', u.email, 'full_name', u.full_name,
            'name', u.full_name, 'role', u.role, 'is_active', u.is_active)
          from causeway.app_user u where u.id = {id})
        """;
}
