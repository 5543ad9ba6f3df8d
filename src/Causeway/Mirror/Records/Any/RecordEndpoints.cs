using Causeway.Mirror.Catalog;
using Causeway.Platform.Access;
using Causeway.Platform.Access.ApiTokens;
using Causeway.Platform.Http;
using Npgsql;

namespace Causeway.Mirror.Records.Any;

/// <summary><c>/records</c>: any mirrored model, standard or custom (contract 3.4).</summary>
internal static class RecordEndpoints
{
    private static readonly QueryParameter Fields = new("fields", QueryType.Text, "The fields to answer, separated by commas. All of them by default.");

    private static readonly QuerySpec One = [Fields];

    private static readonly QuerySpec List = new()
    {
        Others = RecordFilters.Parameter,
    };

    public static void MapRecords(this IEndpointRouteBuilder api)
    {
        var records = api.MapGroup("/records").RequireSignedIn().WithTags("Records");
        records.MapGet("", IndexAsync)
            .WithName("ListMirroredModels")
            .WithSummary("What is mirrored")
            .WithDescription("Each model with the number of records that you may see, and how fresh it is.")
            .Produces<MirroredModelsAnswer>();
        records.MapGet("/{model}", ListAsync)
            .AboutModelOfRoute()
            .WithList(List.With([Fields, new("deleted", QueryType.Flag, "Includes what was deleted in Odoo; each record then says whether it was.")]), [])
            .WithAnswer(new("200", "RecordList", document => Schemas.Object(
                (AnyRecord.Collection, Schemas.ListOf(new AnswerSchema(null, "RecordListed", _ => AnyRecord.Schema(listed: true)).In(document))),
                ("pagination", new AnswerSchema(null, "Pagination", _ => Schemas.Pagination).In(document)))))
            .WithName("ListRecords")
            .WithSummary("List records of any mirrored model")
            .WithDescription("Models without a salesperson are for administrators, unless one has opened them to members.");
        records.MapGet("/{model}/{id:long}", FindAsync)
            .AboutModelOfRoute()
            .WithQuery(One)
            .WithAnswer(new("200", "Record", _ => AnyRecord.Schema(listed: false)))
            .WithName("GetRecord")
            .WithSummary("Read a record of any mirrored model");
        records.MapDelete("/{model}/{id:long}", PurgeAsync)
            .RequireAdmin()
            .WithQuery([new("purge", QueryType.Flag, "Must be true.")])
            .Produces(StatusCodes.Status204NoContent)
            .WithName("PurgeRecord")
            .WithSummary("Remove for good what Odoo has deleted")
            .WithDescription("With its history. Logged. 409 for a record that is still there.");
    }

    private static async Task<IResult> IndexAsync(Viewer viewer, MirroredModels models, CancellationToken cancellationToken) =>
        TypedResults.Ok(await models.ListAsync(viewer, cancellationToken));

    private static async Task<IResult> ListAsync(HttpContext http, string model, Viewer viewer, QueryValues query, RecordAnswers answers, NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        var found = MirroredModels.Find(viewer, model);
        var fields = RecordField.Of(found, await CustomField.OfAsync(database, viewer.Connection.Id, model, cancellationToken));
        var conditions = RecordFilters.Parse(query.Others, fields);
        var shape = AnyRecord.Shape(found, fields, query.Text("fields"), query.Flag("deleted"));
        var request = ListRequest.From(query, viewer.Connection.Id, SortField.Id.Name, defaultDescending: false);
        if (shape.Sorts.All(sort => sort.Name != request.SortBy))
            return Problems.Invalid("sort_by", $"must be one of {string.Join(", ", shape.Sorts.Select(sort => sort.Name))}.");
        return await answers.ListAsync(http, new RecordQuery(shape, viewer, conditions) { WithDeleted = query.Flag("deleted") }, request, cancellationToken);
    }

    private static async Task<IResult> FindAsync(string model, long id, Viewer viewer, QueryValues query, RecordAnswers answers, NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        var found = MirroredModels.Find(viewer, model);
        var shape = AnyRecord.Shape(found, RecordField.Of(found, await CustomField.OfAsync(database, viewer.Connection.Id, model, cancellationToken)), query.Text("fields"), withDeleted: false);
        return await answers.FindAsync(new RecordQuery(shape, viewer, []), id, cancellationToken)
            ?? (IResult)Problems.NotFound($"There is no record {id} of {model}.");
    }

    private static async Task<IResult> PurgeAsync(string model, long id, Viewer viewer, QueryValues query, RecordPurge purge, CancellationToken cancellationToken)
    {
        if (!query.Flag("purge"))
            return Problems.Invalid("purge", "must be true: this route removes what Odoo has deleted, and deletes nothing in Odoo.");
        return await purge.RunAsync(viewer, MirroredModels.Find(viewer, model), id, cancellationToken) ?? (IResult)TypedResults.NoContent();
    }
}
