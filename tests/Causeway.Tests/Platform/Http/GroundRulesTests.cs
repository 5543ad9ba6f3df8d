using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Causeway.Tests.Infrastructure;
using Causeway.Tests.Mirror;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Platform.Http;

/// <summary>The ground rules (contract section 1) on every route that the OpenAPI document names, a route of tomorrow too.</summary>
public sealed class GroundRulesTests(SharedMirror shared) : IClassFixture<SharedMirror>
{
    /// <summary>Else the answer may come, and the connection end, while the body is still on its way.</summary>
    private static readonly (string, string) WhenAskedFor = ("Expect", "100-continue");

    private static readonly string[] Paging = ["page", "per_page", "cursor", "sort_by", "sort_order", "count"];

    /// <summary>What is mirrored, which is all on one page; the runs, which the contract pages by limit; and what is read from Odoo as it is asked for.</summary>
    private static readonly string[] Others = ["ListMirroredModels", "ListSyncRuns", "ListLeadNotes"];

    /// <summary>What is set up, and is no record.</summary>
    private static readonly string[] Settings = ["GetConnection"];

    private readonly MirrorServer mirror = shared.Mirror;

    [Fact]
    public async Task Every_list_pages_both_ways_has_an_ETag_and_comes_as_CSV()
    {
        var faults = new List<string>();
        foreach (var list in (await OperationsAsync()).Where(operation => operation.IsList && !Others.Contains(operation.Id)))
        {
            faults.AddRange(Paging.Except(list.Query).Select(parameter => $"{list.Id} takes no {parameter}."));
            var path = await WithRecordAsync(list);
            var first = await mirror.Admin.GetAsync($"{path}?per_page=1");
            faults.AddRange(MissingHeaders(list, first));
            if (first.Code != 200)
                continue;
            if ((await mirror.Admin.GetAsync($"{path}?per_page=1", ("If-None-Match", first.ETag))).Code != 304)
                faults.Add($"{list.Id} has no 304.");
            faults.AddRange(await PagesAsync(list, path, first));
            // Last, since an export is on record in the audit log, which is a list too.
            if ((await mirror.Admin.GetAsync($"{path}?format=csv")).ContentHeaders.ContentType?.MediaType != "text/csv")
                faults.Add($"{list.Id} has no CSV.");
            if ((await mirror.Admin.GetAsync(path, ("Accept", "text/csv"))).ContentHeaders.ContentType?.MediaType != "text/csv")
                faults.Add($"{list.Id} has no CSV by Accept.");
        }

        faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_read_of_one_record_has_an_ETag_and_says_how_fresh_it_is()
    {
        var (faults, seen) = (new List<string>(), 0);
        foreach (var read in (await OperationsAsync()).Where(operation => operation is { Method: "get", IsOfRecord: true, IsList: false } && !Settings.Contains(operation.Id)))
        {
            var path = await WithRecordAsync(read);
            var answer = await mirror.Admin.GetAsync(path);
            // There is none to read, and no number stands for one.
            if (answer.Code == 400)
                continue;
            seen++;
            faults.AddRange(MissingHeaders(read, answer));
            if (answer.Code == 200 && (await mirror.Admin.GetAsync(path, ("If-None-Match", answer.ETag))).Code != 304)
                faults.Add($"{read.Id} has no 304.");
        }

        faults.ShouldBeEmpty();
        seen.ShouldBeGreaterThan(6);
    }

    [Fact]
    public async Task Every_route_refuses_a_parameter_that_it_does_not_know()
    {
        var faults = new List<string>();
        // What takes any field as a filter says so in the document.
        foreach (var operation in (await OperationsAsync()).Where(operation => operation is { IsApi: true, TakesAnyQuery: false }))
        {
            var answer = await SendAsync(operation, $"{operation.Path}?nobody_knows=1", operation.TakesBody ? new StringContent("{}", Encoding.UTF8, "application/json") : null);
            if (!(answer.Code == 400 && answer.Text.Contains("nobody_knows", StringComparison.Ordinal)) && !IsAnEarlierRefusal(operation, answer))
                faults.Add($"{operation.Id}: {answer.Code} {answer.Text}");
        }

        faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_body_is_refused_when_it_has_a_member_too_many_another_type_or_is_too_large()
    {
        // Records of ours: Odoo's are there.
        var admin = (await mirror.Admin.GetAsync("/api/auth/me"))["user"].GetProperty("id").GetString();
        (await mirror.Admin.PostAsync("/api/tasks", new { entity_name = "Northwind", task_type = "Call", task_time = "2026-12-24T10:00:00Z", contact_person_id = admin })).Expect(HttpStatusCode.Created);
        (await mirror.Admin.PostAsync("/api/views", new { name = "Of the ground rules", resource = "leads" })).Expect(HttpStatusCode.Created);
        var faults = new List<string>();
        foreach (var operation in (await OperationsAsync()).Where(operation => operation.TakesJson))
        {
            var path = await WithRecordAsync(operation);
            var unknown = await SendAsync(operation, path, new StringContent("""{"nobody_knows": 1}""", Encoding.UTF8, "application/json"));
            if (unknown.Code != 400 && !IsAnEarlierRefusal(operation, unknown))
                faults.Add($"{operation.Id}, a member too many: {unknown.Code} {unknown.Text}");
            var text = await SendAsync(operation, path, new StringContent("""{"nobody_knows": 1}""", Encoding.UTF8, "text/plain"));
            if (text.Code != 415)
                faults.Add($"{operation.Id}, as text: {text.Code} {text.Text}");
            var large = await SendAsync(operation, path, new StringContent($$"""{"nobody_knows": "{{new string('x', 1024 * 1024)}}"}""", Encoding.UTF8, "application/json"), WhenAskedFor);
            if (large.Code != 413)
                faults.Add($"{operation.Id}, too large: {large.Code} {large.Text}");
            faults.AddRange(new[] { unknown, text, large }.Where(answer => answer.ContentHeaders.ContentType?.MediaType != "application/problem+json").Select(answer => $"{operation.Id}: {answer.Code} is no problem."));
        }

        faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_path_answers_another_method_by_405_and_says_which_are_allowed()
    {
        var faults = new List<string>();
        var operations = await OperationsAsync();
        foreach (var path in operations.Where(operation => operation.IsApi).GroupBy(operation => operation.Path))
        {
            // Another route's pattern may take the path: /opportunities/{id} takes what stands behind /opportunities.
            foreach (var method in new[] { "GET", "POST", "PUT", "PATCH", "DELETE" }.Except(operations.Where(operation => operation.Matches(path.Key)).Select(operation => operation.Method.ToUpperInvariant())))
            {
                var answer = await mirror.Admin.SendAsync(new HttpMethod(method), path.Key, (object?)null);
                if (answer.Code is not (405 or 404))
                    faults.Add($"{method} {path.Key}: {answer.Code}");
                else if (answer.ContentHeaders.ContentType?.MediaType != "application/problem+json" || (answer.Code == 405 && answer.ContentHeaders.Allow.Count == 0))
                    faults.Add($"{method} {path.Key}: {answer.Code} without a problem or Allow");
            }
        }

        faults.ShouldBeEmpty();
    }

    private async Task<IEnumerable<string>> PagesAsync(Rule list, string path, ApiAnswer first)
    {
        var pagination = first["pagination"];
        if (!pagination.GetProperty("has_next").GetBoolean())
            return [];
        var second = await mirror.Admin.GetAsync($"{path}?per_page=1&page=2");
        var next = await mirror.Admin.GetAsync($"{path}?per_page=1&cursor={pagination.GetProperty("next_cursor").GetString()}");
        return Rows(second) == Rows(next) && Rows(second) != Rows(first) ? [] : [$"{list.Id} has another second page by number than by cursor."];
    }

    /// <summary>The records of a list, whatever it is called.</summary>
    private static string Rows(ApiAnswer answer) =>
        string.Concat(answer.Json.EnumerateObject().Where(member => member.Name != "pagination").Select(member => member.Value.GetRawText()));

    private static IEnumerable<string> MissingHeaders(Rule rule, ApiAnswer answer) => answer.Code != 200
        ? [$"{rule.Id} answers {answer.Code}: {answer.Text}"]
        : new[] { "ETag", "X-Data-As-Of", rule.IsOfMirror ? "X-Changes-Position" : "ETag", rule.IsOfMirror ? "X-Connection" : "ETag" }.Where(header => answer.Header(header) is null).Select(header => $"{rule.Id} has no {header}.");

    /// <summary>What a route looks at before: whether the caller came as it wants, what the path names, and the body.</summary>
    private static bool IsAnEarlierRefusal(Rule rule, ApiAnswer answer) =>
        answer.Code is 401 or 403 or 409
        || (rule.Path.Contains("999999999", StringComparison.Ordinal) && answer.Code is 400 or 404)
        || (rule.TakesBody && answer.Code is 400 or 415);

    private Task<ApiAnswer> SendAsync(Rule operation, string path, HttpContent? content, params (string Name, string Value)[] headers) =>
        mirror.Admin.SendAsync(new HttpMethod(operation.Method.ToUpperInvariant()), path, content, headers);

    private async Task<string> WithRecordAsync(Rule rule)
    {
        if (!rule.Path.Contains("999999999", StringComparison.Ordinal))
            return rule.Path;
        var list = rule.Path.Split("/999999999")[0];
        var records = (await mirror.Admin.GetAsync($"{list}?per_page=1")) is { Code: 200 } answer ? answer.Json.EnumerateObject().FirstOrDefault(member => member.Value.ValueKind == System.Text.Json.JsonValueKind.Array) : default;
        return records.Value.ValueKind == System.Text.Json.JsonValueKind.Array && records.Value.GetArrayLength() > 0 && records.Value[0].TryGetProperty("id", out var id)
            ? rule.Path.Replace("999999999", id.ToString(), StringComparison.Ordinal)
            : rule.Path.Replace("999999999", $"{(await mirror.Admin.GetAsync("/api/opportunities?per_page=1")).Ids("opportunities")[0]}", StringComparison.Ordinal);
    }

    private async Task<IReadOnlyList<Rule>> OperationsAsync()
    {
        var document = JsonNode.Parse(await mirror.Server.Client.GetStringAsync("/openapi/v1.json"))!;
        return
        [
            .. from path in document["paths"]!.AsObject()
               from method in path.Value!.AsObject()
               select new Rule(path.Key, method.Key, method.Value!, document),
        ];
    }

    /// <summary>What the document says of an operation.</summary>
    private sealed class Rule(string pattern, string method, JsonNode operation, JsonNode document)
    {
        public string Id => (string)operation["operationId"]!;

        public string Method => method;

        public string Path { get; } = pattern.Replace("{id}", "999999999").Replace("{sync_id}", $"{Guid.Empty}").Replace("{model}", "crm.lead").Replace("{method}", "search_read").Replace("{token}", "x");

        /// <summary>Whoever asks for our health is not held to anything.</summary>
        public bool IsApi => pattern.StartsWith("/api/", StringComparison.Ordinal) && pattern != "/api/health";

        public bool Matches(string path) =>
            pattern.Split('/') is var own && path.Split('/') is var other && own.Length == other.Length && own.Zip(other).All(part => part.First.StartsWith('{') || part.First == part.Second);

        public IReadOnlyList<string> Query { get; } =
            [.. (operation["parameters"]?.AsArray() ?? []).Where(parameter => (string?)parameter!["in"] == "query").Select(parameter => (string)parameter!["name"]!)];

        public bool TakesAnyQuery => (operation["parameters"]?.AsArray() ?? []).Any(parameter => (string?)parameter!["in"] == "query" && parameter["schema"]?["additionalProperties"] is not null);

        public bool TakesBody => operation["requestBody"] is not null;

        public bool TakesJson => operation["requestBody"]?["content"]?["application/json"] is not null && Id is not ("ReceiveWebhook" or "ReceiveWebhookBySecretPath");

        public bool IsList => method == "get" && Answer?["properties"]?["pagination"] is not null;

        public bool IsOfRecord => pattern.EndsWith("/{id}", StringComparison.Ordinal) && Query.Count <= 2;

        /// <summary>Whether it answers Odoo's records, which stand at a position of the feed.</summary>
        public bool IsOfMirror => operation["responses"]?["200"]?["headers"]?["X-Changes-Position"] is not null;

        private JsonNode? Answer
        {
            get
            {
                var schema = operation["responses"]?["200"]?["content"]?["application/json"]?["schema"];
                return (string?)schema?["$ref"] is { } reference ? document["components"]!["schemas"]![reference.Split('/')[^1]] : schema;
            }
        }
    }
}
