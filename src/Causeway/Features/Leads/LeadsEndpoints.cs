using System.Text.Json;
using Causeway.Features.Leads.Notes;
using Causeway.Mirror.Catalog;
using Causeway.Mirror.Records;
using Causeway.Mirror.Writes;
using Causeway.Platform.Access;
using Causeway.Platform.Access.ApiTokens;
using Causeway.Platform.Http;
using Causeway.Platform.Http.Document;
using Causeway.Platform.Http.Idempotency;
using Causeway.Platform.Settings;

namespace Causeway.Features.Leads;

/// <summary><c>/crm/leads</c>: writes go to Odoo first, and are readable at once.</summary>
internal static class LeadsEndpoints
{
    public static void MapLeadRoutes(this IEndpointRouteBuilder api)
    {
        var leads = api.MapGroup("/crm/leads").RequireSignedIn().AboutModel(DefaultModels.Lead.Name).WithTags("CRM");
        leads.MapGet("", ListAsync)
            .WithList(LeadQueries.Filters, LeadShape.Shape.Sorts.Select(sort => sort.Name))
            .AnswersList(LeadShape.Shape)
            .WithName("ListLeads")
            .WithSummary("List leads")
            .WithDescription("Non-admins see their own leads only, whatever user_id says.");
        leads.MapPost("", CreateAsync)
            .Repeatable()
            .TakesNew("LeadCreate", LeadFields.Writable)
            .AnswersRecord(LeadShape.Shape, "201")
            .WithName("CreateLead")
            .WithSummary("Create a lead")
            .WithDescription("Created in Odoo, then read back: the answer is the lead as Odoo stored it. Non-admins become its salesperson.");
        leads.MapGet("/{id:long}", FindAsync)
            .AnswersRecord(LeadShape.Shape)
            .WithName("GetLead")
            .WithSummary("Read a lead");
        leads.MapPut("/{id:long}", UpdateAsync)
            .Takes("LeadWrite", LeadFields.Writable)
            .AnswersRecord(LeadShape.Shape)
            .WithName("UpdateLead")
            .WithSummary("Change a lead")
            .WithDescription("Only the fields sent change. With If-Match, nothing is written when the lead has changed since.");
        leads.MapPatch("", (HttpContext http, JsonElement body, Viewer viewer, ChangeLeads change, CancellationToken cancellationToken) => change.HandleAsync(http, body, viewer, cancellationToken))
            .TakesItsTime()
            .CallsOdoo()
            .WithAnswer(LeadsChangeSchema.Body)
            .Produces<ManyWritten>()
            .WithName("ChangeLeads")
            .WithSummary("Change many leads at once")
            .WithDescription(LeadsChangeSchema.Description);
        leads.MapDelete("/{id:long}", DeleteAsync)
            .RequireAdmin()
            .Produces(StatusCodes.Status204NoContent)
            .WithName("DeleteLead")
            .WithSummary("Delete a lead")
            .WithDescription("Removed in Odoo, soft-deleted here.");
        leads.MapCloseLead();
        leads.MapConvertLead();
        leads.MapLeadNotes();
        leads.MapLeadHistory();
    }

    private static async Task<IResult> ListAsync(HttpContext http, Viewer viewer, QueryValues query, NamedRecords named, TaggedLeads tagged, RecordAnswers answers, CancellationToken cancellationToken)
    {
        var stages = await named.FindAsync(viewer, DefaultModels.Stage, query.Text("stage"), cancellationToken);
        var request = ListRequest.From(query, viewer.Connection.Id, defaultSort: "id", defaultDescending: true);
        var leads = LeadQueries.List(viewer, query, stages);
        if (query.Long("tag_id") is { } tag && await tagged.FindFewAsync(viewer, tag, cancellationToken) is { } few)
            leads = leads.And(sql => sql.Append($" and r.id = any({few})"));
        return await answers.ListAsync(http, leads, request, cancellationToken);
    }

    private static Task<IResult> CreateAsync(JsonElement body, Viewer viewer, RecordWrites writes, CancellationToken cancellationToken) =>
        writes.CreateAsync(LeadQueries.One(viewer), body, LeadFields.Writable, id => $"/api/crm/leads/{id}", cancellationToken);

    private static async Task<IResult> FindAsync(long id, Viewer viewer, RecordAnswers answers, CausewaySettings settings, CancellationToken cancellationToken) =>
        await answers.FindAsync(LeadQueries.OneToRead(viewer, settings), id, cancellationToken) ?? (IResult)Problems.NotFound($"There is no lead {id}.");

    private static Task<IResult> UpdateAsync(HttpContext http, long id, JsonElement body, Viewer viewer, RecordWrites writes, CancellationToken cancellationToken) =>
        writes.UpdateAsync(http, LeadQueries.One(viewer), id, body, LeadFields.Writable, cancellationToken);

    private static Task<IResult> DeleteAsync(HttpContext http, long id, Viewer viewer, RecordWrites writes, CancellationToken cancellationToken) =>
        writes.DeleteAsync(http, LeadQueries.One(viewer), id, cancellationToken);
}
