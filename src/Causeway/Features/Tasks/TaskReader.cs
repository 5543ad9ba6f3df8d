using System.Reflection;
using Causeway.Mirror.Connections;
using Causeway.Mirror.Records;
using Causeway.Platform.Access;
using Causeway.Platform.Http.Document;
using Causeway.Platform.Settings;
using Microsoft.AspNetCore.Http.Metadata;

namespace Causeway.Features.Tasks;

/// <summary>Who asks for tasks, which need no Odoo: without one, nobody manages anybody and no link can be seen.</summary>
/// <param name="Caller">The caller.</param>
/// <param name="Viewer">What the caller may see of the request's connection; null where no Odoo is connected.</param>
/// <param name="IsShared">Whether every active user reads every task (<c>TASKS=shared</c>).</param>
internal sealed record TaskReader(Caller Caller, Viewer? Viewer, bool IsShared) : IEndpointParameterMetadataProvider
{
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new OnConnection(Required: false));
        builder.Metadata.Add(new ChecksIfMatch());
        builder.Metadata.Add(new Tagged(OfMirror: false));
    }

    /// <summary>Tasks belong to no connection, but what is shown of their links does.</summary>
    public int ConnectionId => Viewer?.Connection.Id ?? 0;

    /// <summary>Null for the admin key, which is nobody.</summary>
    public Guid? UserId => Caller.IsAdminKey ? null : Caller.UserId;

    /// <summary>
    /// Users whose tasks the caller may read, where they were looked up before: PostgreSQL then knows how many of all tasks
    /// theirs are. Of a subquery it knows nothing.
    /// </summary>
    public Guid[]? People { get; init; }

    /// <summary>Whether few tasks are for the caller to read: their own.</summary>
    public bool ReadsFew => !IsShared && !Caller.IsAdmin && Reports.Length == 0;

    /// <summary>The Odoo users whom the caller manages.</summary>
    public long[] Reports => Caller.Role == Role.Manager && Viewer is { } viewer ? viewer.People : [];

    /// <summary>Bind it as a handler's parameter.</summary>
    public static async ValueTask<TaskReader?> BindAsync(HttpContext context)
    {
        var services = context.RequestServices;
        var connection = await RequestConnection.FindAsync(context);
        var caller = context.Features.Get<Caller>()!;
        var viewer = connection is null ? null : await services.GetRequiredService<Viewers>().FindAsync(caller, connection, context.RequestAborted);
        return new TaskReader(caller, viewer, services.GetRequiredService<CausewaySettings>().Tasks == TaskReaders.Shared);
    }
}
