using Causeway.Platform.Http.Document;
using Swashbuckle.AspNetCore.SwaggerUI;

namespace Causeway.Platform.Http;

/// <summary>The OpenAPI document, and Swagger UI over it: made from what the routes declare.</summary>
internal static class OpenApiRules
{
    public const string Name = "v1";

    public static IServiceCollection AddOpenApiRules(this IServiceCollection services) => services.AddOpenApi(Name, options =>
    {
        options.AddSchemaTransformer(DocumentSchemas.TypeInstant);
        options.AddSchemaTransformer(DocumentSchemas.TakeNullOutOfEnum);
        options.AddSchemaTransformer(DocumentSchemas.TakeNullOutOfRequired);
        options.AddOperationTransformer(DocumentParameters.Add);
        options.AddOperationTransformer(DocumentAnswers.Add);
        options.AddDocumentTransformer(DocumentHead.Write);
        options.AddDocumentTransformer(DocumentTags.Sort);
        options.AddDocumentTransformer(DocumentExamples.Add);
    });

    public static void MapOpenApiRules(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json");
        // A route of its own, with and without a slash at its end: the pages take every path that is nobody's.
        app.MapGet("/docs", () => TypedResults.Redirect("/docs/index.html")).AllowAnonymous().ExcludeFromDescription();
        app.UseSwaggerUI(ui =>
        {
            ui.RoutePrefix = "docs";
            ui.SwaggerEndpoint($"/openapi/{Name}.json", "Causeway");
            ui.DocumentTitle = "Causeway API";
            // Two hundred routes: its chapters first, and what one looks for by name.
            ui.DocExpansion(DocExpansion.None);
            ui.DefaultModelsExpandDepth(-1);
            ui.EnableFilter();
            ui.EnableDeepLinking();
            ui.EnableTryItOutByDefault();
            ui.DisplayRequestDuration();
        });
    }
}
