using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Causeway.Tests.Platform.Http.Document;
using Shouldly;

namespace Causeway.Tests.Infrastructure;

/// <summary>
/// One caller of the API, with a token or with headers of their own, or nobody. Whatever is answered to them must be as
/// the OpenAPI document says.
/// </summary>
internal sealed class Api(HttpClient http, string? token = null, params (string Name, string Value)[] always)
{
    /// <summary>Signs in by a route of the API.</summary>
    public static async Task<Api> SignInAsync(HttpClient http, string route, object credentials)
    {
        using var answer = await http.PostAsJsonAsync(route, credentials);
        var body = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, body);
        return new Api(http, JsonDocument.Parse(body).RootElement.GetProperty("access_token").GetString()!);
    }

    public Task<ApiAnswer> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, path, null, headers);

    public Task<ApiAnswer> PostAsync(string path, object? body = null, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Post, path, body, headers);

    public Task<ApiAnswer> PutAsync(string path, object? body, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Put, path, body, headers);

    public Task<ApiAnswer> PatchAsync(string path, object? body, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Patch, path, body, headers);

    public Task<ApiAnswer> DeleteAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Delete, path, null, headers);

    public Task<ApiAnswer> SendAsync(HttpMethod method, string path, object? body, params (string Name, string Value)[] headers) =>
        SendAsync(method, path, body is null ? null : JsonContent.Create(body), headers);

    public async Task<ApiAnswer> SendAsync(HttpMethod method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = Request(method, path, headers);
        request.Content = content;
        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        (await AnswerJudge.FaultsAsync(method.Method, path, response, text)).ShouldBeEmpty();
        return new ApiAnswer(response.StatusCode, response.Headers, response.Content.Headers, text);
    }

    /// <summary>The answer once its head is here, for a body that does not end.</summary>
    public async Task<HttpResponseMessage> FollowAsync(string path, params (string Name, string Value)[] headers)
    {
        using var request = Request(HttpMethod.Get, path, headers);
        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    private HttpRequestMessage Request(HttpMethod method, string path, (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path);
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        foreach (var (name, value) in always.Concat(headers))
            request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }
}

/// <summary>What the API said.</summary>
internal sealed record ApiAnswer(HttpStatusCode Status, HttpResponseHeaders Headers, HttpContentHeaders ContentHeaders, string Text)
{
    public int Code => (int)Status;

    public JsonElement Json => field.ValueKind == JsonValueKind.Undefined ? field = JsonDocument.Parse(Text).RootElement : field;

    public string? Header(string name) => Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;

    public string ETag => Header("ETag").ShouldNotBeNull();

    public JsonElement this[string member] => Json.GetProperty(member);

    public long Id => this["id"].GetInt64();

    /// <summary>The fields that a problem names, in their order.</summary>
    public string[] BadFields => [.. this["details"].EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal)];

    /// <summary>The ids of the records of a list.</summary>
    public long[] Ids(string collection) => [.. this[collection].EnumerateArray().Select(record => record.GetProperty("id").GetInt64())];

    /// <summary>The same answer, if it has this status.</summary>
    public ApiAnswer Expect(HttpStatusCode status)
    {
        Status.ShouldBe(status, Text);
        return this;
    }
}
