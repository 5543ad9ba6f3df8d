using System.Text.Json;
using Causeway.Features.Opportunities;
using Causeway.Mirror.Records;
using Causeway.Mirror.Writes;
using Causeway.Platform.Http;

namespace Causeway.Features.Leads;

/// <summary>Moves, assigns, tags, wins, loses or restores many leads at once; each by the rules that hold for it alone.</summary>
internal sealed class ChangeLeads(RecordWrites records, SeenVersions versions, ManyWrites writes)
{
    public async Task<IResult> HandleAsync(HttpContext http, JsonElement body, Viewer viewer, CancellationToken cancellationToken)
    {
        if (http.Request.Headers.IfMatch.Count > 0)
            return Problems.Invalid("If-Match", "holds for one record: etags in the body names one for each.");
        var query = LeadQueries.One(viewer);
        var request = LeadsChange.Read(body, await records.CustomAsync(query, cancellationToken));
        // A board carries the ETags of the sales shape.
        var changed = await versions.ChangedAsync([query, OpportunityQueries.One(viewer)], request.ETags, cancellationToken);
        return TypedResults.Ok(await writes.ChangeAsync(query, request.Ids, request.Values, request.Change, changed, cancellationToken));
    }
}
