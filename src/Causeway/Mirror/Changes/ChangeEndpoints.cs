using Causeway.Mirror.Records;
using Causeway.Platform.Access;
using Causeway.Platform.Http;
using Causeway.Platform.Http.Document;

namespace Causeway.Mirror.Changes;

internal sealed record ChangesAnswer(IReadOnlyList<Change> Changes, string Position, bool HasMore);

/// <summary><c>/changes</c>: what happened, in order, from a position on.</summary>
internal static class ChangeEndpoints
{
    private const int MaxLimit = 1_000;

    private static readonly QuerySpec Stream =
    [
        new("since", QueryType.Text, "The position to go on from: X-Changes-Position of a list, or position of the last page. Without it, the stream goes on from now, the list from the oldest change that is kept."),
        new("models", QueryType.Text, "Models, separated by commas. All of them by default."),
        new("records", QueryType.Flag, "Whether each change carries its record, as /records answers it now."),
    ];

    public static void MapChanges(this IEndpointRouteBuilder api)
    {
        var changes = api.MapGroup("/changes").RequireSignedIn().WithTags("Changes");
        changes.MapGet("", ListAsync)
            .WithQuery(Stream.With([new("limit", QueryType.Long, $"Changes to look at, {MaxLimit} at most.") { Min = 1 }]))
            .WithName("ListChanges")
            .WithSummary("What changed since a position")
            .WithDescription("In order, at least once. 410 with reset: true where the position was taken under another visibility, or is older than FEED_RETENTION_DAYS: read the lists again.")
            .Produces<ChangesAnswer>()
            .Refuses(410);
        changes.MapGet("/stream", FollowAsync)
            .StaysOpen()
            .ReadsHeader(new("Last-Event-ID", "The id of the last event that you had: the stream goes on behind it. Browsers send it by themselves.", "4711.3f9a0c2b7d15"))
            .WithQuery(Stream)
            .WithName("FollowChanges")
            .Produces<string>(StatusCodes.Status200OK, "text/event-stream")
            .WithSummary("The same as server-sent events")
            .Refuses(410)
            .WithDescription("Each event's id is its position; a client that reconnects sends it back as Last-Event-ID.");
    }

    private static async Task<IResult> ListAsync(Viewer viewer, QueryValues query, ChangeQuery changes, ChangeRecords records, CancellationToken cancellationToken)
    {
        var since = Since(viewer, query.Text("since"))?.Version;
        var limit = (int)Math.Clamp(query.Long("limit") ?? MaxLimit, 1, MaxLimit);
        if (await changes.ReadAsync(viewer, since, Models(query), limit, cancellationToken) is not { } page)
            return TooOld;
        var told = query.Flag("records") ? await records.AddAsync(viewer, page.Changes, cancellationToken) : page.Changes;
        return TypedResults.Ok(new ChangesAnswer(told, new FeedPosition(page.Position, viewer.Scope).ToString(), page.HasMore));
    }

    private static async Task FollowAsync(HttpContext http, Viewer viewer, QueryValues query, ChangeStream stream, ChangeQuery changes, CancellationToken cancellationToken)
    {
        var since = Since(viewer, http.Request.Headers["Last-Event-ID"].FirstOrDefault() ?? query.Text("since"));
        if (since is not null && await changes.ReadAsync(viewer, since.Version, models: null, limit: 1, cancellationToken) is null)
            throw new ProblemException(TooOld);
        await stream.FollowAsync(http.Response, viewer, since, new ChangeWish(Models(query), query.Flag("records")), cancellationToken);
    }

    private static Problem TooOld => Gone("Changes after that position are no longer kept: read the lists again.");

    private static Problem Gone(string why) => Problems.Of(410, "Gone", why) with { Reset = true };

    private static FeedPosition? Since(Viewer viewer, string? text)
    {
        if (text is null)
            return null;
        var position = FeedPosition.TryParse(text) ?? throw new ProblemException(Problems.Invalid("since", "is not a position that this API gave out."));
        return position.Scope == viewer.Scope
            ? position
            : throw new ProblemException(Gone("What you may see has changed since that position: read the lists again."));
    }

    private static string[]? Models(QueryValues query) =>
        query.Text("models")?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
