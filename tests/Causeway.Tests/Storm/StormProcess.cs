using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Causeway.Tests.Infrastructure;
using Shouldly;

namespace Causeway.Tests.Storm;

/// <summary>Causeway in a process of its own, which is killed and started again; whoever calls it meanwhile gets no answer.</summary>
internal sealed class StormProcess(string databaseUrl) : IAsyncDisposable
{
    public const string WebhookSecret = "what the storm and the server know";

    private const string AdminKey = "the key of the house";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly string directory = TestDirectory.New();
    private TestProgram? program;
    private HttpClient? http;

    public int Kills { get; private set; }

    public async Task StartAsync()
    {
        program = TestProgram.Start(
            "serve",
            ("DATABASE_URL", databaseUrl),
            ("DATA_DIR", directory),
            ("PORT", "0"),
            ("MASTER_KEY", TestServer.MasterKey),
            ("ADMIN_API_KEY", AdminKey),
            // A storm crowds hours into a minute, and its calls with them.
            ("ODOO_CALLS_PER_MINUTE", "10000"),
            ("ODOO_WEBHOOK_SECRET", WebhookSecret));
        var line = await program.LineAsync("Now listening on: ");
        program.Drain();
        var client = new HttpClient { BaseAddress = new Uri(line.Split("Now listening on: ")[1]), Timeout = Patience };
        client.DefaultRequestHeaders.Add("X-ODOO-API-KEY", AdminKey);
        http = client;
    }

    /// <summary>kill -9.</summary>
    public void Kill()
    {
        program!.Kill();
        program.Dispose();
        http!.Dispose();
        Kills++;
    }

    /// <summary>The last lines that the server has said.</summary>
    public IEnumerable<string> LastLines(int count) => program!.Tail(count);

    /// <summary>One request; null where the server died under it, or is not there yet.</summary>
    public async Task<(HttpStatusCode Status, JsonElement Body)?> TrySendAsync(HttpMethod method, string path, object? body = null, params (string Name, string Value)[] headers)
    {
        if (http is not { } client)
            return null;
        try
        {
            using var request = new HttpRequestMessage(method, path);
            if (body is not null)
                request.Content = body as HttpContent ?? JsonContent.Create(body);
            foreach (var (name, value) in headers)
                request.Headers.Add(name, value);
            using var answer = await client.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            return (answer.StatusCode, text.Length > 0 && text[0] is '{' or '[' ? JsonDocument.Parse(text).RootElement : default);
        }
        catch (Exception exception) when (exception is HttpRequestException or ObjectDisposedException or OperationCanceledException or IOException)
        {
            return null;
        }
    }

    /// <summary>One request to a server that lives.</summary>
    public async Task<JsonElement> SendAsync(HttpMethod method, string path, object? body = null)
    {
        var answer = await TrySendAsync(method, path, body);
        answer.ShouldNotBeNull($"{method} {path}: the server is gone");
        ((int)answer.Value.Status).ShouldBeInRange(200, 299, $"{method} {path}: {answer.Value.Body}");
        return answer.Value.Body;
    }

    public Task<JsonElement> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<JsonElement> PostAsync(string path, object? body = null) => SendAsync(HttpMethod.Post, path, body);

    public ValueTask DisposeAsync()
    {
        http?.Dispose();
        program?.Dispose();
        if (Directory.Exists(directory))
            Directory.Delete(directory, recursive: true);
        return ValueTask.CompletedTask;
    }
}
