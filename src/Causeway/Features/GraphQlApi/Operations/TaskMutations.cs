using System.Text.Json;
using Causeway.Features.GraphQlApi.Types;
using Causeway.Features.Tasks;
using Causeway.GraphQL.Execution;
using Causeway.GraphQL.Types;
using Causeway.Platform.Settings;

namespace Causeway.Features.GraphQlApi.Operations;

/// <summary>Writes of tasks, by the writer and under the rules of <c>/tasks</c>.</summary>
internal sealed class TaskMutations(TaskWrites writes, MutationOutcome outcome, CausewaySettings settings)
{
    private static readonly InputObjectType TaskInput = InputTypes.Of("TaskInput", TaskFields.Writable, isUpdate: false, withCustom: false);
    private static readonly InputObjectType TaskUpdate = InputTypes.Of("TaskUpdate", TaskFields.Writable, isUpdate: true, withCustom: false);

    private static readonly InputValue Id = new("id", ScalarType.Id.Required());

    public void AddTo(ObjectType mutation)
    {
        mutation.Add(Field("create_task", "Creates a task.", CreateAsync, new InputValue("task", TaskInput.Required())));
        mutation.Add(Field("update_task", "Changes a task.", UpdateAsync, Id, new InputValue("task", TaskUpdate.Required())));
        mutation.Add(Field("set_task_status", "Opens or closes a task.", SetStatusAsync, Id, new InputValue("status", ScalarType.String.Required()) { Description = "open or closed." }));
        mutation.Add(Field("delete_task", "Deletes a task: who made it, or an administrator.", DeleteAsync, Id));
    }

    private static FieldOfType Field(string name, string description, Func<FieldContext, CancellationToken, Task<SyncResponse>> write, params InputValue[] arguments) =>
        new(name, SyncResponse.Type.Required())
        {
            Description = description,
            Arguments = arguments,
            Cost = 100,
            Resolve = async (context, cancellationToken) => JsonTypes.Of(await write(context, cancellationToken)),
        };

    private Task<SyncResponse> CreateAsync(FieldContext context, CancellationToken cancellationToken) => outcome.OfAsync(
        "Task created successfully",
        () => writes.CreateAsync(Http(context), Reader(context), JsonSerializer.SerializeToElement(context.Arguments["task"]), cancellationToken));

    private Task<SyncResponse> UpdateAsync(FieldContext context, CancellationToken cancellationToken) =>
        ChangeAsync(context, "Task updated successfully", JsonSerializer.SerializeToElement(context.Arguments["task"]), cancellationToken);

    private Task<SyncResponse> SetStatusAsync(FieldContext context, CancellationToken cancellationToken) =>
        ChangeAsync(context, "Task updated successfully", JsonTypes.Of(new TaskStatusRequest((string)context.Arguments["status"]!)), cancellationToken);

    private Task<SyncResponse> ChangeAsync(FieldContext context, string done, JsonElement body, CancellationToken cancellationToken) =>
        WithIdAsync(context, id => outcome.OfAsync(done, () => writes.UpdateAsync(Http(context), Reader(context), id, body, cancellationToken)));

    private Task<SyncResponse> DeleteAsync(FieldContext context, CancellationToken cancellationToken) =>
        WithIdAsync(context, id => outcome.OfAsync("Task deleted successfully", () => writes.DeleteAsync(Http(context), Reader(context), id, cancellationToken)));

    private static async Task<SyncResponse> WithIdAsync(FieldContext context, Func<Guid, Task<SyncResponse>> write)
    {
        if (!Guid.TryParse((string)context.Arguments["id"]!, out var id))
            return SyncResponse.Failed("id must be the id of a task.");
        var done = await write(id);
        return done.Success ? done with { LocalId = $"{id}" } : done;
    }

    private TaskReader Reader(FieldContext context) => OwnQueries.Reader(context, settings);

    private static HttpContext Http(FieldContext context) => ((GraphQlContext)context.Request!).Http;
}
