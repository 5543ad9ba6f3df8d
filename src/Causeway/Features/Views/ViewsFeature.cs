using System.Text.Json;
using Causeway.Mirror.Connections;
using Causeway.Mirror.Records;
using Causeway.Platform.Access;
using Causeway.Platform.Http;
using Causeway.Platform.Http.Document;

namespace Causeway.Features.Views;

/// <summary>Filters that people keep for a list, their own and shared ones (contract 3.10).</summary>
internal static class ViewsFeature
{
    public static IServiceCollection AddViews(this IServiceCollection services)
    {
        services.AddSingleton<ViewResources>();
        services.AddSingleton<ViewTable>();
        services.AddSingleton<ViewWrites>();
        return services;
    }

    public static void MapViews(this IEndpointRouteBuilder api)
    {
        var views = api.MapGroup("/views").RequireSignedIn().WithTags("Views").WithMetadata(new Tagged(OfMirror: false));
        views.MapGet("", ListAsync)
            .WithList(ViewTable.Filters, ViewTable.Sorts.Select(sort => sort.Name))
            .AnswersOwnList<SavedView>("views")
            .Produces<ViewListAnswer>().Refuses(400, 401, 403)
            .WithName("ListViews").WithSummary("Saved filters: mine, and those that others share")
            .WithDescription("Of the request's connection, by name unless asked otherwise.");
        views.MapPost("", CreateAsync)
            .RequireUser()
            .WithAnswer(ViewBody.ForCreate)
            .Produces<SavedView>(StatusCodes.Status201Created).Refuses(400, 401, 403, 409)
            .WithName("CreateView").WithSummary("Save filters for a list")
            .WithDescription("filters, sort and columns are held to what that list takes and has, so that a view which was saved is never refused by it. url is where the list answers it.");
        views.MapGet("/{id}", FindAsync)
            .Produces<SavedView>().Refuses(401, 403, 404)
            .WithName("GetView").WithSummary("Read a view")
            .WithDescription("One's own, or one that its owner shares.");
        views.MapPatch("/{id}", UpdateAsync)
            .WithAnswer(ViewBody.ForChange)
            .Produces<SavedView>().Refuses(400, 401, 403, 404, 409, 412)
            .WithMetadata(new ChecksIfMatch())
            .WithName("UpdateView").WithSummary("Change a view")
            .WithDescription("By its owner; a shared one by administrators too. Only what is sent changes; \"sort\": null takes the sort away.");
        views.MapDelete("/{id}", DeleteAsync)
            .Produces(StatusCodes.Status204NoContent).Refuses(401, 403, 404, 412)
            .WithMetadata(new ChecksIfMatch())
            .WithName("DeleteView").WithSummary("Delete a view")
            .WithDescription("By its owner; a shared one by administrators too.");
    }

    private static async Task<IResult> ListAsync(Caller caller, RequestConnection on, QueryValues query, ViewTable views, CancellationToken cancellationToken)
    {
        var page = ListRequest.From(query, on.Connection.Id, defaultSort: "name", defaultDescending: false, keyed: true);
        var list = await views.ListAsync(caller, on.Connection.Id, query, page, cancellationToken);
        return TypedResults.Ok(list with { Views = [.. list.Views.Select(view => view with { Etag = ViewJson.ETag(view, on.Connection.Id) })] });
    }

    private static async Task<IResult> CreateAsync(JsonElement body, Caller caller, RequestConnection on, ViewWrites writes, TimeProvider clock, CancellationToken cancellationToken)
    {
        var view = await writes.CreateAsync(caller, on.Connection.Id, body, cancellationToken);
        return ViewJson.Answer(view, on.Connection.Id, clock, created: $"/api/views/{view.Id}");
    }

    private static async Task<IResult> FindAsync(Guid id, Caller caller, RequestConnection on, ViewTable views, TimeProvider clock, CancellationToken cancellationToken) =>
        await views.FindAsync(caller, on.Connection.Id, id, cancellationToken) is { } view
            ? ViewJson.Answer(view, on.Connection.Id, clock)
            : Problems.NotFound($"There is no view {id}.");

    private static async Task<IResult> UpdateAsync(HttpContext http, Guid id, JsonElement body, Caller caller, RequestConnection on, ViewWrites writes, TimeProvider clock, CancellationToken cancellationToken) =>
        ViewJson.Answer(await writes.UpdateAsync(http, caller, on.Connection.Id, id, body, cancellationToken), on.Connection.Id, clock);

    private static async Task<IResult> DeleteAsync(HttpContext http, Guid id, Caller caller, RequestConnection on, ViewWrites writes, CancellationToken cancellationToken)
    {
        await writes.DeleteAsync(http, caller, on.Connection.Id, id, cancellationToken);
        return TypedResults.NoContent();
    }
}
