using System.Reflection;
using Causeway.Mirror.Connections;
using Causeway.Odoo;
using Causeway.Platform.Access;
using Causeway.Platform.Http;
using Causeway.Platform.Http.Document;
using Microsoft.AspNetCore.Http.Metadata;

namespace Causeway.Features.PassThrough;

/// <summary>What somebody asks of Odoo.</summary>
/// <param name="Caller">Who asks.</param>
/// <param name="Connection">Whose Odoo is asked.</param>
/// <param name="As">The account that they want: <c>own</c> or <c>connection</c>; null for their own where they have one.</param>
/// <param name="Model">Of which model.</param>
/// <param name="Method">By which method.</param>
internal sealed record PassThroughCall(Caller Caller, OdooConnection Connection, string? As, string Model, string Method) : IEndpointParameterMetadataProvider
{
    public const string Own = "own";
    public const string OfConnection = "connection";

    public static readonly QueryParameter Account =
        new("as", QueryType.Text, "Whose rights count: own is your own credentials' (the default where you have some), connection the service account's, for administrators.") { Choices = [Own, OfConnection] };

    public PassThroughCall Of(string model, string method) => this with { Model = model, Method = method };

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new OnConnection(Required: true));
        builder.Metadata.Add(new CallsOdoo());
    }

    /// <summary>The caller and the account that they want; what they ask is said by the route. Bind it as a handler's parameter.</summary>
    public static async ValueTask<PassThroughCall?> BindAsync(HttpContext context)
    {
        var on = await RequestConnection.BindAsync(context);
        var query = await QueryValues.BindAsync(context, null!);
        return new PassThroughCall(context.Features.Get<Caller>()!, on!.Connection, query!.Text("as"), "", "");
    }
}

/// <summary>By which account Odoo is asked.</summary>
/// <param name="Connection">Whose Odoo it is.</param>
/// <param name="Odoo">What calls as that account.</param>
/// <param name="UserId">Whose own credentials it uses; null for the connection's account.</param>
/// <param name="IsService">Whether it is a shared connection's account, which may do more than its caller.</param>
internal sealed record OdooAccess(OdooConnection Connection, OdooClient Odoo, Guid? UserId, bool IsService)
{
    /// <summary>What is read without a choice of one's own: Odoo's words and labels in the connection's language.</summary>
    public OdooContext Context => new() { Lang = Connection.Lang };
}
