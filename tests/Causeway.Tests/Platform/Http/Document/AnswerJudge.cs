using System.Diagnostics;
using System.Text.Json;
using Causeway.Tests.Infrastructure;

namespace Causeway.Tests.Platform.Http.Document;

/// <summary>
/// Holds what the API answers, in whichever test, against what the OpenAPI document says that it answers: the status, the
/// headers, the type and every member of the body. The validator is a program that others wrote.
/// </summary>
internal static class AnswerJudge
{
    /// <summary>The headers that only answers have of which the document says so.</summary>
    private static readonly string[] Telling = ["ETag", "Location", "Retry-After", "X-Changes-Position", "X-Data-As-Of"];

    private static readonly SemaphoreSlim OneAtATime = new(1);
    private static readonly Lazy<ApiDocument> Document = new(ApiDocument.OfRepository);
    private static readonly Lazy<Process> Program = new(Start);

    /// <summary>What is wrong with an answer; nothing where the document has no such operation, as for a path that is none.</summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(string method, string path, HttpResponseMessage response, string body)
    {
        var plain = path.Split('?')[0];
        if (plain.StartsWith("/api/v1/", StringComparison.Ordinal))
            plain = plain.Remove(4, 3);
        if (Document.Value.Find(method, plain) is not { } operation)
            return [];
        return await AskAsync(JsonSerializer.Serialize(new
        {
            operation = operation.Id,
            status = (int)response.StatusCode,
            type = response.Content.Headers.ContentType?.MediaType,
            headers = Telling.Where(response.Headers.Contains),
            body,
        }));
    }

    private static async Task<IReadOnlyList<string>> AskAsync(string line)
    {
        await OneAtATime.WaitAsync();
        try
        {
            await Program.Value.StandardInput.WriteLineAsync(line);
            await Program.Value.StandardInput.FlushAsync();
            var answer = await Program.Value.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("tests/tools/judge.js has ended; what it said stands above.");
            return JsonSerializer.Deserialize<string[]>(answer)!;
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    /// <summary>It ends with us, when its input does.</summary>
    private static Process Start() => Process.Start(new ProcessStartInfo("node", [Path.Combine(TestTools.Directory, "judge.js"), ApiDocument.Copy])
    {
        UseShellExecute = false,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!;
}
