using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Causeway.Tests.Infrastructure;
using Npgsql;
using Xunit;
using Registration = Causeway.Platform.Settings.Registration;

namespace Causeway.Tests.Platform.Access;

/// <summary>A server of a test class's own, where anybody may register and the administrator's password is known.</summary>
public sealed class AccessServer(TestCluster cluster) : IAsyncLifetime
{
    public const string AdminPassword = "a mountain of paper cranes";
    public const string AdminApiKey = "the key of the house";
    public const string Password = "correct horse battery staple";

    private readonly TestDatabase _database = new(cluster);

    public TestServer Server { get; private set; } = null!;

    public HttpClient Client => Server.Client;

    public NpgsqlDataSource Database => _database.DataSource;

    public async ValueTask InitializeAsync()
    {
        await _database.InitializeAsync();
        Server = await TestServer.StartAsync(Database, settings => settings with
        {
            AdminPassword = AdminPassword,
            AdminApiKey = AdminApiKey,
            Registration = Registration.Open,
        });
    }

    /// <summary>A new user, signed in.</summary>
    public async Task<SignedIn> RegisterAsync(string username, string password = Password)
    {
        using var answer = await Client.PostAsJsonAsync("/api/auth/register", new
        {
            username,
            email = $"{username}@example.com",
            password,
            full_name = $"The {username}",
        });
        return SignedIn.Of(await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>());
    }

    public async Task<SignedIn> SignInAsync(string username, string password)
    {
        using var answer = await Client.PostAsJsonAsync("/api/auth/login", new { username, password });
        return SignedIn.Of(await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>());
    }

    public Task<SignedIn> SignInAsAdminAsync() => SignInAsync("admin", AdminPassword);

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? token = null, object? body = null) =>
        Client.SendAsync(Request(method, path, token, body));

    public async Task<HttpStatusCode> StatusAsync(HttpMethod method, string path, string? token = null, object? body = null)
    {
        using var answer = await SendAsync(method, path, token, body);
        return answer.StatusCode;
    }

    public Task SetRoleAsync(SignedIn admin, SignedIn user, string role) => UpdateAsync(admin, user, new { role });

    public Task SetActiveAsync(SignedIn admin, SignedIn user, bool active) => UpdateAsync(admin, user, new { is_active = active });

    private async Task UpdateAsync(SignedIn admin, SignedIn user, object change)
    {
        using var answer = await SendAsync(HttpMethod.Patch, $"/api/auth/users/{user.Id}", admin.Token, change);
        answer.EnsureSuccessStatusCode();
    }

    public static HttpRequestMessage Request(HttpMethod method, string path, string? token = null, object? body = null)
    {
        var request = new HttpRequestMessage(method, path);
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (body is not null)
            request.Content = JsonContent.Create(body);
        return request;
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await _database.DisposeAsync();
    }
}

/// <summary>What a sign-in gave.</summary>
public sealed record SignedIn(string Token, string RefreshToken, JsonElement User)
{
    public string Id => User.GetProperty("id").GetString()!;

    public static SignedIn Of(JsonElement answer) => new(
        answer.GetProperty("access_token").GetString()!,
        answer.GetProperty("refresh_token").GetString()!,
        answer.GetProperty("user"));
}
