using Causeway.Mirror.Catalog;
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
        leads.MapPost("/{id:long}/won", (HttpContext http, long id, Viewer viewer, RecordWrites writes, CancellationToken cancellationToken) =>
                CloseAsync(http, id, viewer, writes, Find("won")!, cancellationToken))
            .Repeatable()
            .AnswersRecord(LeadShape.Shape)
            .WithName("WinLead")
            .WithSummary("Mark a lead won")
            .WithDescription("Odoo moves it to the won stage of its team.");
        leads.MapPost("/{id:long}/lost", (HttpContext http, long id, LostBody? body, Viewer viewer, RecordWrites writes, CancellationToken cancellationToken) =>
                CloseAsync(http, id, viewer, writes, Find("lost", body?.LostReasonId)!, cancellationToken))
            .Repeatable()
            .AnswersRecord(LeadShape.Shape)
            .WithName("LoseLead")
            .WithSummary("Mark a lead lost")
            .WithDescription("Odoo archives it, with a reason where one is given.");
        leads.MapPost("/{id:long}/restore", (HttpContext http, long id, Viewer viewer, RecordWrites writes, CancellationToken cancellationToken) =>
                CloseAsync(http, id, viewer, writes, Find("restore")!, cancellationToken))
            .Repeatable()
            .AnswersRecord(LeadShape.Shape)
            .WithName("RestoreLead")
            .WithSummary("Bring a lost lead back");
    }

    /// <summary>What marks leads won or lost, or restores them, by the name that clients give it; null for any other name.</summary>
    public static OdooChange? Find(string? action, long? lostReason = null) => action switch
    {
        "won" => OdooChange.Call(DefaultModels.Lead, "action_set_won", NoArguments),
        "lost" => OdooChange.Call(DefaultModels.Lead, "action_set_lost", lostReason is { } reason ? new Dictionary<string, object?> { ["lost_reason_id"] = reason } : NoArguments),
        "restore" => OdooChange.Call(DefaultModels.Lead, "action_unarchive", NoArguments),
        _ => null,
    };

    private static Task<IResult> CloseAsync(HttpContext http, long id, Viewer viewer, RecordWrites writes, OdooChange change, CancellationToken cancellationToken) =>
        writes.ChangeAndAnswerAsync(http, LeadQueries.One(viewer), id, _ => new(NoArguments, change), cancellationToken);
}
