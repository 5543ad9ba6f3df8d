using Causeway.Mirror.Records;
using Causeway.Platform.Http;
using Causeway.Platform.Http.Document;

namespace Causeway.Features.Leads.Notes;

/// <summary><c>/crm/leads/{id}/notes</c>.</summary>
internal static class LeadNoteEndpoints
{
    public static void MapLeadNotes(this RouteGroupBuilder leads)
    {
        leads.MapGet("/{id:long}/notes", (long id, Viewer viewer, QueryValues query, LeadNotes notes, CancellationToken cancellationToken) => notes.ListAsync(id, viewer, query, cancellationToken))
            .WithList(QuerySpec.None, ["id"])
            .AnswersOwnList<LeadNote>("notes")
            .CallsOdoo()
            .Produces<LeadNotesAnswer>()
            .WithName("ListLeadNotes")
            .WithSummary("Read a lead's chatter")
            .WithDescription("""
                Odoo's own messages on the lead, the latest first, for who may read the lead. They are read from Odoo when you ask: 503 or 504 where it
                cannot be reached. html keeps what can do no harm of Odoo's markup; text has none.
                """);
        leads.MapPost("/{id:long}/notes", (HttpContext http, long id, LeadNoteBody body, Viewer viewer, LeadNotes notes, CancellationToken cancellationToken) =>
                notes.AddAsync(http, id, body, viewer, cancellationToken))
            .WithMetadata(new WritesToOdoo(), new ChecksIfMatch())
            .Produces<LeadNote>(StatusCodes.Status201Created)
            .WithName("AddLeadNote")
            .WithSummary("Add a note to a lead")
            .WithDescription("""
                An internal note in Odoo's chatter, by who may change the lead: text (line breaks are kept) or html (what can do no harm is kept). Its author in Odoo is
                you where you have saved credentials of your own, else the connection's account.
                """);
    }
}
