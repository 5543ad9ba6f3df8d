using System.Text.Json;
using Causeway.Mirror.Writes;
using Causeway.Platform.Audit;
using Causeway.Platform.Database;
using Causeway.Platform.Http;
using Causeway.Platform.Http.Idempotency;
using Microsoft.Net.Http.Headers;
using Npgsql;

namespace Causeway.Features.Tasks;

/// <summary>Makes, changes and deletes one task: readable, allowed, not stale, valid, written, on record, answered.</summary>
internal sealed class TaskWrites(NpgsqlDataSource database, AuditLog audit, TimeProvider clock)
{
    /// <summary>Under an Idempotency-Key the task's id is the request's own: carried out again, it finds the one that it made.</summary>
    public async Task<IResult> CreateAsync(HttpContext http, TaskReader reader, JsonElement body, CancellationToken cancellationToken)
    {
        var request = http.Features.Get<IdempotentRequest>();
        var id = request is null ? Guid.CreateVersion7() : Guid.ParseExact(request.NextName(), "N");
        var values = WriteBody.ForCreate(body, TaskFields.Writable, []);
        if (values.GetValueOrDefault("status") is null)
            values["status"] = TaskFields.Open;
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        if (request?.IsRetry == true && await TaskQueries.FindAsync(db, id, reader, forUpdate: false, cancellationToken) is { } made)
            return Created(made, reader);
        await using var transaction = await db.BeginTransactionAsync(cancellationToken);
        await TaskChecks.CheckAsync(db, reader, values, present: null, cancellationToken);
        var now = clock.GetUtcNow().UtcDateTime;
        values["id"] = id;
        values["date_created"] = values["updated_at"] = now;
        values["created_by"] = reader.UserId;
        Stamp(values, reader, now);
        await ExecuteAsync(db, Insert(values), cancellationToken);
        await AppendAsync(db, "create", [id], cancellationToken);
        var row = await TaskQueries.FindAsync(db, id, reader, forUpdate: false, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return Created(row!, reader);
    }

    private TaggedJson Created(TaskRow row, TaskReader reader)
    {
        var task = row.ToAnswer(reader);
        return TaskJson.Around(new WrittenTaskAnswer("Task created successfully", task), task, reader, clock, created: $"/api/tasks/{task.Id}");
    }

    public async Task<IResult> UpdateAsync(HttpContext http, TaskReader reader, Guid id, JsonElement body, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await db.BeginTransactionAsync(cancellationToken);
        var present = await PresentAsync(http, db, reader, id, cancellationToken);
        var values = WriteBody.ForUpdate(body, TaskFields.Writable, [], JsonSerializer.SerializeToElement(present.ToAnswer(reader), ApiJson.Options));
        await TaskChecks.CheckAsync(db, reader, values, present, cancellationToken);
        var now = clock.GetUtcNow().UtcDateTime;
        if (values.GetValueOrDefault("status") as string == present.Status)
            values.Remove("status");
        Stamp(values, reader, now);
        if (values.Count > 0)
        {
            values["updated_at"] = now;
            await ExecuteAsync(db, Update(id, values), cancellationToken);
            await AppendAsync(db, "update", [id], cancellationToken);
        }

        // Whoever gives a task away may not read it any more: they get what they wrote, once.
        var row = await TaskQueries.FindAsync(db, id, reader with { IsShared = true }, forUpdate: false, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        var task = row!.ToAnswer(reader);
        return TaskJson.Around(new WrittenTaskAnswer("Task updated successfully", task), task, reader, clock);
    }

    /// <summary>By who made it, or an administrator.</summary>
    public async Task<IResult> DeleteAsync(HttpContext http, TaskReader reader, Guid id, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await db.BeginTransactionAsync(cancellationToken);
        var present = await PresentAsync(http, db, reader, id, cancellationToken);
        if (!reader.Caller.IsAdmin && (present.CreatedById is null || present.CreatedById != reader.UserId))
            return Problems.Forbidden("Only who made this task or an administrator may delete it.");
        await ExecuteAsync(db, new SqlText().Append($"delete from causeway.task where id = {id}"), cancellationToken);
        await AppendAsync(db, "delete", [id], cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(new TaskMessage("Task deleted successfully"));
    }

    /// <summary>On record, in the transaction of what was done.</summary>
    public Task AppendAsync(NpgsqlConnection db, string how, IEnumerable<Guid> ids, CancellationToken cancellationToken) =>
        audit.AppendAsync(
            db,
            new AuditEntry(AuditAction.TaskChange)
            {
                TargetType = "task",
                TargetIds = [.. ids.Select(id => id.ToString())],
                Detail = new Dictionary<string, object?> { ["how"] = how },
            },
            cancellationToken);

    /// <summary>The task, locked, which the caller may change and has not read an older form of.</summary>
    private static async Task<TaskRow> PresentAsync(HttpContext http, NpgsqlConnection db, TaskReader reader, Guid id, CancellationToken cancellationToken)
    {
        var present = await TaskQueries.FindAsync(db, id, reader, forUpdate: true, cancellationToken)
            ?? throw new ProblemException(Problems.NotFound($"There is no task {id}."));
        if (!present.Concerned)
            throw new ProblemException(Problems.Forbidden("Only who made this task, who has it, their managers and administrators may change it."));
        var conditions = http.Request.GetTypedHeaders().IfMatch;
        var task = present.ToAnswer(reader);
        var own = new EntityTagHeaderValue(TaskJson.ETag(task, reader));
        if (conditions.Count > 0 && !conditions.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(own, useStrongComparison: true)))
            throw new ProblemException(Problems.Stale(task, own.Tag.ToString()));
        return present;
    }

    /// <summary>What follows from the values: when it was closed, and on which connection its link is.</summary>
    private static void Stamp(Dictionary<string, object?> values, TaskReader reader, DateTime now)
    {
        if (values.TryGetValue("status", out var status))
            values["closed_at"] = status is TaskFields.Closed ? now : null;
        if (values.TryGetValue("odoo_id", out var id))
            values["odoo_connection"] = id is null ? null : reader.ConnectionId;
    }

    private static SqlText Insert(Dictionary<string, object?> values)
    {
        var sql = new SqlText();
        sql.Append($"insert into causeway.task ({(SqlRaw)string.Join(", ", values.Keys.Select(Sql.Name))})\nvalues (");
        var separator = "";
        foreach (var value in values.Values)
        {
            sql.Append($"{(SqlRaw)separator}{value}");
            separator = ", ";
        }

        return sql.Append($")");
    }

    private static SqlText Update(Guid id, Dictionary<string, object?> values)
    {
        var sql = new SqlText();
        sql.Append($"update causeway.task\nset ");
        var separator = "";
        foreach (var (name, value) in values)
        {
            sql.Append($"{(SqlRaw)separator}{(SqlRaw)Sql.Name(name)} = {value}");
            separator = ", ";
        }

        return sql.Append($"\nwhere id = {id}");
    }

    private static async Task ExecuteAsync(NpgsqlConnection db, SqlText sql, CancellationToken cancellationToken)
    {
        await using var command = sql.ToCommand(db);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
