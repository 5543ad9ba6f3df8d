using System.Net.Http.Json;
using System.Text.Json;
using Shouldly;

namespace Causeway.Tests.Infrastructure;

/// <summary>What a test does to the sandbox Odoo behind its clients' backs.</summary>
internal sealed class OdooControl(string url) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = new Uri(url) };

    /// <summary>Every row of a model as it is stored, archived ones too, by id.</summary>
    public async Task<IReadOnlyDictionary<long, JsonElement>> DumpAsync(string model)
    {
        var rows = await http.GetFromJsonAsync<JsonElement[]>($"/sandbox/dump/{model}");
        return rows!.ToDictionary(row => row.GetProperty("id").GetInt64());
    }

    /// <summary>Sets a fault: kind, model, method, times, after, ...</summary>
    public Task FaultAsync(object fault) => SendAsync(HttpMethod.Post, "faults", fault);

    public Task ClearFaultsAsync() => SendAsync(HttpMethod.Delete, "faults");

    public Task ResetCallsAsync() => SendAsync(HttpMethod.Delete, "calls");

    /// <summary>How often each model was asked, since the last reset.</summary>
    public async Task<IReadOnlyList<(string Model, string Method, int Count)>> CallsAsync()
    {
        var calls = await http.GetFromJsonAsync<JsonElement[]>("/sandbox/calls");
        return [.. calls!.Select(call => (call.GetProperty("model").GetString()!, call.GetProperty("method").GetString()!, call.GetProperty("count").GetInt32()))];
    }

    public async Task<int> CountCallsAsync() => (await CallsAsync()).Sum(call => call.Count);

    /// <summary>Runs a call now and leaves it uncommitted; answers the transaction to commit.</summary>
    public async Task<int> BeginAsync(string model, string method, object[] args) =>
        (await SendAsync(HttpMethod.Post, "transactions", new { model, method, args })).GetProperty("transaction").GetInt32();

    public Task CommitAsync(int transaction) => SendAsync(HttpMethod.Post, $"transactions/{transaction}/commit");

    /// <summary>An UPDATE in SQL: no write_date moves but one that is given.</summary>
    public Task UpdateAsync(string model, long[] ids, object values) => SendAsync(HttpMethod.Post, "sql", new { model, ids, values });

    public Task DeleteAsync(string model, long[] ids) => SendAsync(HttpMethod.Delete, "sql", new { model, ids });

    public Task AddFieldAsync(string model, string name, string type) => SendAsync(HttpMethod.Post, "fields", new { model, name, type });

    public Task RemoveFieldAsync(string model, string name) => SendAsync(HttpMethod.Delete, "fields", new { model, name });

    /// <summary>From now on reading that record raises.</summary>
    public Task PoisonAsync(string model, long id) => SendAsync(HttpMethod.Post, "poison", new { model, id });

    /// <summary>Ends an API key, as its owner's "Remove" does.</summary>
    public Task RevokeKeyAsync(string key) => SendAsync(HttpMethod.Delete, "keys", new { api_key = key });

    public async Task<string> AddKeyAsync(string login) => (await SendAsync(HttpMethod.Post, "keys", new { login })).GetProperty("api_key").GetString()!;

    /// <summary>Takes a user's right to a model away: read, write, create or unlink.</summary>
    public Task ForbidAsync(string login, string model, string right = "read") => SendAsync(HttpMethod.Post, "access", new { login, model, rights = new[] { right } });

    public Task AllowAllAsync() => SendAsync(HttpMethod.Delete, "access");

    /// <summary>Any other control: the README of the sandbox lists them.</summary>
    public Task<JsonElement> PostAsync(string path, object body) => SendAsync(HttpMethod.Post, path, body);

    public Task<JsonElement> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public void Dispose() => http.Dispose();

    private async Task<JsonElement> SendAsync(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, $"/sandbox/{path}");
        if (body is not null)
            request.Content = JsonContent.Create(body);
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue(text);
        return JsonDocument.Parse(text).RootElement;
    }
}
