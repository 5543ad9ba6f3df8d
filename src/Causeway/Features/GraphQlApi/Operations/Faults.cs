using Causeway.GraphQL;
using Causeway.Platform.Http;

namespace Causeway.Features.GraphQlApi.Operations;

/// <summary>Problems of the API as GraphQL tells them: the same words, with a code.</summary>
internal static class Faults
{
    public static GraphQLException Of(Problem problem) => Of(problem.Detail, Code(problem.Status));

    public static GraphQLException Of(string message, string code) =>
        new(new GraphQLError(message) { Extensions = new Dictionary<string, object?> { ["code"] = code } });

    public static GraphQLException NoConnection => Of("No Odoo is connected yet. An administrator connects one with POST /api/integrations/odoo/configure.", "NO_CONNECTION");

    private static string Code(int status) => status switch
    {
        400 => "BAD_REQUEST",
        401 => "UNAUTHENTICATED",
        403 => "FORBIDDEN",
        404 => "NOT_FOUND",
        409 => "CONFLICT",
        410 => "GONE",
        412 => "STALE",
        422 => "REFUSED",
        502 or 503 or 504 => "UNAVAILABLE",
        _ => "FAILED",
    };
}
