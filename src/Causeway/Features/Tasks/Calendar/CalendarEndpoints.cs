using Causeway.Mirror.Connections;
using Causeway.Platform.Access;
using Causeway.Platform.Access.ApiTokens;
using Causeway.Platform.Http;
using Causeway.Platform.Http.Document;
using Causeway.Platform.Settings;

namespace Causeway.Features.Tasks.Calendar;

/// <summary>The address of a calendar feed, which is shown this once.</summary>
/// <param name="Token">The secret in it.</param>
/// <param name="Url">What a calendar subscribes to.</param>
/// <param name="Message">What became of the address before it.</param>
internal sealed record CalendarTokenAnswer(string Token, string Url, string Message)
{
    public override string ToString() => "new address of a calendar feed";
}

/// <summary>A person's tasks and activities as a calendar that other programs subscribe to (contract 3.7).</summary>
internal static class CalendarEndpoints
{
    private const string Feed = "/tasks/calendar.ics";

    private static readonly QuerySpec Parameters =
    [
        new(SecretPaths.Parameter, QueryType.Text, "The secret of the address, as POST /tasks/calendar-token answers it."),
    ];

    public static void MapCalendar(this IEndpointRouteBuilder api)
    {
        api.MapGet(Feed, ReadAsync)
            .WithTags("Tasks")
            .WithQuery(Parameters)
            .WithMetadata(new Tagged(OfMirror: false))
            .WithMetadata(new Tagged(OfMirror: false))
            .Produces<string>(StatusCodes.Status200OK, "text/calendar").Refuses(400, 401)
            .WithName("GetCalendar")
            .WithSummary("My tasks and activities as an iCalendar feed")
            .WithDescription("For calendars that subscribe to an address. Holds the tasks that its person made or has (closed ones of the last 90 days) and their activities in Odoo, as events, since calendars leave VTODOs of a feed out. The token opens this and nothing else; it is cut from logs and traces.");
        var token = api.MapGroup("/tasks/calendar-token").RequireUser().RequireSignedIn().RefuseApiTokens().WithTags("Tasks").WithMetadata(new OnConnection(Required: false));
        token.MapPost("", CreateAsync)
            .Produces<CalendarTokenAnswer>().Refuses(401, 403)
            .WithName("CreateCalendarToken")
            .WithSummary("A secret address for my calendar, shown this once")
            .WithDescription("One for each user and connection: the one before it is refused from now on. It ends with a new password, with signing out everywhere, and when its user is disabled.");
        token.MapDelete("", RevokeAsync)
            .Produces(StatusCodes.Status204NoContent).Refuses(401, 403)
            .WithName("RevokeCalendarToken")
            .WithSummary("Revoke the address of my calendar")
            .WithDescription("Refused from the next request on; 204 as well where there was none.");
    }

    private static async Task<IResult> ReadAsync(HttpContext http, CalendarTokens tokens, CalendarFeed feed, CancellationToken cancellationToken)
    {
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        return http.Features.Get<UrlSecret>() is { } secret
            && await tokens.FindAsync(secret.Text, cancellationToken) is { } found
            && await feed.ReadAsync(found.User, found.ConnectionId, cancellationToken) is { } calendar
            ? new CalendarAnswer(calendar)
            : Problems.Unauthorized("This address of a calendar is not, or no longer, one of ours.");
    }

    private static async Task<IResult> CreateAsync(HttpContext http, Caller caller, CalendarTokens tokens, CausewaySettings settings, CancellationToken cancellationToken)
    {
        var connection = await RequestConnection.FindAsync(http);
        var secret = await tokens.ReplaceAsync(caller.UserId, connection?.Id, cancellationToken);
        var here = settings.PublicUrl?.ToString().TrimEnd('/') ?? $"{http.Request.Scheme}://{http.Request.Host}{http.Request.PathBase}";
        return TypedResults.Ok(new CalendarTokenAnswer(
            secret, $"{here}/api{Feed}?{SecretPaths.Parameter}={secret}", "Subscribe to this address in your calendar. It is shown this once; one made before is good no more."));
    }

    private static async Task<IResult> RevokeAsync(HttpContext http, Caller caller, CalendarTokens tokens, CancellationToken cancellationToken)
    {
        await tokens.RevokeAsync(caller.UserId, (await RequestConnection.FindAsync(http))?.Id, cancellationToken);
        return TypedResults.NoContent();
    }
}
