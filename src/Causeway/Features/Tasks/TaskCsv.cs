using System.Globalization;
using Causeway.Mirror.Records;
using Causeway.Platform.Http;
using Dapper;
using Npgsql;

namespace Causeway.Features.Tasks;

/// <summary>A whole list of tasks as CSV, streamed row by row.</summary>
internal sealed class TaskCsv(NpgsqlDataSource database, TaskFilters filters, TaskReader reader) : IResult
{
    private static readonly string[] Columns =
    [
        "id", "date_created", "entity_name", "task_type", "task_time", "contact_person_id", "contact_person", "note", "status",
        "created_by_id", "created_by", "updated_at", "odoo_model", "odoo_id", "odoo_url", "priority", "reminder_at", "closed_at",
    ];

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var cancellationToken = httpContext.RequestAborted;
        httpContext.TakeItsTime();
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        await using var command = TaskQueries.All(filters, reader).ToCommand(db);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        await using var csv = CsvAnswer.Begin(httpContext.Response, "tasks");
        await csv.WriteRecordAsync(Columns, cancellationToken);
        var parse = rows.GetRowParser<TaskRow>();
        while (await rows.ReadAsync(cancellationToken))
            await csv.WriteRecordAsync(Cells(parse(rows).ToAnswer(reader)), cancellationToken);
        await csv.FlushAsync(cancellationToken);
    }

    private static string?[] Cells(TaskAnswer task) =>
    [
        task.Id.ToString(), Text(task.DateCreated), task.EntityName, task.TaskType, Text(task.TaskTime), task.ContactPersonId.ToString(), task.ContactPerson.FullName,
        task.Note, task.Status, task.CreatedBy?.Id.ToString(), task.CreatedBy?.FullName, Text(task.UpdatedAt), task.OdooModel,
        task.OdooId?.ToString(CultureInfo.InvariantCulture), task.OdooUrl, task.Priority, Text(task.ReminderAt), Text(task.ClosedAt),
    ];

    private static string? Text(DateTimeOffset? instant) => instant?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFZ", CultureInfo.InvariantCulture);
}
