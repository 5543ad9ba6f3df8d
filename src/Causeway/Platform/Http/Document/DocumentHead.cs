using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Causeway.Platform.Http.Document;

/// <summary>What stands before the first route: what this is, where it is, and what holds for every route.</summary>
internal static class DocumentHead
{
    private const string About = """
        An exact, live copy of what matters in Odoo: served fast, under one visibility rule, and written through.

        - Every route under `/api` stands, unchanged, under `/api/v1` as well.
        - JSON in snake_case; dates such as `2026-01-31`, instants in UTC such as `2026-01-31T08:30:00Z`. What is empty is `null`.
        - A request acts on one Odoo connection: the one named in `X-Connection`, else yours. The answer names it.
        - What you may not see answers 404 and is in no count.
        - Errors are `application/problem+json` (RFC 9457), with `detail` in plain words and `details` by field.
        - A query parameter or a member of a body that a route does not know is a 400 that names it.
        """;

    public static Task Write(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Causeway",
            Version = "v1",
            Description = About,
            License = new OpenApiLicense { Name = "MIT", Identifier = "MIT" },
        };
        // Wherever it is served from: the document must not change with the port.
        document.Servers = [new OpenApiServer { Url = "/", Description = "This server." }];
        return Task.CompletedTask;
    }
}
