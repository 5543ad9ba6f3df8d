using Causeway.Mirror.Records;
using Causeway.Mirror.Writes;
using Causeway.Platform.Http;

namespace Causeway.Features.Opportunities;

internal sealed record MoveBody(long StageId);

/// <summary>Moves an opportunity to another stage, in Odoo.</summary>
internal static class MoveOpportunity
{
    /// <summary>With If-Match, a move made on an old board does not undo a colleague's.</summary>
    public static async Task<IResult> HandleAsync(HttpContext http, long id, MoveBody body, Viewer viewer, RecordWrites writes, CancellationToken cancellationToken)
    {
        // Odoo's ids have 32 bits; 0 would take the opportunity out of every stage.
        if (body.StageId is < 1 or > int.MaxValue)
            return Problems.Invalid("stage_id", "must be the id of a stage.");
        return await writes.UpdateAsync(http, OpportunityQueries.One(viewer), id, _ => new() { ["stage_id"] = body.StageId }, cancellationToken);
    }
}
