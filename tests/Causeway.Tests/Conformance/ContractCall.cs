using System.Text;
using System.Text.RegularExpressions;
using Causeway.Tests.Infrastructure;
using Shouldly;

namespace Causeway.Tests.Conformance;

/// <summary>
/// One line of a contract's table: who calls what, with which body, and the status and members that come back (as
/// <see cref="Fields"/> reads them). <c>&lt;lead&gt;</c> and the like are made for the line alone.
/// </summary>
internal sealed partial record ContractCall(string Who, string Method, string Path, string? Body, int Status, string Members)
{
    public const string Pagination = "pagination{page per_page total pages has_next has_prev next_cursor}";

    private const string Problem = "type title status detail error trace_id";

    public static ContractCall Parse(string line)
    {
        var parts = line.Split('|', StringSplitOptions.TrimEntries);
        var words = parts[0].Split(' ', 4, StringSplitOptions.RemoveEmptyEntries);
        var (status, members) = parts[1].Split(' ', 2) is [var number, var rest] ? (number, rest) : (parts[1], "");
        return new ContractCall(words[0], words[1], words[2], words.Length > 3 ? words[3] : null, int.Parse(status), members);
    }

    /// <summary>Makes the call under /api, and a reading one under /api/v1 too.</summary>
    public async Task CheckAsync(ConformanceServer server, Func<string, Task<string>> make)
    {
        var (path, body) = (await FillAsync(Path, make), Body is null ? null : await FillAsync(Body, make));
        var answer = await SendAsync(server.Caller(Who), $"/api{path}", body);

        answer.Code.ShouldBe(Status, answer.Text);
        Fields.Check(answer.Text.Length > 0 ? answer.Json : default, Status >= 400 ? $"{Problem} {Members}" : Members).ShouldBeEmpty(answer.Text);
        if (Status >= 400)
            (answer["error"].GetString(), answer["status"].GetInt32()).ShouldBe((answer["detail"].GetString(), Status));
        if (Method == "GET")
            (await SendAsync(server.Caller(Who), $"/api/v1{path}", body)).Code.ShouldBe(Status);
    }

    private Task<ApiAnswer> SendAsync(Api caller, string path, string? body) =>
        caller.SendAsync(new HttpMethod(Method), path, body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"));

    private static async Task<string> FillAsync(string text, Func<string, Task<string>> make)
    {
        foreach (var name in Placeholder().Matches(text).Select(match => match.Value).Distinct())
            text = text.Replace(name, await make(name[1..^1]), StringComparison.Ordinal);
        return text;
    }

    [GeneratedRegex("<[a-z-]+>", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Placeholder();
}
