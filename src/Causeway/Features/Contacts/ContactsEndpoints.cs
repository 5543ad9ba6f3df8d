using System.Text.Json;
using Causeway.Mirror.Catalog;
using Causeway.Mirror.Records;
using Causeway.Mirror.Writes;
using Causeway.Platform.Access;
using Causeway.Platform.Access.ApiTokens;
using Causeway.Platform.Http;
using Causeway.Platform.Http.Idempotency;

namespace Causeway.Features.Contacts;

/// <summary><c>/contacts</c>: persons and companies; writes go to Odoo first.</summary>
internal static class ContactsEndpoints
{
    public static void MapContacts(this IEndpointRouteBuilder api)
    {
        var contacts = api.MapGroup("/contacts").RequireSignedIn().AboutModel(DefaultModels.Partner.Name).WithTags("Contacts");
        contacts.MapGet("", ListAsync)
            .WithList(ContactQueries.Filters, ContactShape.Shape.Sorts.Select(sort => sort.Name))
            .AnswersList(ContactShape.Shape)
            .WithName("ListContacts")
            .WithSummary("List contacts")
            .WithDescription("Persons and companies, as Odoo's own Contacts have them.");
        contacts.MapPost("", CreateAsync)
            .Repeatable()
            .TakesNew("ContactCreate", ContactFields.Writable)
            .AnswersRecord(ContactShape.Shape, "201")
            .WithName("CreateContact")
            .WithSummary("Create a contact")
            .WithDescription("Created in Odoo, then read back: the answer is the contact as Odoo stored it.");
        contacts.MapGet("/{id:long}", FindAsync)
            .AnswersRecord(ContactShape.Shape)
            .WithName("GetContact")
            .WithSummary("Read a contact");
        contacts.MapPatch("/{id:long}", UpdateAsync)
            .Takes("ContactWrite", ContactFields.Writable)
            .AnswersRecord(ContactShape.Shape)
            .WithName("UpdateContact")
            .WithSummary("Change a contact")
            .WithDescription("Whoever sees a contact may change it. With If-Match, nothing is written when it has changed since.");
    }

    private static Task<IResult> ListAsync(HttpContext http, Viewer viewer, QueryValues query, RecordAnswers answers, CancellationToken cancellationToken)
    {
        var request = ListRequest.From(query, viewer.Connection.Id, defaultSort: "id", defaultDescending: true);
        return answers.ListAsync(http, ContactQueries.List(viewer, query), request, cancellationToken);
    }

    private static Task<IResult> CreateAsync(JsonElement body, Viewer viewer, RecordWrites writes, CancellationToken cancellationToken) =>
        writes.CreateAsync(ContactQueries.One(viewer), body, ContactFields.Writable, id => $"/api/contacts/{id}", cancellationToken);

    private static async Task<IResult> FindAsync(long id, Viewer viewer, RecordAnswers answers, CancellationToken cancellationToken) =>
        await answers.FindAsync(ContactQueries.One(viewer), id, cancellationToken) ?? (IResult)Problems.NotFound($"There is no contact {id}.");

    private static Task<IResult> UpdateAsync(HttpContext http, long id, JsonElement body, Viewer viewer, RecordWrites writes, CancellationToken cancellationToken) =>
        writes.UpdateAsync(http, ContactQueries.One(viewer), id, body, ContactFields.Writable, cancellationToken);
}
