using Causeway.Mirror.Records;
using Causeway.Platform.Database;
using Causeway.Platform.Http;

namespace Causeway.Features.Tasks;

/// <summary>Which tasks a list holds, of those that the reader may read.</summary>
internal sealed class TaskFilters(QueryValues query, DateTimeOffset now)
{
    public static readonly QuerySpec Spec =
    [
        new("status", QueryType.Text, "Open or closed ones only.") { Choices = TaskFields.Statuses },
        new("task_type", QueryType.Text, "A part of the type, in any case."),
        new("entity_name", QueryType.Text, "A part of the company's or entity's name, in any case."),
        new("contact_person_id", QueryType.Uuid, "Tasks of this user."),
        new("date_from", QueryType.Instant, "Created then or later."),
        new("date_to", QueryType.Until, "Created then or before; a date alone means its whole day."),
        new("due_from", QueryType.Instant, "Due then or later."),
        new("due_to", QueryType.Until, "Due then or before; a date alone means its whole day."),
        new("overdue", QueryType.Flag, "true: open ones whose time has passed."),
        new("odoo_model", QueryType.Text, "Tasks about such a record that you may see.") { Choices = [.. TaskRule.Linkable.Select(model => model.Name)] },
        new("odoo_id", QueryType.Long, "Tasks about the record with this id, if you may see it."),
        new("q", QueryType.Text, "A part of the entity's name, the type or the note, in any case."),
    ];

    private readonly List<Condition> conditions = Read(query, now);

    private readonly bool byLink = query.Text("odoo_model") is not null || query.Long("odoo_id") is not null;

    /// <summary>The rows <c>t</c> under the whole condition.</summary>
    public void FromWhere(SqlText sql, TaskReader reader)
    {
        FromWhereEarly(sql, reader);
        Late(reader)?.Invoke(sql);
    }

    /// <summary>What a task is about must be seen, else a filter would tell of a link that is hidden.</summary>
    public Condition? Late(TaskReader reader) => byLink ? sql => sql.Append($" and ").AppendLinkVisible(reader) : null;

    /// <summary>The rows <c>t</c> without what is asked late.</summary>
    public void FromWhereEarly(SqlText sql, TaskReader reader)
    {
        sql.Append($"from ");
        // All of them first, which are few: an order of everybody's tasks holds one of theirs in hundreds.
        if (reader.ReadsFew)
            sql.Append($"(select * from causeway.task t where ").AppendReadable(reader).Append($" offset 0) t\n  where true");
        else
            sql.Append($"causeway.task t\n  where ").AppendReadable(reader);
        foreach (var condition in conditions)
            condition(sql);
        // With which the index of links begins.
        if (byLink)
            sql.Append($" and t.odoo_connection = {reader.ConnectionId}");
    }

    private static List<Condition> Read(QueryValues query, DateTimeOffset now)
    {
        var all = new List<Condition>();
        all.AddIf(query.Text("status"), (sql, status) => sql.Append($" and t.status = {status}"));
        all.AddIf(query.Text("task_type"), (sql, part) => sql.Append($" and ").AppendContains("t", "task_type", part));
        all.AddIf(query.Text("entity_name"), (sql, part) => sql.Append($" and ").AppendContains("t", "entity_name", part));
        all.AddIf(query.Uuid("contact_person_id"), (sql, person) => sql.Append($" and t.contact_person_id = {person}"));
        all.AddIf(query.Instant("date_from"), (sql, from) => sql.Append($" and t.date_created >= {from.UtcDateTime}"));
        all.AddIf(query.Instant("date_to"), (sql, to) => sql.Append($" and t.date_created <= {to.UtcDateTime}"));
        all.AddIf(query.Instant("due_from"), (sql, from) => sql.Append($" and t.task_time >= {from.UtcDateTime}"));
        all.AddIf(query.Instant("due_to"), (sql, to) => sql.Append($" and t.task_time <= {to.UtcDateTime}"));
        if (query.Flag("overdue"))
            all.Add(sql => sql.Append($" and t.status = 'open' and t.task_time < {now.UtcDateTime}"));
        // The index of links holds no task without one, and says so by the id.
        all.AddIf(query.Text("odoo_model"), (sql, model) => sql.Append($" and t.odoo_model = {model} and t.odoo_id is not null"));
        all.AddIf(query.Long("odoo_id"), (sql, id) => sql.Append($" and t.odoo_id = {id}"));
        all.AddIf(query.Text("q"), (sql, part) => sql.Append($" and ").AppendContains("t", part));
        return all;
    }
}
