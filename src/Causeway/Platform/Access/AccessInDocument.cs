using Causeway.Platform.Access.ApiTokens;
using Causeway.Platform.Access.Sessions;
using Causeway.Platform.Http.Document;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Causeway.Platform.Access;

/// <summary>What the OpenAPI document says of who may call a route, and with what.</summary>
internal static class AccessInDocument
{
    private const string Bearer = "bearer";
    private const string Password = "password";
    private const string AdminKey = "admin_key";
    private const string Cookie = "session";
    private const string Csrf = "csrf";

    public static void AddAccess(this OpenApiOptions options)
    {
        options.AddOperationTransformer(Add);
        options.AddDocumentTransformer(AddSchemes);
    }

    private static Task AddSchemes(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Bearer] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "The access_token of a sign-in, or a personal API token (cw_...)." },
            [Password] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.OAuth2,
                Description = "Username and password of a local account. Client id and secret stay empty.",
                Flows = new OpenApiOAuthFlows { Password = new OpenApiOAuthFlow { TokenUrl = new Uri("/api/auth/token", UriKind.Relative), RefreshUrl = new Uri("/api/auth/token", UriKind.Relative), Scopes = new Dictionary<string, string>() } },
            },
            [AdminKey] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = "X-ODOO-API-KEY", Description = "ADMIN_API_KEY: an administrator's programs, where it is set." },
            [Cookie] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = SessionCookie.Name, Description = "The cookie of a sign-in with \"session\": true, for browsers." },
            [Csrf] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = SessionCookie.CsrfHeader, Description = "The csrf_token of GET /api/auth/session: beside the cookie, on whatever is no GET." },
        };
        return Task.CompletedTask;
    }

    private static Task Add(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var route = new RouteFacts(context.Description);
        var noTokens = ScopeRules.RefusesApiTokens(context.Description.ActionDescriptor.EndpointMetadata);
        operation.Security = [.. Ways(route).Select(way => Requirement(way, context.Document!))];
        operation.Description = string.Join("\n\n", new[] { operation.Description, Who(route, noTokens) }.Where(text => !string.IsNullOrEmpty(text)));
        return Task.CompletedTask;
    }

    private static IEnumerable<string[]> Ways(RouteFacts route) => route.Policy switch
    {
        null => [],
        AccessRules.User => [[Bearer], [Password], WithCookie(route)],
        _ => [[Bearer], [Password], [AdminKey], WithCookie(route)],
    };

    private static string[] WithCookie(RouteFacts route) => route.IsRead ? [Cookie] : [Cookie, Csrf];

    private static OpenApiSecurityRequirement Requirement(string[] schemes, OpenApiDocument document)
    {
        var requirement = new OpenApiSecurityRequirement();
        foreach (var scheme in schemes)
            requirement[new OpenApiSecuritySchemeReference(scheme, document)] = [];
        return requirement;
    }

    private static string Who(RouteFacts route, bool noTokens)
    {
        var who = route.Policy switch
        {
            null => "For everybody: it asks for no sign-in.",
            AccessRules.User => "For users.",
            AccessRules.Admin => "For administrators.",
            _ => "For active users and the admin key.",
        };
        return noTokens ? $"{who} Not by a personal API token." : who;
    }
}
