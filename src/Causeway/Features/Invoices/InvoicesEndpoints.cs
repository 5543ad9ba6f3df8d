using Causeway.Mirror.Catalog;
using Causeway.Mirror.Records;
using Causeway.Platform.Access;
using Causeway.Platform.Access.ApiTokens;
using Causeway.Platform.Http;

namespace Causeway.Features.Invoices;

/// <summary><c>/invoices</c>: customer invoices and credit notes.</summary>
internal static class InvoicesEndpoints
{
    private static readonly QuerySpec Filters = CommonFilters.Of(
        "number, reference, origin or payment reference", "true: without cancelled ones; false: these alone. Both by default.");

    public static void MapInvoices(this IEndpointRouteBuilder api)
    {
        var invoices = api.MapGroup("/invoices").RequireSignedIn().AboutModel(DefaultModels.Move.Name).WithTags("Invoices");
        invoices.MapGet("", ListAsync)
            .WithList(Filters, InvoiceShape.Shape.Sorts.Select(sort => sort.Name))
            .AnswersList(InvoiceShape.Shape)
            .WithName("ListInvoices")
            .WithSummary("List customer invoices and credit notes")
            .WithDescription("Drafts and cancelled ones too, in their own currency. GET /receivables has what is owed.");
        invoices.MapGet("/{id:long}", FindAsync)
            .AnswersRecord(InvoiceShape.Shape)
            .WithName("GetInvoice")
            .WithSummary("Read an invoice");
    }

    private static Task<IResult> ListAsync(HttpContext http, Viewer viewer, QueryValues query, RecordAnswers answers, CancellationToken cancellationToken)
    {
        // An invoice is never archived: cancelled is what is out of use.
        var conditions = CommonFilters.Read(query, "r.odoo_state is distinct from 'cancel'");
        var request = ListRequest.From(query, viewer.Connection.Id, defaultSort: "id", defaultDescending: true);
        return answers.ListAsync(http, new RecordQuery(InvoiceShape.Shape, viewer, conditions) { Containing = query.Text("q") }, request, cancellationToken);
    }

    private static async Task<IResult> FindAsync(long id, Viewer viewer, RecordAnswers answers, CancellationToken cancellationToken) =>
        await answers.FindAsync(new RecordQuery(InvoiceShape.Shape, viewer, []), id, cancellationToken) ?? (IResult)Problems.NotFound($"There is no invoice {id}.");
}
