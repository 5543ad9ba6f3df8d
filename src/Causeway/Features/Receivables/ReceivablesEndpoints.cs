using Causeway.Mirror.Catalog;
using Causeway.Mirror.Records;
using Causeway.Platform.Access;
using Causeway.Platform.Access.ApiTokens;
using Causeway.Platform.Http;

namespace Causeway.Features.Receivables;

/// <summary><c>/receivables</c>: what customers owe.</summary>
internal static class ReceivablesEndpoints
{
    public static void MapReceivables(this IEndpointRouteBuilder api) => api.MapGet("/receivables", ListAsync)
        .RequireSignedIn()
        .AboutModel(DefaultModels.Move.Name)
        .WithTags("Sales")
        .WithList(ReceivableQueries.Filters, ReceivableShape.Shape.Sorts.Select(sort => sort.Name))
        .AnswersList(ReceivableShape.Shape, ("summary", ReceivableSummary.Schema))
        .WithName("ListReceivables")
        .WithSummary("List receivables")
        .WithDescription("Posted customer invoices and credit notes, the latter negative. Their amounts are in their own currency; the summary is over all pages, in the company's currency and in each currency apart. Overdue is what is past its due date, in UTC, with something still due.");

    private static async Task<IResult> ListAsync(HttpContext http, Viewer viewer, QueryValues query, RecordAnswers answers, MoneyRates rates, CancellationToken cancellationToken)
    {
        var request = ListRequest.From(query, viewer.Connection.Id, "invoice_date", defaultDescending: true);
        var money = await rates.ReadAsync(viewer, cancellationToken);
        var receivables = ReceivableQueries.List(viewer, query, money);
        return await answers.ListAsync(http, receivables, request, [new ListHead("summary", ReceivableSummary.Statement(receivables, money))], cancellationToken);
    }
}
