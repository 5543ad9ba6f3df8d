using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Causeway.Sandbox;

namespace Causeway.Tests.Sandbox;

/// <summary>A sandbox of a test's own, its administrator, and its control endpoint.</summary>
internal sealed class SandboxDesk : IAsyncDisposable
{
    private SandboxDesk(SandboxServer server)
    {
        Server = server;
        Http = new HttpClient { BaseAddress = new Uri(server.Url) };
        Admin = As(server.Admin);
    }

    public SandboxServer Server { get; }

    public HttpClient Http { get; }

    public OdooWire Admin { get; }

    public static async Task<SandboxDesk> OpenAsync(SandboxOptions? options = null) =>
        new(await SandboxServer.StartAsync(options ?? new SandboxOptions(), CancellationToken.None));

    public OdooWire As(SandboxUser user, string transport = "jsonrpc") =>
        new(Http, transport, Server.Database, user.Id, user.Login, transport == "json2" ? user.ApiKey : user.Password);

    public SandboxUser User(SandboxRole role) => Server.Users.First(user => user.Role == role);

    public async Task<JsonNode?> ControlAsync(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, new Uri("/sandbox/" + path, UriKind.Relative)) { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await Http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode ? JsonNode.Parse(text) : throw new InvalidOperationException($"{(int)response.StatusCode}: {text}");
    }

    public Task<JsonNode?> PostAsync(string path, object? body = null) => ControlAsync(HttpMethod.Post, path, body);

    public async Task<JsonArray> DumpAsync(string model) => (await ControlAsync(HttpMethod.Get, "dump/" + model))!.AsArray();

    public async Task<JsonObject> DumpAsync(string model, int id) => (await DumpAsync(model)).First(row => (int)row!["id"]! == id)!.AsObject();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Server.DisposeAsync();
    }
}
