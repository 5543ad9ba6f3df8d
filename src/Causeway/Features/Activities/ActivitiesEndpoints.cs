using System.Text.Json;
using Causeway.Features.Opportunities;
using Causeway.Mirror.Catalog;
using Causeway.Mirror.Records;
using Causeway.Mirror.Writes;
using Causeway.Platform.Access;
using Causeway.Platform.Access.ApiTokens;
using Causeway.Platform.Database;
using Causeway.Platform.Http;
using Causeway.Platform.Http.Idempotency;
using Microsoft.OpenApi;

namespace Causeway.Features.Activities;

internal sealed record DoneBody(string? Feedback = null);

/// <summary><c>/activities</c>: what is planned, written in Odoo first and done by its own method.</summary>
internal static class ActivitiesEndpoints
{
    public static void MapActivities(this IEndpointRouteBuilder api)
    {
        var activities = api.MapGroup("/activities").RequireSignedIn().AboutModel(DefaultModels.Activity.Name).WithTags("Activities");
        activities.MapActivityReads();
        activities.MapActivityWrites();
    }

    private static void MapActivityReads(this RouteGroupBuilder activities)
    {
        var sorts = ActivityShape.Shape.Sorts.Select(sort => sort.Name);
        activities.MapGet("", ListAsync)
            .WithList(ActivityQueries.Filters, sorts)
            .AnswersList(ActivityShape.Shape)
            .WithName("ListActivities")
            .WithSummary("List planned activities")
            .WithDescription("What is done is no longer among them. res_model, res_id and res_name are null where you may not see what an activity is about.");
        activities.MapGet("/opportunity/{id:long}", ListOfOpportunityAsync)
            .WithList(QuerySpec.None, sorts)
            .AnswersList(
                ActivityShape.Shape,
                ("opportunity_id", () => Schemas.Of(JsonSchemaType.Integer, "int64")),
                ("count", () => Schemas.Of(JsonSchemaType.Integer, "int64")))
            .WithName("ListOpportunityActivities")
            .WithSummary("List the planned activities of an opportunity");
        activities.MapGet("/{id:long}", FindAsync)
            .AnswersRecord(ActivityShape.Shape)
            .WithName("GetActivity")
            .WithSummary("Read an activity");
    }

    private static void MapActivityWrites(this RouteGroupBuilder activities)
    {
        activities.MapPost("", (JsonElement body, Viewer viewer, CreateActivity create, CancellationToken cancellationToken) => create.HandleAsync(body, viewer, cancellationToken))
            .Repeatable()
            .TakesNew("ActivityCreate", ActivityFields.ForCreate)
            .AnswersRecord(ActivityShape.Shape, "201")
            .WithName("CreateActivity")
            .WithSummary("Plan an activity")
            .WithDescription("About a record that you may see. Members plan for themselves, managers for their people too.");
        activities.MapPatch("/{id:long}", UpdateAsync)
            .Takes("ActivityWrite", ActivityFields.Writable)
            .AnswersRecord(ActivityShape.Shape)
            .WithName("UpdateActivity")
            .WithSummary("Change an activity")
            .WithDescription("For whom it is assigned to, who made it and administrators.");
        activities.MapDelete("/{id:long}", DeleteAsync)
            .Produces(StatusCodes.Status204NoContent)
            .WithName("DeleteActivity")
            .WithSummary("Cancel an activity");
        activities.MapPost("/{id:long}/done", DoneAsync)
            .Produces(StatusCodes.Status204NoContent)
            .WithName("FinishActivity")
            .WithSummary("Mark an activity done")
            .WithDescription("By Odoo's own method, which leaves a message on the record. Odoo before 19 removes the activity, later ones archive it.");
    }

    private static async Task<IResult> ListAsync(HttpContext http, Viewer viewer, QueryValues query, ActivityQueries queries, NamedRecords named, RecordAnswers answers, CancellationToken cancellationToken)
    {
        var types = await named.FindAsync(viewer, DefaultModels.ActivityType, query.Text("type"), cancellationToken);
        return await answers.ListAsync(http, queries.List(viewer, query, types), Request(viewer, query), cancellationToken);
    }

    private static async Task<IResult> ListOfOpportunityAsync(HttpContext http, long id, Viewer viewer, QueryValues query, ActivityQueries queries, RecordAnswers answers, CancellationToken cancellationToken)
    {
        using var opportunity = await answers.FindAsync(OpportunityQueries.One(viewer), id, cancellationToken);
        if (opportunity is null)
            return Problems.NotFound($"There is no opportunity {id}.");
        var activities = queries.Of(viewer, DefaultModels.Lead.Name, id);
        var heads = new[] { new ListHead("opportunity_id", new SqlText().Append($"select {id}::text")), new ListHead("count", activities.Count()) };
        return await answers.ListAsync(http, activities, Request(viewer, query), heads, cancellationToken);
    }

    private static async Task<IResult> FindAsync(long id, Viewer viewer, ActivityQueries queries, RecordAnswers answers, CancellationToken cancellationToken) =>
        await answers.FindAsync(queries.One(viewer), id, cancellationToken) ?? (IResult)Problems.NotFound($"There is no activity {id}.");

    private static Task<IResult> UpdateAsync(HttpContext http, long id, JsonElement body, Viewer viewer, ActivityQueries queries, RecordWrites writes, CancellationToken cancellationToken) =>
        writes.UpdateAsync(http, queries.One(viewer), id, body, ActivityFields.Writable, cancellationToken);

    private static Task<IResult> DeleteAsync(HttpContext http, long id, Viewer viewer, ActivityQueries queries, RecordWrites writes, CancellationToken cancellationToken) =>
        writes.DeleteAsync(http, queries.One(viewer), id, cancellationToken);

    private static Task<IResult> DoneAsync(HttpContext http, long id, DoneBody? body, Viewer viewer, ActivityQueries queries, RecordWrites writes, CancellationToken cancellationToken)
    {
        var arguments = new Dictionary<string, object?>();
        if (body?.Feedback is { Length: > 0 } feedback)
            arguments["feedback"] = feedback;
        return writes.FinishAsync(http, queries.Open(viewer), id, "action_feedback", arguments, cancellationToken);
    }

    private static ListRequest Request(Viewer viewer, QueryValues query) =>
        ListRequest.From(query, viewer.Connection.Id, "date_deadline", defaultDescending: false);
}
