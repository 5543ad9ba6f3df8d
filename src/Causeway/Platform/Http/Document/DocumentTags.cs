using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Causeway.Platform.Http.Document;

/// <summary>The chapters of the document, in the order in which one reads them.</summary>
internal static class DocumentTags
{
    private static readonly (string Name, string Description)[] Chapters =
    [
        ("Sign in", "Local accounts, Odoo API keys and Microsoft; tokens, cookies and tokens for programs."),
        ("Profile", "One's own account in Odoo."),
        ("CRM", "Leads and what belongs to them, in Odoo's words. Writes go to Odoo first and are readable at once."),
        ("Sales", "Opportunities, the board, accounts, receivables and figures, in the words of sales."),
        ("Activities", "What is planned, and for whom."),
        ("Contacts", "Persons and companies."),
        ("Products", "What is sold."),
        ("Invoices", "Customer invoices and credit notes."),
        ("Tasks", "Tasks of our own, which need no Odoo, their calendar and their figures."),
        ("Search", "Across all that you may see."),
        ("Records", "Any mirrored model, standard or custom."),
        ("Changes", "What happened since a position: to follow a list once it is read."),
        ("Views", "Saved filters, one's own and shared."),
        ("GraphQL", "The same data under the same rules, by GraphQL."),
        ("Odoo", "Odoo's own methods, through Causeway."),
        ("Users", "Who may use Causeway, and which Odoo user each is."),
        ("Connections", "The Odoo instances that are mirrored."),
        ("Integrations", "Syncing: connect, run, watch, prove."),
        ("Webhooks", "How Odoo tells that something has changed."),
        ("Audit", "Who did what, from where, when."),
        ("Settings", "What is in force."),
        ("Health", "For load balancers and people."),
    ];

    /// <summary>Those that the routes use, sorted; a tag that is not among the chapters comes last and undescribed.</summary>
    public static Task Sort(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        var used = (document.Tags ?? new HashSet<OpenApiTag>()).Select(tag => tag.Name!).ToList();
        document.Tags = new HashSet<OpenApiTag>(
            [
                .. Chapters.Where(chapter => used.Contains(chapter.Name)).Select(chapter => new OpenApiTag { Name = chapter.Name, Description = chapter.Description }),
                .. used.Except(Chapters.Select(chapter => chapter.Name)).Select(name => new OpenApiTag { Name = name }),
            ]);
        return Task.CompletedTask;
    }
}
