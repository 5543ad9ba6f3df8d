using Causeway.Mirror.Catalog;
using Causeway.Mirror.Records;
using Causeway.Mirror.Writes;
using Causeway.Odoo;
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
        "lost" when lostReason is { } reason => Lose(reason),
        "lost" => OdooChange.Call(DefaultModels.Lead, "action_set_lost", NoArguments),
        "restore" => OdooChange.Call(DefaultModels.Lead, "action_unarchive", NoArguments),
        _ => null,
    };

    private static OdooChange Lose(long reason) => new("action_set_lost", ["lost_reason_id"], async (odoo, ids, context, cancellationToken) =>
    {
        var arguments = new Dictionary<string, object?> { [LostReasonIn(await odoo.ProbeAsync(cancellationToken))] = reason };
        await odoo.CallAsync(new OdooCall(DefaultModels.Lead.Name, "action_set_lost") { Ids = ids, Arguments = arguments, Context = context }, cancellationToken);
    });

    /// <summary>The method writes what it is given as it stands, so it wants the field's name in that Odoo: 16 renamed it.</summary>
    private static string LostReasonIn(OdooServer server) => server.Major is 14 or 15 ? "lost_reason" : "lost_reason_id";

    private static Task<IResult> CloseAsync(HttpContext http, long id, Viewer viewer, RecordWrites writes, OdooChange change, CancellationToken cancellationToken) =>
        writes.ChangeAndAnswerAsync(http, LeadQueries.One(viewer), id, _ => new(NoArguments, change), cancellationToken);
}
