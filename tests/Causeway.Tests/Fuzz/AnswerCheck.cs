using System.Text.Json;

namespace Causeway.Tests.Fuzz;

/// <summary>What must hold of any answer to any request.</summary>
internal static class AnswerCheck
{
    /// <summary>What is wrong with it; null where nothing is.</summary>
    public static string? Fault(HttpRequestMessage request, HttpResponseMessage answer, string body)
    {
        var status = (int)answer.StatusCode;
        // Every server that the scene names answers: a 502, 503 or 504 would be no more true than a 500.
        if (status >= 500)
            return $"answered {status}";
        if (status >= 400 && request.Method != HttpMethod.Head)
            return ProblemFault(answer, body);
        return answer.Content.Headers.ContentType?.MediaType == "application/json" && request.Method != HttpMethod.Head && !IsJson(body) ? "is no JSON" : null;
    }

    private static string? ProblemFault(HttpResponseMessage answer, string body)
    {
        if (answer.Content.Headers.ContentType?.MediaType != "application/problem+json")
            return $"answered {(int)answer.StatusCode} without a problem";
        if (body.Contains("   at ", StringComparison.Ordinal))
            return "shows a stack trace";
        using var problem = JsonDocument.Parse(body);
        var root = problem.RootElement;
        return root.GetProperty("status").GetInt32() == (int)answer.StatusCode
            && root.GetProperty("trace_id").GetString() is { Length: > 0 }
            && root.GetProperty("detail").GetString() is { Length: > 0 } detail
            && root.GetProperty("error").GetString() == detail
            ? null
            : "is a problem that lacks something";
    }

    private static bool IsJson(string body)
    {
        try
        {
            using var _ = JsonDocument.Parse(body);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
