using Causeway.Mirror.Catalog;
using Causeway.Mirror.Records;
using Causeway.Platform.Database;

namespace Causeway.Features.Tasks;

/// <summary>Who reads and who changes a task <c>t</c> (contract 3.7), and who sees what it is about.</summary>
internal static class TaskRule
{
    /// <summary>The models that a task may be about.</summary>
    public static readonly IReadOnlyList<MirrorModel> Linkable = [DefaultModels.Lead, DefaultModels.Partner];

    /// <summary>A condition: the reader may read the task.</summary>
    public static SqlText AppendReadable(this SqlText sql, TaskReader reader) =>
        reader.IsShared ? sql.Append($"true") : sql.AppendConcerned(reader);

    /// <summary>A condition: the reader made the task, has it, manages somebody who did or has, or is an administrator.</summary>
    public static SqlText AppendConcerned(this SqlText sql, TaskReader reader)
    {
        if (reader.Caller.IsAdmin)
            return sql.Append($"true");
        sql.Append($"(t.created_by = any(");
        AppendPeople(sql, reader);
        sql.Append($") or t.contact_person_id = any(");
        AppendPeople(sql, reader);
        return sql.Append($"))");
    }

    /// <summary>A condition: the task is about a record that the reader may see.</summary>
    public static SqlText AppendLinkVisible(this SqlText sql, TaskReader reader)
    {
        if (reader.Viewer is not { } viewer)
            return sql.Append($"false");
        sql.Append($"(t.odoo_connection = {viewer.Connection.Id} and case t.odoo_model");
        foreach (var model in Linkable)
        {
            sql.Append($"\n  when {(SqlRaw)Sql.Literal(model.Name)} then exists (");
            sql.Append($"select from {(SqlRaw)model.Table} r where r.connection_id = {viewer.Connection.Id} and r.id = t.odoo_id").Where(model, viewer);
            // Else PostgreSQL may hash all that the viewer sees.
            sql.Append($" offset 0)");
        }

        return sql.Append($"\n  else false end)");
    }

    /// <summary>
    /// Users, as an array that is found once for the statement: an index does the rest. Where they are known, it says so, else
    /// PostgreSQL takes them for ten.
    /// </summary>
    private static void AppendPeople(SqlText sql, TaskReader reader)
    {
        if (reader.People is { } people)
            sql.Append($"{Literal(people, "uuid")}");
        else if (reader.Reports.Length > 0)
            sql.Append($"array(").AppendUsers(reader).Append($")");
        else
            sql.Append($"array[{reader.UserId}::uuid]");
    }

    /// <summary>
    /// A statement for the users whose tasks the reader may read. The coalesce keeps PostgreSQL from going down the index once
    /// for each of them: it is read through, and holds all that is asked for.
    /// </summary>
    public static SqlText AppendUsers(this SqlText sql, TaskReader reader) => sql.Append(
        $"select {reader.UserId}::uuid union select u.id from causeway.app_user u where u.connection_id = {reader.ConnectionId} and u.odoo_user_id is not null and coalesce(u.odoo_user_id = any({Literal(reader.Reports, "bigint")}), false)");

    /// <summary>Ids, which are digits and letters, in the statement itself: from a prepared one PostgreSQL would not see how many they are.</summary>
    private static SqlRaw Literal<T>(IEnumerable<T> ids, string type) => $"'{{{string.Join(',', ids)}}}'::{type}[]";
}
