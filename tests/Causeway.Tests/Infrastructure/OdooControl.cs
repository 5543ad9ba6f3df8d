using System.Net.Http.Json;
using System.Text.Json;

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

    /// <summary>Commits; a transaction that went down with its database is none.</summary>
    public async Task TryCommitAsync(int transaction)
    {
        using var answer = await http.PostAsync($"/sandbox/transactions/{transaction}/commit", null);
    }

    public Task StepClockAsync(double seconds) => SendAsync(HttpMethod.Post, "clock", new { seconds });

    /// <summary>A job of OdooBot over open leads; unstamped it moves no write_date, as the nightly scoring.</summary>
    public Task RecomputeAsync(double shift, int[]? ids, bool stamped) =>
        SendAsync(HttpMethod.Post, "recompute", ids is null ? new { shift, stamped } : new { shift, ids, stamped });

    /// <summary>Reading this record raises.</summary>
    public Task PoisonAsync(string model, int id) => SendAsync(HttpMethod.Post, "poison", new { model, id });

    public Task CurePoisonAsync() => SendAsync(HttpMethod.Delete, "poison");

    /// <summary>A record rule: of the model this user sees what the domain lets through.</summary>
    public Task RuleAsync(string login, string model, object domain) => SendAsync(HttpMethod.Post, "rules", new { login, model, domain });

    public Task ClearRulesAsync() => SendAsync(HttpMethod.Delete, "rules");

    /// <summary>An UPDATE in SQL: no write_date moves but one that is given.</summary>
    public Task UpdateAsync(string model, long[] ids, object values) => SendAsync(HttpMethod.Post, "sql", new { model, ids, values });

    public Task DeleteAsync(string model, long[] ids) => SendAsync(HttpMethod.Delete, "sql", new { model, ids });

    /// <summary>Merges partners in SQL, as Odoo's wizard does: references move, no write_date does.</summary>
    public Task MergeAsync(long into, params long[] ids) => SendAsync(HttpMethod.Post, "merge", new { into, ids });

    /// <summary>Keeps the database as it is; answers what to restore it by.</summary>
    public async Task<int> SnapshotAsync() => (await SendAsync(HttpMethod.Post, "snapshots")).GetProperty("snapshot").GetInt32();

    public Task RestoreAsync(int snapshot) => SendAsync(HttpMethod.Post, $"snapshots/{snapshot}/restore");

    public Task AddFieldAsync(string model, string name, string type, object? @default = null) => SendAsync(HttpMethod.Post, "fields", new { model, name, type, @default });

    public Task RemoveFieldAsync(string model, string name) => SendAsync(HttpMethod.Delete, "fields", new { model, name });

    /// <summary>Makes a record fail when it is read, or a field of it; without an id, a field of every record.</summary>
    public Task PoisonAsync(object poison) => SendAsync(HttpMethod.Post, "poison", poison);

    public Task ClearPoisonAsync() => SendAsync(HttpMethod.Delete, "poison");

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
        return answer.IsSuccessStatusCode ? JsonDocument.Parse(text).RootElement : throw new ControlRefused($"{method} /sandbox/{path}: {(int)answer.StatusCode} {text}");
    }
}

/// <summary>The control endpoint says that this cannot be done to this sandbox now.</summary>
internal sealed class ControlRefused(string message) : Exception(message);
