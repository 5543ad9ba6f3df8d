using Causeway.Mirror.Records;
using Causeway.Mirror.Writes;
using Causeway.Platform.Http;

namespace Causeway.Features.Opportunities;

internal sealed record MoveBody(long StageId);

/// <summary>Moves an opportunity to another stage, in Odoo.</summary>
internal static class MoveOpportunity
{
    public static async Task<IResult> HandleAsync(HttpContext http, long id, MoveBody body, Viewer viewer, RecordWrites writes, RecordAnswers answers, CancellationToken cancellationToken)
    {
        // Odoo's ids have 32 bits; 0 would take the opportunity out of every stage.
        if (body.StageId is < 1 or > int.MaxValue)
            return Problems.Invalid("stage_id", "must be the id of a stage.");
        var query = OpportunityQueries.One(viewer);
        // With If-Match, a move made on an old board does not undo a colleague's.
        using var present = await writes.PresentAsync(http, query, id, cancellationToken);
        var values = new Dictionary<string, object?> { ["stage_id"] = body.StageId };
        if (await writes.UpdateAsync(query, id, values, cancellationToken) is { } problem)
            return problem;
        return await answers.FindAsync(query, id, cancellationToken) ?? (IResult)TypedResults.NoContent();
    }
}
