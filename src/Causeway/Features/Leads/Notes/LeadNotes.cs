using Causeway.Mirror.Records;
using Causeway.Mirror.Writes;
using Causeway.Platform.Http;
using Causeway.Platform.Settings;

namespace Causeway.Features.Leads.Notes;

/// <summary>A lead's chatter, read by who may read the lead and written to by who may write it.</summary>
internal sealed class LeadNotes(Chatter chatter, RecordAnswers answers, RecordWrites writes, CausewaySettings settings)
{
    private const int Longest = 100_000;

    public async Task<IResult> ListAsync(long id, Viewer viewer, QueryValues query, CancellationToken cancellationToken)
    {
        var request = ListRequest.From(query, viewer.Connection.Id, "id", defaultDescending: true);
        using var lead = await answers.FindAsync(LeadQueries.OneToRead(viewer, settings), id, cancellationToken);
        return lead is null
            ? Problems.NotFound($"There is no lead {id}.")
            : TypedResults.Ok(await chatter.ReadAsync(viewer.Connection, id, request, cancellationToken));
    }

    public async Task<IResult> AddAsync(HttpContext http, long id, LeadNoteBody body, Viewer viewer, CancellationToken cancellationToken)
    {
        if (Html(body, out var html) is { } invalid)
            return invalid;
        var posted = 0L;
        var post = Chatter.Post(viewer.Connection, html, message => posted = message);
        await writes.ChangeAsync(http, LeadQueries.One(viewer), id, _ => new(new Dictionary<string, object?>(), post), cancellationToken);
        return await chatter.FindAsync(viewer.Connection, id, posted, cancellationToken) is { } note
            ? TypedResults.Created($"/api/crm/leads/{id}/notes", note)
            : TypedResults.Created($"/api/crm/leads/{id}/notes");
    }

    private static Problem? Html(LeadNoteBody body, out string html)
    {
        html = "";
        if (body.Text is null == body.Html is null)
            return Problems.Invalid("text", "is needed, or html, but not both.");
        var (member, sent) = body.Text is { } text ? ("text", text) : ("html", body.Html!);
        if (sent.Length > Longest)
            return Problems.Invalid(member, $"must have at most {Longest} characters.");
        if (sent.Contains('\0'))
            return Problems.Invalid(member, "must not contain the character U+0000.");
        html = body.Text is null ? SafeHtml.Of(sent).Html : SafeHtml.OfText(sent);
        return SafeHtml.Of(html).Text.Length == 0 ? Problems.Invalid(member, "must not be empty.") : null;
    }
}
