using Causeway.Mirror.Sync;
using Causeway.Mirror.Sync.Background;
using Causeway.Odoo;
using Causeway.Platform.Access;
using Causeway.Platform.Access.ApiTokens;
using Causeway.Platform.Access.Ms365;
using Causeway.Platform.Http;
using Causeway.Platform.Http.Document;

namespace Causeway.Mirror.Connections.Management;

/// <summary>What was saved, what its test found, and the run that began.</summary>
internal sealed record ConfigureAnswer(IntegrationAnswer Integration, ConnectionFindings Test, Guid SyncId);

/// <summary>A model's fields as the instance has them.</summary>
internal sealed record FieldsAnswer(string Model, IReadOnlyList<FieldAnswer> Fields);

/// <summary><c>/integrations/odoo</c>: which Odoo the request's connection leads to, with which credentials.</summary>
internal static class IntegrationEndpoints
{
    private static readonly QuerySpec Force =
    [
        new("force", QueryType.Flag, "Save even when the test fails."),
    ];

    public static void MapIntegrations(this IEndpointRouteBuilder api)
    {
        api.MapGet("/integrations/", ListAsync)
            .RequireSignedIn()
            .WithTags("Integrations")
            .WithName("ListIntegrations")
            .WithSummary("What is connected, secrets masked")
            .Produces<IntegrationsAnswer>();
        var odoo = api.MapGroup("/integrations/odoo").RequireSignedIn().WithTags("Integrations");
        odoo.MapPost("/configure", ConfigureAsync)
            .WithQuery(Force)
            // Whoever names the Odoo that is asked about sign-ins decides who is an administrator here.
            .RefuseApiTokens()
            .CallsOdoo()
            .WithName("ConfigureOdoo")
            .WithSummary("Connect an Odoo")
            .WithDescription("Tested first and saved only when it works. The secret is encrypted at rest; a first sync begins at once.")
            .Produces<ConfigureAnswer>();
        odoo.MapPost("/test", TestAsync)
            .CallsOdoo()
            .WithName("TestOdoo")
            .WithSummary("Test credentials, or the saved connection")
            .WithDescription("With an empty body, the saved connection is tested, also where its credentials were refused before. Nothing is saved.")
            .Produces<ConnectionFindings>();
        odoo.MapGet("/fields/{model}", FieldsAsync)
            .CallsOdoo()
            .WithName("ListOdooFields")
            .WithSummary("The fields of a model, as the instance has them now")
            .Produces<FieldsAnswer>();
    }

    private static async Task<IResult> ListAsync(ManagedConnectionIfAny on, Caller caller, SyncRuns runs, MicrosoftApplications microsoft, CancellationToken cancellationToken)
    {
        var odoo = on.Connection is { } connection ? new[] { IntegrationAnswer.Of(connection, await runs.LastEndedAsync(connection.Id, cancellationToken)) } : [];
        // The owner of a private connection manages that one alone.
        var ms365 = caller.MayAdminister ? new[] { IntegrationAnswer.OfMicrosoft(await microsoft.FindAsync(cancellationToken)) } : [];
        return TypedResults.Ok(new IntegrationsAnswer([.. odoo, .. ms365]));
    }

    private static async Task<IResult> ConfigureAsync(
        OdooCredentials body,
        Caller caller,
        ManagedConnectionIfAny on,
        QueryValues query,
        ConnectionConfigure configure,
        SyncSchedule schedule,
        SyncRequests sync,
        OdooClients clients,
        CancellationToken cancellationToken)
    {
        var options = body.Read(on.Connection is null || body.BringsSecret ? null : clients.Options(on.Connection));
        var (findings, saved) = await configure.RunAsync(options, on.Connection, body.Choices, query.Flag("force"), cancellationToken);
        if (saved is null)
            return Problems.Refused(findings.Message);
        await schedule.SetAsync(saved, SyncSchedule.Interval(saved), cancellationToken);
        var run = await sync.RequestAsync(saved, caller.AuditName, full: false, entities: null, cancellationToken);
        return TypedResults.Ok(new ConfigureAnswer(IntegrationAnswer.Of(saved, last: null), findings, run));
    }

    private static async Task<IResult> TestAsync(
        OdooCredentials? body, ManagedConnectionIfAny on, ConnectionTest test, ConnectionStates states, OdooClients clients, CancellationToken cancellationToken)
    {
        var saved = on.Connection is null || body?.BringsSecret == true ? null : clients.Options(on.Connection);
        var isPersonal = on.Connection?.OwnerId is not null;
        if (body is not null)
            return TypedResults.Ok(await test.RunAsync(body.Read(saved), isPersonal, cancellationToken));
        if (saved is null)
            return Problems.NotFound("No Odoo is connected yet: send url, database, username and api_key.");
        var findings = await test.RunAsync(saved, isPersonal, cancellationToken);
        if (findings.Success)
            await states.ForgiveAsync(on.Connection!.Id, cancellationToken);
        return TypedResults.Ok(findings);
    }

    private static async Task<IResult> FieldsAsync(string model, ManagedConnection on, OdooClients clients, CancellationToken cancellationToken)
    {
        try
        {
            var fields = await clients.For(on.Connection).FieldsGetAsync(model, cancellationToken);
            return TypedResults.Ok(new FieldsAnswer(model, [.. fields.Values.OrderBy(field => field.Name, StringComparer.Ordinal).Select(field => FieldAnswer.Of(model, field))]));
        }
        catch (OdooException exception) when (exception.Kind == OdooErrorKind.UnknownModel)
        {
            return Problems.NotFound(exception.OdooMessage);
        }
    }
}
