using Causeway.Platform.Http;

namespace Causeway.Features.Leads.Notes;

/// <summary>One message of a lead's chatter, as Odoo has it at this moment.</summary>
internal sealed record LeadNote
{
    /// <summary>The message's id in Odoo.</summary>
    public required long Id { get; init; }

    public required DateTimeOffset? Date { get; init; }

    /// <summary>Odoo's message_type: comment (a person wrote it), notification (Odoo did), email and others.</summary>
    public required string Type { get; init; }

    /// <summary>What it is for Odoo, such as Note or Stage Changed.</summary>
    public required NoteReference? Subtype { get; init; }

    /// <summary>The partner who wrote it; null where Odoo knows an address alone.</summary>
    public required NoteReference? Author { get; init; }

    public required string? EmailFrom { get; init; }

    public required string? Subject { get; init; }

    /// <summary>Without any markup.</summary>
    public required string Text { get; init; }

    /// <summary>Of Odoo's markup what can do no harm: no script, style, image or form, links to the web and to mail alone.</summary>
    public required string Html { get; init; }

    /// <summary>The lead in Odoo, where its chatter is.</summary>
    public required string OdooUrl { get; init; }
}

/// <summary>A record that a message refers to.</summary>
internal sealed record NoteReference(long Id, string? Name);

/// <summary>A page of a lead's chatter.</summary>
internal sealed record LeadNotesAnswer(IReadOnlyList<LeadNote> Notes, Pagination Pagination);

/// <summary>A new note: text, or HTML of which what can do no harm is kept.</summary>
internal sealed record LeadNoteBody(string? Text = null, string? Html = null);
