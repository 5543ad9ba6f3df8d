using Causeway.Mirror.Records;
using Causeway.Mirror.Writes;
using Causeway.Platform.Http.Idempotency;

namespace Causeway.Features.Leads;

internal sealed record LostBody(long? LostReasonId = null);

/// <summary>Marks a lead won or lost, or takes that back: by Odoo's own methods, which know what else changes with it.</summary>
internal static class CloseLead
{
    private static readonly Dictionary<string, object?> NoArguments = [];

    public static void MapCloseLead(this RouteGroupBuilder leads)
    {
        leads.MapPost("/{id:long}/won", WonAsync)
            .Repeatable()
            .AnswersRecord(LeadShape.Shape)
            .WithName("WinLead")
            .WithSummary("Mark a lead won")
            .WithDescription("Odoo moves it to the won stage of its team.");
        leads.MapPost("/{id:long}/lost", LostAsync)
            .Repeatable()
            .AnswersRecord(LeadShape.Shape)
            .WithName("LoseLead")
            .WithSummary("Mark a lead lost")
            .WithDescription("Odoo archives it, with a reason where one is given.");
        leads.MapPost("/{id:long}/restore", RestoreAsync)
            .Repeatable()
            .AnswersRecord(LeadShape.Shape)
            .WithName("RestoreLead")
            .WithSummary("Bring a lost lead back");
    }

    private static Task<IResult> WonAsync(HttpContext http, long id, Viewer viewer, RecordWrites writes, CancellationToken cancellationToken) =>
        writes.CallAsync(http, LeadQueries.One(viewer), id, "action_set_won", NoArguments, cancellationToken);

    private static Task<IResult> LostAsync(HttpContext http, long id, LostBody? body, Viewer viewer, RecordWrites writes, CancellationToken cancellationToken)
    {
        var reason = body?.LostReasonId is { } given ? new Dictionary<string, object?> { ["lost_reason_id"] = given } : NoArguments;
        return writes.CallAsync(http, LeadQueries.One(viewer), id, "action_set_lost", reason, cancellationToken);
    }

    private static Task<IResult> RestoreAsync(HttpContext http, long id, Viewer viewer, RecordWrites writes, CancellationToken cancellationToken) =>
        writes.CallAsync(http, LeadQueries.One(viewer), id, "action_unarchive", NoArguments, cancellationToken);
}
