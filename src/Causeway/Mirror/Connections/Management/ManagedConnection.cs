using System.Reflection;
using Causeway.Platform.Access;
using Causeway.Platform.Http;
using Causeway.Platform.Http.Document;
using Microsoft.AspNetCore.Http.Metadata;

namespace Causeway.Mirror.Connections.Management;

/// <summary>
/// The request's connection, for those who may manage it: a private one's owner, an administrator for the shared ones.
/// Bind it as a handler's parameter.
/// </summary>
internal sealed record ManagedConnection(OdooConnection Connection) : IEndpointParameterMetadataProvider
{
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => builder.Metadata.Add(new OnConnection(Required: true));

    public static async ValueTask<ManagedConnection?> BindAsync(HttpContext context)
    {
        var on = (await RequestConnection.BindAsync(context))!.Connection;
        return IsManagedBy(on, context.Features.Get<Caller>()!) ? new ManagedConnection(on) : throw Refusal;
    }

    public static bool IsManagedBy(OdooConnection connection, Caller caller) =>
        connection.OwnerId is null ? caller.MayAdminister : connection.OwnerId == caller.UserId;

    public static ProblemException Refusal => new(Problems.Forbidden("Only an administrator may manage a shared connection."));
}

/// <summary>The same where there may be none yet, which an administrator is about to make.</summary>
internal sealed record ManagedConnectionIfAny(OdooConnection? Connection) : IEndpointParameterMetadataProvider
{
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => builder.Metadata.Add(new OnConnection(Required: false));

    public static async ValueTask<ManagedConnectionIfAny?> BindAsync(HttpContext context)
    {
        var on = await RequestConnection.FindAsync(context);
        var caller = context.Features.Get<Caller>()!;
        return (on is null ? caller.MayAdminister : ManagedConnection.IsManagedBy(on, caller)) ? new ManagedConnectionIfAny(on) : throw ManagedConnection.Refusal;
    }
}
