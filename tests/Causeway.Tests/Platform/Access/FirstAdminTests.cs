using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Causeway.Platform.Access;
using Causeway.Tests.Infrastructure;
using Dapper;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Platform.Access;

public sealed class FirstAdminTests(TestCluster cluster) : IAsyncLifetime
{
    private readonly TestDatabase _database = new(cluster);

    public ValueTask InitializeAsync() => _database.InitializeAsync();

    [Fact]
    public async Task A_generated_password_is_left_in_a_file_of_ours_and_must_be_changed()
    {
        var directory = "";
        await using var server = await TestServer.StartAsync(_database.DataSource, settings =>
        {
            directory = settings.DataDir;
            return settings;
        });
        var file = Path.Combine(directory, FirstAdmin.PasswordFileName);
        var password = (await File.ReadAllTextAsync(file)).Trim();

        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        server.Logs.Text.ShouldNotContain(password);
        var admin = await SignInAsync(server, password);
        admin.User.GetProperty("must_change_password").GetBoolean().ShouldBeTrue();
        (await StatusAsync(server, HttpMethod.Get, "/api/auth/users", admin.Token)).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync(server, HttpMethod.Post, "/api/auth/me/password", admin.Token, new { old_password = password, new_password = AccessServer.AdminPassword })).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(server, HttpMethod.Get, "/api/auth/users", admin.Token)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_chosen_password_is_written_nowhere()
    {
        var directory = "";
        await using var server = await TestServer.StartAsync(_database.DataSource, settings =>
        {
            directory = settings.DataDir;
            return settings with { AdminPassword = AccessServer.AdminPassword };
        });

        File.Exists(Path.Combine(directory, FirstAdmin.PasswordFileName)).ShouldBeFalse();
        var admin = await SignInAsync(server, AccessServer.AdminPassword);
        admin.User.GetProperty("role").GetString().ShouldBe("admin");
        admin.User.GetProperty("must_change_password").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task A_later_start_makes_nobody_and_changes_no_password()
    {
        await (await TestServer.StartAsync(_database.DataSource, settings => settings with { AdminPassword = AccessServer.AdminPassword })).DisposeAsync();

        await using var server = await TestServer.StartAsync(_database.DataSource, settings => settings with { AdminPassword = "another password altogether" });

        await SignInAsync(server, AccessServer.AdminPassword);
        await using var connection = await _database.DataSource.OpenConnectionAsync();
        (await connection.ExecuteScalarAsync<int>("select count(*) from causeway.app_user")).ShouldBe(1);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private static async Task<SignedIn> SignInAsync(TestServer server, string password)
    {
        using var answer = await server.Client.PostAsJsonAsync("/api/auth/login", new { username = "admin", password });
        return SignedIn.Of(await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>());
    }

    private static async Task<HttpStatusCode> StatusAsync(TestServer server, HttpMethod method, string path, string token, object? body = null)
    {
        using var request = AccessServer.Request(method, path, token, body);
        using var answer = await server.Client.SendAsync(request);
        return answer.StatusCode;
    }
}
