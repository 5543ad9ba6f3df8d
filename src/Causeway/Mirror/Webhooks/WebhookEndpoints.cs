using Causeway.Mirror.Catalog;
using Causeway.Mirror.Connections;
using Causeway.Mirror.Records;
using Causeway.Platform.Access;
using Causeway.Platform.Access.ApiTokens;
using Causeway.Platform.Http;
using Causeway.Platform.Http.Document;
using Microsoft.OpenApi;

namespace Causeway.Mirror.Webhooks;

/// <summary>What became of a call.</summary>
/// <param name="Status"><c>accepted</c>: durably stored, and looked at in Odoo next. <c>ignored</c>: nothing that is mirrored.</param>
/// <param name="Message">The same in words.</param>
/// <param name="Processed">How many records will be looked at.</param>
internal sealed record WebhookAnswer(string Status, string Message, int Processed);

/// <summary>Where Odoo reaches us, if not at <c>PUBLIC_URL</c>, and which models to install; all of the mirrored ones by default.</summary>
internal sealed record WebhookInstallBody(string? BaseUrl = null, string[]? Models = null);

/// <summary>A key, shown this once.</summary>
/// <param name="Url">Where calls go.</param>
/// <param name="Secret">What they are signed with; null where the URL itself is the secret.</param>
/// <param name="Message">What becomes of the key before it.</param>
internal sealed record WebhookKeyAnswer(string Url, string? Secret, string Message);

/// <summary><c>/webhooks</c>: who tells us (contract 3.6).</summary>
internal static class WebhookEndpoints
{
    /// <summary>Below <c>/api</c>: what follows it is a secret.</summary>
    public const string SecretPath = "/webhooks/odoo";

    private static readonly QuerySpec Told =
    [
        new("event", QueryType.Text, "What Odoo's own notification tells of, since its body does not.") { Choices = ["saved", WebhookUrls.Deleted] },
    ];

    public static void MapWebhooks(this IEndpointRouteBuilder api)
    {
        var webhooks = api.MapGroup("/webhooks").WithTags("Webhooks");
        // Neither is limited: Odoo tells of every record by itself and never twice, and a call that opens nothing costs a hash.
        webhooks.MapPost("/odoo", SignedAsync)
            .DisableRateLimiting()
            .WithAnswer(Body)
            .ReadsHeader(new(RequestConnection.Header, "The connection that it is about, by its id. By default the shared one.", "1"))
            .ReadsHeader(new(WebhookSignature.TimestampHeader, "Seconds since 1970, at most 5 minutes from our clock.", "1769848200") { Required = true })
            .ReadsHeader(new(WebhookSignature.SignatureHeader, "sha256= and the hex HMAC-SHA256 of the timestamp, a dot and the body.", $"sha256={new string('0', 64)}") { Required = true })
            .WithName("ReceiveWebhook")
            .WithSummary("Tell Causeway that records changed, signed")
            .WithDescription("A hint only: each record is read from Odoo before anything changes.")
            .Produces<WebhookAnswer>(StatusCodes.Status202Accepted)
            .Produces<WebhookAnswer>().Refuses(401);
        webhooks.MapPost("/odoo/{token}", BySecretPathAsync)
            .DisableRateLimiting()
            .WithQuery(Told)
            .WithAnswer(Body)
            .WithName("ReceiveWebhookBySecretPath")
            .WithSummary("The same for Odoo's own webhook action, which cannot sign")
            .Produces<WebhookAnswer>(StatusCodes.Status202Accepted)
            .Produces<WebhookAnswer>().Refuses(401);
        MapAdministration(webhooks.MapGroup("").RequireAdmin());
    }

    private static void MapAdministration(RouteGroupBuilder admin)
    {
        admin.MapGet("/status", StatusAsync).WithName("GetWebhookStatus").WithSummary("What came in, what waits, and how to set it up").Produces<WebhookStatusAnswer>();
        admin.MapPost("/install", InstallAsync)
            .CallsOdoo()
            .WithName("InstallWebhooks")
            .WithSummary("Make the automation rules in Odoo (17 and later)")
            .WithDescription(WebhookInstall.Cost)
            .Produces<WebhookInstallAnswer>()
            .Refuses(409);
        admin.MapDelete("/install", RemoveAsync).CallsOdoo().WithName("RemoveWebhooks").WithSummary("Take them away").Produces<WebhookInstallAnswer>();
        admin.MapPost("/test", TestAsync).CallsOdoo().WithName("TestWebhooks").WithSummary("Prove the way in").Produces<WebhookTestAnswer>();
        admin.MapPost("/path", NewPathAsync)
            .RefuseApiTokens()
            .WithName("RotateWebhookPath")
            .WithSummary("A URL with a secret in it, shown this once")
            .WithDescription("The one before it is good for a day more. The rules that Causeway made in Odoo have a URL of their own: install again to rotate it.")
            .Produces<WebhookKeyAnswer>();
        admin.MapPost("/secret", NewSecretAsync)
            .RefuseApiTokens()
            .WithName("RotateWebhookSecret")
            .WithSummary("A secret to sign with, shown this once")
            .WithDescription("The one before it is good for a day more; ODOO_WEBHOOK_SECRET stays good beside it.")
            .Produces<WebhookKeyAnswer>();
    }

    private static async Task<IResult> SignedAsync(HttpContext http, WebhookKeys keys, WebhookInbox inbox, ConnectionStore connections, TimeProvider time, CancellationToken cancellationToken)
    {
        var (headers, named) = (http.Request.Headers, http.Request.Headers[RequestConnection.Header].FirstOrDefault() ?? http.Request.Query["connection"].FirstOrDefault());
        var body = await ReadAsync(http.Request, cancellationToken);
        if (await keys.FindAsync(named, cancellationToken) is not { } found)
            return await RejectAsync(keys, inbox, "The signature is not valid.", cancellationToken);
        var refusal = WebhookSignature.Refusal(
            headers[WebhookSignature.TimestampHeader].FirstOrDefault(), headers[WebhookSignature.SignatureHeader].FirstOrDefault(), body.Span, found.Secrets, time.GetUtcNow());
        if (refusal is null)
            return await AcceptAsync(http, found.Door, WebhookBody.Parse(body, saidGone: false), inbox, connections, cancellationToken);
        inbox.Reject(found.Door);
        return Problems.Unauthorized(refusal);
    }

    private static async Task<IResult> BySecretPathAsync(HttpContext http, QueryValues query, WebhookKeys keys, WebhookInbox inbox, ConnectionStore connections, CancellationToken cancellationToken)
    {
        var token = http.Features.Get<UrlSecret>()?.Text ?? "";
        if (await keys.OpenAsync(token, cancellationToken) is not { } door)
            return await RejectAsync(keys, inbox, "This address is not, or no longer, one of ours.", cancellationToken);
        var hint = WebhookBody.Parse(await ReadAsync(http.Request, cancellationToken), query.Text("event") == WebhookUrls.Deleted);
        return await AcceptAsync(http, door, hint, inbox, connections, cancellationToken);
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    private static async Task<IResult> AcceptAsync(HttpContext http, WebhookDoor door, WebhookHint hint, WebhookInbox inbox, ConnectionStore connections, CancellationToken cancellationToken)
    {
        http.Response.Headers[RequestConnection.Header] = door.ConnectionId.ToString();
        if (await connections.FindAsync(door.ConnectionId, cancellationToken) is not { } connection || ConnectionModels.Find(connection, hint.Model) is null)
            return TypedResults.Ok(new WebhookAnswer("ignored", $"{hint.Model} is not mirrored.", 0));
        await inbox.StoreAsync(door, hint, cancellationToken);
        return TypedResults.Accepted((string?)null, new WebhookAnswer("accepted", $"{hint.Ids.Count} of {hint.Model} will be looked at.", hint.Ids.Count));
    }

    private static async Task<Problem> RejectAsync(WebhookKeys keys, WebhookInbox inbox, string why, CancellationToken cancellationToken)
    {
        if (await keys.SharedIdAsync(cancellationToken) is { } shared)
            inbox.Reject(new WebhookDoor(shared, Major: 0));
        return Problems.Unauthorized(why);
    }

    private static async Task<IResult> StatusAsync(HttpRequest request, RequestConnection on, WebhookStatus status, WebhookUrls urls, CancellationToken cancellationToken) =>
        TypedResults.Ok(await status.ReadAsync(on.Connection, urls.Base(request), cancellationToken));

    private static async Task<IResult> InstallAsync(WebhookInstallBody? body, Caller caller, RequestConnection on, WebhookInstall install, WebhookUrls urls, CancellationToken cancellationToken)
    {
        if ((body?.BaseUrl ?? urls.PublicBase) is not { } url)
            return Problems.Conflict("Where Odoo reaches Causeway is not known: set PUBLIC_URL, or send base_url.");
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.Query.Length > 0 || uri.UserInfo.Length > 0)
            return Problems.Invalid("base_url", "must be an http or https address such as https://causeway.example.com.");
        return await install.InstallAsync(on.Connection, caller.AuditName, url.TrimEnd('/'), body?.Models, cancellationToken);
    }

    private static async Task<IResult> RemoveAsync(Caller caller, RequestConnection on, WebhookInstall install, CancellationToken cancellationToken) =>
        TypedResults.Ok(await install.RemoveAsync(on.Connection, caller.AuditName, cancellationToken));

    private static async Task<IResult> TestAsync(HttpRequest request, Caller caller, RequestConnection on, WebhookTest test, WebhookInstall install, WebhookUrls urls, CancellationToken cancellationToken)
    {
        var installed = await install.FindAsync(on.Connection.Id, cancellationToken);
        return TypedResults.Ok(await test.RunAsync(on.Connection, caller.AuditName, installed?.BaseUrl ?? urls.Base(request), cancellationToken));
    }

    private static async Task<IResult> NewPathAsync(HttpRequest request, RequestConnection on, WebhookKeys keys, WebhookUrls urls, CancellationToken cancellationToken)
    {
        var (_, key) = await keys.AddAsync(on.Connection.Id, WebhookKeyKind.Path, cancellationToken);
        return TypedResults.Ok(new WebhookKeyAnswer(WebhookUrls.Secret(urls.Base(request), key), Secret: null, "Shown this once. The URL before it is good for a day more."));
    }

    private static async Task<IResult> NewSecretAsync(HttpRequest request, RequestConnection on, WebhookKeys keys, WebhookUrls urls, CancellationToken cancellationToken)
    {
        var (_, key) = await keys.AddAsync(on.Connection.Id, WebhookKeyKind.Secret, cancellationToken);
        return TypedResults.Ok(new WebhookKeyAnswer(urls.Base(request) + WebhookUrls.Path, key, "Shown this once. The secret before it is good for a day more."));
    }

    private static AnswerSchema Body => new(null, "WebhookBody", _ => new OpenApiSchema
    {
        Type = JsonSchemaType.Object,
        Description = "Our own body, as here, or that of Odoo's Send Webhook Notification (_model, _id, _action and the chosen fields). Further members are left alone.",
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["model"] = Schemas.Of(JsonSchemaType.String, null, "Such as crm.lead."),
            ["action"] = Schemas.Of(JsonSchemaType.String, null, "create, write or unlink."),
            ["record_ids"] = Schemas.ListOf(Schemas.Of(JsonSchemaType.Integer, "int64")),
            ["data"] = Schemas.Of(JsonSchemaType.Object, null, "Only its write_date is looked at."),
            ["timestamp"] = Schemas.Of(JsonSchemaType.String, "date-time"),
        },
    });
}
