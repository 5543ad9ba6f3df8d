using Causeway.Mirror.Connections.Management;
using Causeway.Mirror.Records;
using Causeway.Platform.Access;
using Causeway.Platform.Access.ApiTokens;
using Causeway.Platform.Http;
using Causeway.Platform.Http.Document;
using Causeway.Platform.Http.Idempotency;

namespace Causeway.Features.PassThrough;

/// <summary><c>/utils/odoo</c>: Odoo through us (contract 3.9).</summary>
internal static class PassThroughEndpoints
{
    private const string Rights = "By your own Odoo credentials; without some, by the service account, for administrators alone.";

    public static void MapPassThroughRoutes(this IEndpointRouteBuilder api)
    {
        var odoo = api.MapGroup("/utils/odoo").RequireSignedIn().WithTags("Odoo");
        odoo.MapGet("/version", (PassThroughCall call, PassThroughReads reads, CancellationToken cancellationToken) => reads.VersionAsync(call, cancellationToken))
            .WithQuery(PassThroughReads.AccountAlone)
            .Produces<VersionAnswer>().Refuses(401, 403, 503)
            .WithName("GetOdooVersion").WithSummary("Which Odoo answers, and by whose account").WithDescription(Rights);
        odoo.MapGet("/models", (PassThroughCall call, PassThroughReads reads, CancellationToken cancellationToken) => reads.ModelsAsync(call, cancellationToken))
            .WithQuery(PassThroughReads.AccountAlone)
            .Produces<ModelsAnswer>().Refuses(401, 403, 503)
            .WithName("ListOdooModels").WithSummary("Odoo's models")
            .WithDescription("Odoo lists them to its administrators alone; others get those that are mirrored, and complete is false.");
        MapMethods(odoo.MapGroup("/methods"));
        MapModel(odoo);
    }

    private static void MapMethods(RouteGroupBuilder methods)
    {
        methods.MapGet("", async (ManagedConnection on, OpenedMethods opened, CancellationToken cancellationToken) => TypedResults.Ok(await opened.FindAsync(on.Connection.Id, cancellationToken)))
            .Produces<MethodsAnswer>().Refuses(401, 403)
            .WithName("GetOpenedMethods").WithSummary("Which methods may be called").WithDescription("Those that read are open for every model; those that write only where somebody who manages the connection opened them.");
        methods.MapPut("", async (MethodsBody body, ManagedConnection on, OpenedMethods opened, CancellationToken cancellationToken) => TypedResults.Ok(await opened.SetAsync(on.Connection.Id, body, cancellationToken)))
            .RefuseApiTokens()
            .Produces<MethodsAnswer>().Refuses(400, 401, 403)
            .WithName("SetOpenedMethods").WithSummary("Open writing methods, by model")
            .WithDescription("Replaces what was open: {\"methods\": {\"res.partner\": [\"write\", \"create\"]}}. Who calls one does so under the rights of their own Odoo account. Private methods and those that hand out other rights cannot be opened.");
    }

    private static void MapModel(RouteGroupBuilder odoo)
    {
        odoo.MapGet("/{model}/fields", (string model, PassThroughCall call, PassThroughReads reads, CancellationToken cancellationToken) => reads.FieldsAsync(call, model, cancellationToken))
            .WithQuery(PassThroughReads.AccountAlone)
            .Produces<FieldsAnswer>().Refuses(400, 401, 403, 422, 503)
            .WithName("ListFieldsOfModel").WithSummary("The fields of a model that the account may read").WithDescription(Rights);
        odoo.MapGet("/{model}", (string model, QueryValues query, PassThroughCall call, PassThroughReads reads, CancellationToken cancellationToken) => reads.ListAsync(call, model, query, cancellationToken))
            .WithQuery(PassThroughReads.Search)
            .WithMetadata(new Tagged(OfMirror: false))
            .WithAnswer(PassThroughSchemas.List).Refuses(400, 401, 403, 422, 502, 503, 504)
            .WithName("SearchOdoo").WithSummary("Search any model in Odoo itself")
            .WithDescription($"{Rights} Every call is an entry in the audit log. Fields that hold secrets by their names are neither given out nor searched by.");
        odoo.MapGet("/{model}/{id:long}", (string model, long id, QueryValues query, PassThroughCall call, PassThroughReads reads, CancellationToken cancellationToken) => reads.FindAsync(call, model, id, query, cancellationToken))
            .WithQuery(PassThroughReads.One)
            .WithMetadata(new Tagged(OfMirror: false))
            .WithAnswer(PassThroughSchemas.One).Refuses(400, 401, 403, 404, 422, 502, 503, 504)
            .WithName("ReadOdoo").WithSummary("Read one record in Odoo itself").WithDescription(Rights);
        odoo.MapPost("/{model}/{method}", (string model, string method, CallBody body, PassThroughCall call, PassThroughCalls calls, CancellationToken cancellationToken) => calls.RunAsync(call.Of(model, method), body, cancellationToken))
            .WithQuery(PassThroughReads.AccountAlone)
            .ReadsWhere(values => values["method"] is string method && CallRules.Reading.Contains(method))
            .WithAnswer(PassThroughSchemas.Result).Refuses(400, 401, 403, 404, 409, 422, 502, 503, 504)
            .WithName("CallOdoo").WithSummary("Call a method of Odoo's")
            .WithDescription($"args and kwargs as of execute_kw. {string.Join(", ", CallRules.Reading)} are open for every model; writing methods are opened by name (PUT /utils/odoo/methods), are never repeated by us, and what they name is read back into the mirror before the answer. {Rights}");
    }
}
