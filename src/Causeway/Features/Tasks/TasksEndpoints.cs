using System.Text.Json;
using Causeway.Mirror.Records;
using Causeway.Platform.Access;
using Causeway.Platform.Http;
using Causeway.Platform.Http.Idempotency;
using Npgsql;

namespace Causeway.Features.Tasks;

internal static class TasksEndpoints
{
    public static void MapTaskRoutes(this IEndpointRouteBuilder api)
    {
        var tasks = api.MapGroup("/tasks").RequireSignedIn().WithTags("Tasks");
        tasks.MapGet("", ListAsync)
            .WithList(TaskFilters.Spec, TaskSql.Sorts.Select(sort => sort.Name))
            .Produces<TaskListAnswer>().Refuses(400, 401, 403)
            .WithName("ListTasks")
            .WithSummary("List tasks")
            .WithDescription("Those that you made or have, those of people whom you manage, and for administrators all; with TASKS=shared everybody's. What a task is about is shown when you may see that record.");
        tasks.MapPost("", CreateAsync)
            .Repeatable()
            .TakesNew("TaskCreate", TaskFields.Writable)
            .Produces<WrittenTaskAnswer>(StatusCodes.Status201Created).Refuses(400, 401, 403)
            .WithName("CreateTask")
            .WithSummary("Create a task");
        tasks.MapPatch("/status", SetStatusesAsync)
            .Produces<TaskStatusesAnswer>().Refuses(400, 401, 403)
            .WithName("SetTaskStatuses")
            .WithSummary("Open or close up to 1,000 tasks")
            .WithDescription("In one transaction. What you may not read is in not_found, what you may read but not change in forbidden.");
        tasks.MapGet("/{id}", FindAsync)
            .Produces<OneTaskAnswer>().Refuses(400, 401, 403, 404)
            .WithName("GetTask")
            .WithSummary("Read a task");
        tasks.MapPut("/{id}", UpdateAsync)
            .Takes("TaskWrite", TaskFields.Writable)
            .Produces<WrittenTaskAnswer>().Refuses(400, 401, 403, 404, 412)
            .WithName("UpdateTask")
            .WithSummary("Change a task")
            .WithDescription("Only the fields sent change. With If-Match, nothing is written when the task has changed since.");
        tasks.MapPatch("/{id}/status", SetStatusAsync)
            .Produces<WrittenTaskAnswer>().Refuses(400, 401, 403, 404, 412)
            .WithName("SetTaskStatus")
            .WithSummary("Open or close a task");
        tasks.MapDelete("/{id}", DeleteAsync)
            .Produces<TaskMessage>().Refuses(400, 401, 403, 404, 412)
            .WithName("DeleteTask")
            .WithSummary("Delete a task")
            .WithDescription("By who made it, or an administrator.");
    }

    private static async Task<IResult> ListAsync(HttpContext http, TaskReader reader, QueryValues query, TaskQueries tasks, NpgsqlDataSource database, TimeProvider clock, CancellationToken cancellationToken)
    {
        var page = ListRequest.From(query, reader.ConnectionId, defaultSort: "date_created", defaultDescending: true, keyed: true);
        var filters = new TaskFilters(query, clock.GetUtcNow());
        return CsvAnswer.IsWanted(http.Request)
            ? new TaskCsv(database, filters, reader)
            : TaskJson.Answer(await tasks.ListAsync(filters, reader, page, cancellationToken), reader, clock);
    }

    private static Task<IResult> CreateAsync(HttpContext http, JsonElement body, TaskReader reader, TaskWrites writes, CancellationToken cancellationToken) =>
        writes.CreateAsync(http, reader, body, cancellationToken);

    private static Task<IResult> SetStatusesAsync(TaskStatusesRequest body, TaskReader reader, SetTaskStatuses statuses, CancellationToken cancellationToken) =>
        statuses.RunAsync(reader, body, cancellationToken);

    private static async Task<IResult> FindAsync(Guid id, TaskReader reader, TaskQueries tasks, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await tasks.FindAsync(id, reader, cancellationToken) is not { } row)
            return Problems.NotFound($"There is no task {id}.");
        var task = row.ToAnswer(reader);
        return TaskJson.Around(new OneTaskAnswer(task), task, reader, clock);
    }

    private static Task<IResult> UpdateAsync(HttpContext http, Guid id, JsonElement body, TaskReader reader, TaskWrites writes, CancellationToken cancellationToken) =>
        writes.UpdateAsync(http, reader, id, body, cancellationToken);

    private static Task<IResult> SetStatusAsync(HttpContext http, Guid id, TaskStatusRequest body, TaskReader reader, TaskWrites writes, CancellationToken cancellationToken) =>
        writes.UpdateAsync(http, reader, id, JsonSerializer.SerializeToElement(body, ApiJson.Options), cancellationToken);

    private static Task<IResult> DeleteAsync(HttpContext http, Guid id, TaskReader reader, TaskWrites writes, CancellationToken cancellationToken) =>
        writes.DeleteAsync(http, reader, id, cancellationToken);
}
