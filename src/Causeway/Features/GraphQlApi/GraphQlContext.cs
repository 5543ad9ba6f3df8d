using Causeway.Mirror.Connections;
using Causeway.Mirror.Records;
using Causeway.Platform.Access;

namespace Causeway.Features.GraphQlApi;

/// <summary>Who asks, on which connection, and under which schema: what all fields of a request share.</summary>
/// <param name="Http">The request.</param>
/// <param name="Caller">Who asks.</param>
/// <param name="Viewer">What the caller may see of the request's connection; null where no Odoo is connected yet.</param>
/// <param name="Schema">The connection's schema.</param>
internal sealed record GraphQlContext(HttpContext Http, Caller Caller, Viewer? Viewer, InstanceSchema Schema)
{
    public OdooConnection? Connection => Viewer?.Connection;

    /// <summary>Bind it as a handler's parameter.</summary>
    public static async ValueTask<GraphQlContext?> BindAsync(HttpContext http)
    {
        var services = http.RequestServices;
        var (caller, schemas) = (http.Features.Get<Caller>()!, services.GetRequiredService<GraphQlSchemas>());
        if (await RequestConnection.FindAsync(http) is not { } connection)
            return new GraphQlContext(http, caller, null, schemas.OfNone);
        var viewer = await services.GetRequiredService<Viewers>().FindAsync(caller, connection, http.RequestAborted);
        return new GraphQlContext(http, caller, viewer, await schemas.FindAsync(connection.Id, http.RequestAborted));
    }
}
