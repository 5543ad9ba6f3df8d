using Causeway.Mirror.Sync;
using Causeway.Odoo;
using Causeway.Platform.Access;
using Causeway.Platform.Access.ApiTokens;
using Causeway.Platform.Http;

namespace Causeway.Mirror.Connections;

/// <summary>Where an Odoo is and who we are there, as an administrator sends it.</summary>
internal sealed record OdooCredentials
{
    public required string Url { get; init; }

    public required string Database { get; init; }

    public required string Username { get; init; }

    /// <summary>An API key, or a password. Left out: the one that is saved.</summary>
    public string? ApiKey { get; init; }

    /// <summary>The transport to use; left out, the best that the server offers and the secret can use.</summary>
    public OdooTransport? Transport { get; init; }

    public int? IntervalMinutes { get; init; }
}

/// <summary>What was saved, what its test found, and the run that began.</summary>
internal sealed record ConfigureAnswer(IntegrationAnswer Integration, ConnectionFindings Test, Guid SyncId);

/// <summary><c>/integrations/odoo</c>: which Odoo, with which credentials.</summary>
internal static class ConnectionEndpoints
{
    private static readonly QuerySpec Force =
    [
        new("force", QueryType.Flag, "Save even when the test fails."),
    ];

    public static void MapConnections(this IEndpointRouteBuilder api)
    {
        api.MapGet("/integrations/", ListAsync)
            .RequireAdmin()
            .WithTags("Integrations")
            .WithName("ListIntegrations")
            .WithSummary("What is connected, secrets masked")
            .Produces<IntegrationsAnswer>();
        var odoo = api.MapGroup("/integrations/odoo").RequireAdmin().WithTags("Integrations");
        odoo.MapPost("/configure", ConfigureAsync)
            // Whoever names the Odoo that is asked about sign-ins decides who is an administrator here.
            .RefuseApiTokens()
            .WithQuery(Force)
            .WithName("ConfigureOdoo")
            .WithSummary("Connect an Odoo")
            .WithDescription("Tested first and saved only when it works. The secret is encrypted at rest; a first sync begins at once.")
            .Produces<ConfigureAnswer>();
        odoo.MapPost("/test", TestAsync)
            .WithName("TestOdoo")
            .WithSummary("Test credentials, or the saved connection")
            .WithDescription("With an empty body, the saved connection is tested. Nothing is saved.")
            .Produces<ConnectionFindings>();
    }

    private static async Task<IResult> ListAsync(ConnectionStore connections, SyncRuns runs, CancellationToken cancellationToken)
    {
        var shared = await connections.FindSharedAsync(cancellationToken);
        var answer = shared is null ? [] : new[] { IntegrationAnswer.Of(shared, await runs.LastEndedAsync(shared.Id, cancellationToken)) };
        return TypedResults.Ok(new IntegrationsAnswer(answer));
    }

    private static async Task<IResult> ConfigureAsync(
        OdooCredentials body,
        Caller caller,
        QueryValues query,
        ConnectionStore connections,
        ConnectionConfigure configure,
        SyncRequests sync,
        OdooClients clients,
        CancellationToken cancellationToken)
    {
        var known = await connections.FindSharedAsync(cancellationToken);
        var options = Options(body, known, clients);
        var (findings, saved) = await configure.RunAsync(options, known, body.IntervalMinutes, query.Flag("force"), cancellationToken);
        if (saved is null)
            return Problems.Refused(findings.Message);
        var run = await sync.RequestAsync(saved, caller.AuditName, full: false, entities: null, cancellationToken);
        return TypedResults.Ok(new ConfigureAnswer(IntegrationAnswer.Of(saved, last: null), findings, run));
    }

    private static async Task<IResult> TestAsync(OdooCredentials? body, ConnectionStore connections, ConnectionTest test, OdooClients clients, CancellationToken cancellationToken)
    {
        var known = await connections.FindSharedAsync(cancellationToken);
        if (body is not null)
            return TypedResults.Ok(await test.RunAsync(Options(body, known, clients), cancellationToken));
        return known is null
            ? Problems.NotFound("No Odoo is connected yet: send url, database, username and api_key.")
            : TypedResults.Ok(await test.RunAsync(clients.Options(known), cancellationToken));
    }

    /// <summary>
    /// The saved secret goes only where it was saved for: another host must not be able to collect it by a changed URL.
    /// </summary>
    private static OdooOptions Options(OdooCredentials body, OdooConnection? known, OdooClients clients)
    {
        var errors = new List<FieldError>();
        if (!Uri.TryCreate(body.Url, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.UserInfo.Length > 0)
            errors.Add(new("url", "must be an http or https address such as https://odoo.example.com, without credentials in it."));
        foreach (var (field, value) in new[] { ("database", body.Database), ("username", body.Username) })
        {
            if (string.IsNullOrWhiteSpace(value))
                errors.Add(new(field, "is required."));
        }

        if (body.IntervalMinutes is < 1 or > 1440)
            errors.Add(new("interval_minutes", "must be from 1 to 1440."));
        var saved = known is not null && url is not null && clients.Options(known) is { } stored && stored.Url == url && stored.Username == body.Username ? stored.Secret : null;
        var secret = body.ApiKey is { Length: > 0 } and not IntegrationAnswer.Masked ? body.ApiKey : saved;
        if (secret is null)
            errors.Add(new("api_key", "is required, since the URL or the user name is not the saved one."));
        return errors.Count == 0
            ? new OdooOptions { Url = url!, Database = body.Database.Trim(), Username = body.Username.Trim(), Secret = secret!, Transport = body.Transport }
            : throw new ProblemException(Problems.Invalid(errors));
    }
}
