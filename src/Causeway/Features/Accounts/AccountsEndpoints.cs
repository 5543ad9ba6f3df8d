using System.Text.Json;
using Causeway.Features.Activities;
using Causeway.Features.Contacts;
using Causeway.Features.Opportunities;
using Causeway.Features.Receivables;
using Causeway.Mirror.Records;
using Causeway.Mirror.Writes;
using Causeway.Platform.Access;
using Causeway.Platform.Http;

namespace Causeway.Features.Accounts;

/// <summary><c>/accounts/real</c>: companies with their business, joined by commercial partner.</summary>
internal static class AccountsEndpoints
{
    /// <summary>Not about one model: a token for partners alone must not read what they are worth.</summary>
    public static void MapAccounts(this IEndpointRouteBuilder api)
    {
        var accounts = api.MapGroup("/accounts/real").RequireSignedIn().WithTags("Sales");
        RecordShape[] related = [ContactShape.Shape, OpportunityShape.Shape, ReceivableShape.Shape, ActivityShape.Shape];
        accounts.MapGet("", ListAsync)
            .WithList(AccountQueries.Filters, AccountShape.Shape.Sorts.Select(sort => sort.Name))
            .WithAnswer(ShapeSchemas.List(AccountShape.Shape))
            .WithName("ListAccounts")
            .WithSummary("List accounts")
            .WithDescription("Companies with what you may see of their business, in the company's currency.");
        accounts.MapGet("/{id:long}", FindAsync)
            .WithAnswer(ShapeSchemas.Record(AccountShape.Shape, related))
            .WithName("GetAccount")
            .WithSummary("Read an account")
            .WithDescription("With the latest hundred each of its contacts, opportunities, posted invoices and planned activities that you may see.");
        accounts.MapPatch("/{id:long}", UpdateAsync)
            .Takes("ContactWrite", ContactFields.Writable)
            .WithAnswer(ShapeSchemas.Record(AccountShape.Shape, related))
            .WithName("UpdateAccount")
            .WithSummary("Change an account")
            .WithDescription("Written in Odoo first. If-Match holds the account itself to your copy, not what belongs to it.");
        accounts.MapAccountHistory();
    }

    private static async Task<IResult> ListAsync(HttpContext http, Viewer viewer, QueryValues query, AccountQueries queries, RecordAnswers answers, CancellationToken cancellationToken)
    {
        var request = ListRequest.From(query, viewer.Connection.Id, defaultSort: "name", defaultDescending: false);
        return await answers.ListAsync(http, await queries.ListAsync(viewer, query, cancellationToken), request, cancellationToken);
    }

    private static async Task<IResult> FindAsync(long id, Viewer viewer, AccountQueries queries, RecordAnswers answers, CancellationToken cancellationToken) =>
        await answers.FindAsync(await queries.OneAsync(viewer, id, cancellationToken), id, cancellationToken) ?? (IResult)Problems.NotFound($"There is no account {id}.");

    private static async Task<IResult> UpdateAsync(HttpContext http, long id, JsonElement body, Viewer viewer, AccountQueries queries, RecordWrites writes, CancellationToken cancellationToken) =>
        await writes.UpdateAsync(http, await queries.OneAsync(viewer, id, cancellationToken), id, body, ContactFields.Writable, cancellationToken);
}
