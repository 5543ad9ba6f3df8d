using Causeway.Platform.Database;
using Causeway.Platform.Http;
using Npgsql;

namespace Causeway.Features.Tasks;

/// <summary>Opens or closes many tasks, all of those that the caller may change or, when something fails, none.</summary>
internal sealed class SetTaskStatuses(NpgsqlDataSource database, TaskWrites writes, TimeProvider clock)
{
    private const int Most = 1_000;

    public async Task<IResult> RunAsync(TaskReader reader, TaskStatusesRequest request, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        if (request.Ids.Length is 0 or > Most)
            errors.Add("ids", $"must have 1 to {Most} ids.");
        if (!TaskFields.Statuses.Contains(request.Status))
            errors.Add("status", $"must be one of {string.Join(", ", TaskFields.Statuses)}.");
        return errors.Any ? errors.Problem : TypedResults.Ok(await ApplyAsync(reader, [.. request.Ids.Distinct()], request.Status, cancellationToken));
    }

    private async Task<TaskStatusesAnswer> ApplyAsync(TaskReader reader, Guid[] ids, string status, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await db.BeginTransactionAsync(cancellationToken);
        var found = await LockAsync(db, reader, ids, cancellationToken);
        var allowed = ids.Where(id => found.GetValueOrDefault(id)).ToArray();
        if (allowed.Length > 0)
        {
            await UpdateAsync(db, allowed, status, cancellationToken);
            await writes.AppendAsync(db, status, allowed, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return new TaskStatusesAnswer(allowed.Length, [.. ids.Where(id => !found.ContainsKey(id))], [.. ids.Where(id => found.TryGetValue(id, out var may) && !may)]);
    }

    /// <summary>Of each that the caller may read, whether they may change it. In order of id, so that two of these at once do not lock each other out.</summary>
    private static async Task<Dictionary<Guid, bool>> LockAsync(NpgsqlConnection db, TaskReader reader, Guid[] ids, CancellationToken cancellationToken)
    {
        var sql = new SqlText().Append($"select t.id, ").AppendConcerned(reader);
        sql.Append($"\nfrom causeway.task t\nwhere t.id = any({ids}) and ").AppendReadable(reader).Append($"\norder by t.id\nfor update of t");
        await using var command = sql.ToCommand(db);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var found = new Dictionary<Guid, bool>();
        while (await rows.ReadAsync(cancellationToken))
            found[rows.GetGuid(0)] = rows.GetBoolean(1);
        return found;
    }

    private async Task UpdateAsync(NpgsqlConnection db, Guid[] ids, string status, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var sql = new SqlText();
        sql.Append($"""
            update causeway.task
            set status = {status},
              closed_at = {(status == TaskFields.Closed ? now : default(DateTime?))}::timestamptz,
              updated_at = {now}
            where id = any({ids})
              and status <> {status}
            """);
        await using var command = sql.ToCommand(db);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
