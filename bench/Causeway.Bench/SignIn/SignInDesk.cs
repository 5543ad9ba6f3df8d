using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;

namespace Causeway.Bench.SignIn;

/// <summary>Somebody who tries names. Behind a proxy, as it says, so that each try comes from an address of its own and none has to wait.</summary>
internal sealed class SignInDesk(Uri server) : IDisposable
{
    public const string Password = "correct horse battery staple";
    private const string Wrong = "wrong horse battery staple";

    private readonly HttpClient http = new() { BaseAddress = server };
    private int address;

    /// <summary>Milliseconds until a refusal has come whole.</summary>
    public async Task<double> TryAsync(string login, CancellationToken cancel)
    {
        using var request = Request("/api/auth/login", new { username = login, password = Wrong });
        var clock = Stopwatch.StartNew();
        using var answer = await http.SendAsync(request, cancel);
        var time = clock.Elapsed.TotalMilliseconds;
        return answer.StatusCode == HttpStatusCode.Unauthorized ? time : throw new InvalidOperationException($"{login} got {answer.StatusCode}.");
    }

    public async Task RegisterAsync(string username, CancellationToken cancel)
    {
        using var request = Request("/api/auth/register", new { username, email = $"{username}@example.com", password = Password, full_name = username });
        using var answer = await http.SendAsync(request, cancel);
        answer.EnsureSuccessStatusCode();
    }

    public void Dispose() => http.Dispose();

    private HttpRequestMessage Request(string path, object body)
    {
        address++;
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("X-Forwarded-For", $"10.{address >> 16}.{(address >> 8) & 255}.{address & 255}");
        return request;
    }
}
