using System.Text.Json;
using Causeway.Features.Leads;
using Causeway.Mirror.Catalog;
using Causeway.Mirror.Records;
using Causeway.Mirror.Writes;
using Causeway.Platform.Access;
using Causeway.Platform.Access.ApiTokens;
using Causeway.Platform.Http;
using Causeway.Platform.Http.Idempotency;

namespace Causeway.Features.Opportunities;

/// <summary><c>/opportunities</c>: leads of type opportunity in the sales shape, and the board.</summary>
internal static class OpportunitiesEndpoints
{
    public static void MapOpportunities(this IEndpointRouteBuilder api)
    {
        var opportunities = api.MapGroup("/opportunities").RequireSignedIn().AboutModel(DefaultModels.Lead.Name).WithTags("Sales");
        opportunities.MapGet("", ListAsync)
            .WithList(OpportunityQueries.Filters, OpportunityShape.Shape.Sorts.Select(sort => sort.Name))
            .AnswersList(OpportunityShape.Shape)
            .WithName("ListOpportunities")
            .WithSummary("List opportunities")
            .WithDescription("Those that you may see: your own, your team's, and nobody's.");
        opportunities.MapPost("", CreateAsync)
            .Repeatable()
            .TakesNew("OpportunityCreate", OpportunityFields.Writable)
            .AnswersRecord(OpportunityShape.Shape, "201")
            .WithName("CreateOpportunity")
            .WithSummary("Create an opportunity")
            .WithDescription("Created in Odoo, then read back. Non-admins become its salesperson.");
        opportunities.MapGet("/kanban", KanbanAsync)
            .WithQuery(OpportunityQueries.BoardFilters.With(OpportunityQueries.BoardOrder))
            .WithAnswer(BoardSchema.Answer)
            .WithName("GetKanban")
            .WithSummary("The board")
            .WithDescription("Every stage in Odoo's order, with count and sums over all of its opportunities and its first 50, by priority, the highest and newest first, unless sort_by says otherwise. next_cursor continues a column in GET /opportunities?stage_id=... under the same sort_by and sort_order.");
        opportunities.MapGet("/{id:long}", FindAsync)
            .AnswersRecord(OpportunityShape.Shape)
            .WithName("GetOpportunity")
            .WithSummary("Read an opportunity");
        opportunities.MapPut("/{id:long}", UpdateAsync)
            .Takes("OpportunityWrite", OpportunityFields.Writable)
            .AnswersRecord(OpportunityShape.Shape)
            .WithName("UpdateOpportunity")
            .WithSummary("Change an opportunity")
            .WithDescription("Only the fields sent change. account_id sent back as it was leaves the contact as it is.");
        opportunities.MapPatch("/{id:long}/stage", MoveOpportunity.HandleAsync)
            .AnswersRecord(OpportunityShape.Shape)
            .WithName("MoveOpportunity")
            .WithSummary("Move an opportunity to another stage")
            .WithDescription("Written in Odoo first. With If-Match, nothing is written when the opportunity has changed since: 412 with its present state.");
    }

    private static async Task<IResult> ListAsync(HttpContext http, Viewer viewer, QueryValues query, NamedRecords named, TaggedLeads tagged, RecordAnswers answers, CancellationToken cancellationToken)
    {
        var stages = await named.FindAsync(viewer, DefaultModels.Stage, query.Text("stage"), cancellationToken);
        var request = ListRequest.From(query, viewer.Connection.Id, OpportunityShape.BoardSort, defaultDescending: true);
        var opportunities = OpportunityQueries.List(viewer, query, stages);
        if (query.Long("tag_id") is { } tag && await tagged.FindFewAsync(viewer, tag, cancellationToken) is { } few)
            opportunities = opportunities.And(sql => sql.Append($" and r.id = any({few})"));
        return await answers.ListAsync(http, opportunities, request, cancellationToken);
    }

    private static async Task<IResult> KanbanAsync(Viewer viewer, QueryValues query, Board board, CancellationToken cancellationToken)
    {
        var order = ListRequest.From(query, viewer.Connection.Id, OpportunityShape.BoardSort, defaultDescending: true);
        return await board.ReadAsync(OpportunityQueries.OnBoard(viewer, query), order.SortBy, order.Descending, cancellationToken);
    }

    private static async Task<IResult> CreateAsync(JsonElement body, Viewer viewer, RecordWrites writes, CancellationToken cancellationToken)
    {
        var query = OpportunityQueries.One(viewer);
        var values = WriteBody.ForCreate(body, OpportunityFields.Writable, await writes.CustomAsync(query, cancellationToken));
        values["type"] = "opportunity";
        return await writes.CreateAsync(query, values, id => $"/api/opportunities/{id}", cancellationToken);
    }

    private static async Task<IResult> FindAsync(long id, Viewer viewer, RecordAnswers answers, CancellationToken cancellationToken) =>
        await answers.FindAsync(OpportunityQueries.One(viewer), id, cancellationToken)
        ?? (IResult)Problems.NotFound($"There is no opportunity {id}.");

    private static Task<IResult> UpdateAsync(HttpContext http, long id, JsonElement body, Viewer viewer, RecordWrites writes, CancellationToken cancellationToken) =>
        writes.UpdateAsync(http, OpportunityQueries.One(viewer), id, body, OpportunityFields.Writable, cancellationToken);
}
