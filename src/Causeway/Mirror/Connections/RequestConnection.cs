using System.Globalization;
using System.Reflection;
using Causeway.Platform.Access;
using Causeway.Platform.Http;
using Causeway.Platform.Http.Document;
using Microsoft.AspNetCore.Http.Metadata;

namespace Causeway.Mirror.Connections;

/// <summary>
/// The one connection that a request acts on: the one named in <c>X-Connection</c> or <c>?connection=</c>, else the
/// caller's private one, else the shared one. Bind it as a handler's parameter.
/// </summary>
internal sealed record RequestConnection(OdooConnection Connection) : IEndpointParameterMetadataProvider
{
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => builder.Metadata.Add(new OnConnection(Required: true));

    public const string Header = "X-Connection";

    public static async ValueTask<RequestConnection?> BindAsync(HttpContext context) =>
        await FindAsync(context) is { } connection
            ? new RequestConnection(connection)
            : throw new ProblemException(Problems.Conflict("No Odoo is connected yet. An administrator connects one with POST /api/integrations/odoo/configure."));

    /// <summary>Null where no Odoo is connected yet.</summary>
    public static async Task<OdooConnection?> FindAsync(HttpContext context)
    {
        var caller = context.Features.Get<Caller>() ?? throw new ProblemException(Problems.Unauthorized("Sign in first."));
        var store = context.RequestServices.GetRequiredService<ConnectionStore>();
        var connection = Named(context.Request) is { } named
            ? await FindNamedAsync(store, named, caller, context.RequestAborted)
            : await store.FindDefaultAsync(caller.UserId, context.RequestAborted);
        if (connection is not null)
            context.Response.Headers[Header] = connection.Id.ToString(CultureInfo.InvariantCulture);
        return connection;
    }

    /// <summary>Its id; null where no Odoo is connected yet.</summary>
    public static async Task<int?> IdAsync(HttpContext context) => (await FindAsync(context))?.Id;

    private static string? Named(HttpRequest request) =>
        request.Headers[Header].FirstOrDefault() ?? request.Query["connection"].FirstOrDefault();

    /// <summary>Somebody else's private connection does not exist, as far as anyone can tell.</summary>
    private static async Task<OdooConnection> FindNamedAsync(ConnectionStore store, string named, Caller caller, CancellationToken cancellationToken)
    {
        if (!int.TryParse(named, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            throw new ProblemException(Problems.Invalid(Header, "must be the id of a connection."));
        var connection = await store.FindAsync(id, cancellationToken);
        return connection is not null && (connection.OwnerId is null || connection.OwnerId == caller.UserId)
            ? connection
            : throw new ProblemException(Problems.NotFound($"There is no connection {id}."));
    }
}
