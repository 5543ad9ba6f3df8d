using System.Net;
using System.Text.Json;
using Causeway.Tests.Infrastructure;
using Shouldly;

namespace Causeway.Tests.Features.GraphQlApi;

/// <summary>Requests of GraphQL, as a client sends them.</summary>
internal static class GraphQlCalls
{
    public const string Route = "/graphql";

    /// <summary>The data, of an answer without errors.</summary>
    public static async Task<JsonElement> QueryAsync(this Api api, string query, object? variables = null)
    {
        var answer = (await api.GraphQlAsync(query, variables)).Expect(HttpStatusCode.OK);
        answer.Json.TryGetProperty("errors", out var errors).ShouldBeFalse(errors.ToString());
        return answer["data"];
    }

    public static Task<ApiAnswer> GraphQlAsync(this Api api, string query, object? variables = null) => api.PostAsync(Route, new { query, variables });

    /// <summary>The messages of the errors.</summary>
    public static IReadOnlyList<string> Errors(this ApiAnswer answer) => [.. answer["errors"].EnumerateArray().Select(error => error.GetProperty("message").GetString()!)];

    public static long[] Ids(this JsonElement list) => [.. list.EnumerateArray().Select(record => record.GetProperty("id").GetInt64())];
}
