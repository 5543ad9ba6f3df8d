using Causeway.Mirror.Catalog;
using Causeway.Mirror.Records;
using Causeway.Platform.Access;
using Causeway.Platform.Access.ApiTokens;
using Causeway.Platform.Http;

namespace Causeway.Features.Products;

/// <summary><c>/products</c>.</summary>
internal static class ProductsEndpoints
{
    private static readonly QuerySpec Filters = CommonFilters.Of(
        "name, internal reference or barcode", "true: without archived ones; false: these alone. Both by default.");

    public static void MapProducts(this IEndpointRouteBuilder api)
    {
        var products = api.MapGroup("/products").RequireSignedIn().AboutModel(DefaultModels.Product.Name).WithTags("Products");
        products.MapGet("", ListAsync)
            .WithList(Filters, ProductShape.Shape.Sorts.Select(sort => sort.Name))
            .AnswersList(ProductShape.Shape)
            .WithName("ListProducts")
            .WithSummary("List products");
        products.MapGet("/{id:long}", FindAsync)
            .AnswersRecord(ProductShape.Shape)
            .WithName("GetProduct")
            .WithSummary("Read a product");
    }

    private static Task<IResult> ListAsync(HttpContext http, Viewer viewer, QueryValues query, RecordAnswers answers, CancellationToken cancellationToken)
    {
        var conditions = CommonFilters.Read(query, "r.active");
        var request = ListRequest.From(query, viewer.Connection.Id, defaultSort: "id", defaultDescending: true);
        return answers.ListAsync(http, new RecordQuery(ProductShape.Shape, viewer, conditions) { Containing = query.Text("q") }, request, cancellationToken);
    }

    private static async Task<IResult> FindAsync(long id, Viewer viewer, RecordAnswers answers, CancellationToken cancellationToken) =>
        await answers.FindAsync(new RecordQuery(ProductShape.Shape, viewer, []), id, cancellationToken) ?? (IResult)Problems.NotFound($"There is no product {id}.");
}
