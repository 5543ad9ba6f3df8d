using Causeway.Mirror.Records;
using Causeway.Platform.Access;
using Causeway.Platform.Http;

namespace Causeway.Features.Audit;

internal static class AuditEndpoints
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/audit", List)
            .RequireAdmin()
            .WithTags("Audit")
            .WithList(AuditQueries.Filters, [AuditQueries.Sort])
            .AnswersOwnList<AuditRow>("entries")
            .WithName("ListAudit")
            .WithSummary("Who did what, from where, when")
            .WithDescription("Newest first. Sign-ins and failures, changes of roles and credentials, writes to Odoo, exports. Nothing here can be changed; entries go after AUDIT_RETENTION_DAYS.")
            .Produces<AuditAnswer>().Refuses(400, 401, 403);

    private static async Task<IResult> List(QueryValues query, AuditQueries audit, CancellationToken cancellationToken)
    {
        var page = ListRequest.From(query, AuditQueries.NoConnection, AuditQueries.Sort, defaultDescending: true);
        return TypedResults.Ok(await audit.ListAsync(query, page, cancellationToken));
    }
}
