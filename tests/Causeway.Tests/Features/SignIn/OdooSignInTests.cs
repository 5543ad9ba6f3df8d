using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Causeway.Mirror.Connections;
using Causeway.Odoo;
using Causeway.Platform.Access.Secrets;
using Causeway.Sandbox;
using Causeway.Tests.Platform.Access;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Features.SignIn;

public sealed class OdooSignInTests(AccessServer access) : IClassFixture<AccessServer>, IAsyncLifetime
{
    private SandboxServer _odoo = null!;

    private SandboxUser Salesperson => _odoo.Users.First(user => user.Role == SandboxRole.OwnDocuments);

    public async ValueTask InitializeAsync()
    {
        _odoo = await SandboxServer.StartAsync(new SandboxOptions { Leads = 10 }, default);
        await ConnectAsync(_odoo.Url);
        await using var connection = await access.Database.OpenConnectionAsync();
        await connection.ExecuteAsync("delete from causeway.app_user where username <> 'admin'");
    }

    [Fact]
    public async Task The_key_of_an_Odoo_user_makes_them_a_user_here()
    {
        var user = Salesperson;

        var first = await SignInAsync(user.Login, user.ApiKey);
        var second = await SignInAsync(user.Login, user.ApiKey);

        first.GetProperty("expires_in").GetInt32().ShouldBe(12 * 3600);
        var person = first.GetProperty("user");
        person.GetProperty("username").GetString().ShouldBe(user.Login);
        person.GetProperty("full_name").GetString().ShouldBe(user.Name);
        person.GetProperty("role").GetString().ShouldBe("member");
        person.GetProperty("auth_provider").GetString().ShouldBe("odoo");
        person.GetProperty("odoo_user_id").GetInt64().ShouldBe(user.Id);
        second.GetProperty("user").GetProperty("id").GetString().ShouldBe(person.GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_password_will_do_where_Odoo_takes_it()
    {
        using var answer = await access.Client.PostAsJsonAsync("/api/login", new { username = Salesperson.Login, password = Salesperson.Password });

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Whoever_may_change_Odoos_settings_is_an_administrator()
    {
        var administrator = (await SignInAsync(_odoo.Admin.Login, _odoo.Admin.ApiKey)).GetProperty("user");

        administrator.GetProperty("role").GetString().ShouldBe("admin");
    }

    [Fact]
    public async Task Who_enters_or_leaves_Odoos_settings_group_gains_or_loses_the_role()
    {
        const long SettingsGroup = 4;
        await SignInAsync(Salesperson.Login, Salesperson.ApiKey);

        await WriteAsync(Salesperson, "groups_id", new object[] { new object[] { 4, SettingsGroup } });
        var promoted = (await SignInAsync(Salesperson.Login, Salesperson.ApiKey)).GetProperty("user");
        await WriteAsync(Salesperson, "groups_id", new object[] { new object[] { 3, SettingsGroup } });
        var demoted = (await SignInAsync(Salesperson.Login, Salesperson.ApiKey)).GetProperty("user");

        promoted.GetProperty("role").GetString().ShouldBe("admin");
        demoted.GetProperty("role").GetString().ShouldBe("member");
    }

    [Fact]
    public async Task A_role_that_was_given_here_stays_while_nothing_changes_in_Odoo()
    {
        var user = (await SignInAsync(Salesperson.Login, Salesperson.ApiKey)).GetProperty("user");
        await using var connection = await access.Database.OpenConnectionAsync();
        await connection.ExecuteAsync("update causeway.app_user set role = 'manager' where id = @id", new { id = user.GetProperty("id").GetGuid() });

        var again = (await SignInAsync(Salesperson.Login, Salesperson.ApiKey)).GetProperty("user");

        again.GetProperty("role").GetString().ShouldBe("manager");
    }

    [Fact]
    public async Task A_customer_at_Odoos_portal_is_no_user_here()
    {
        await WriteAsync(Salesperson, "share", true);

        using var answer = await TryAsync(Salesperson.Login, Salesperson.ApiKey);

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        await using var connection = await access.Database.OpenConnectionAsync();
        (await connection.ExecuteScalarAsync<int>("select count(*) from causeway.app_user where auth_provider = 'odoo'")).ShouldBe(0);
    }

    [Fact]
    public async Task A_name_like_that_of_a_local_account_is_no_way_into_it()
    {
        var local = await access.RegisterAsync("mitchell");
        await using var connection = await access.Database.OpenConnectionAsync();
        await connection.ExecuteAsync("update causeway.app_user set username = @Login, email = @Email where id = @id",
            new { Salesperson.Login, Email = $"{Salesperson.Login}@example.test", id = Guid.Parse(local.Id) });

        var user = (await SignInAsync(Salesperson.Login, Salesperson.ApiKey)).GetProperty("user");

        user.GetProperty("id").GetString().ShouldNotBe(local.Id);
        user.GetProperty("odoo_user_id").GetInt64().ShouldBe(Salesperson.Id);
    }

    [Fact]
    public async Task Anothers_name_with_ones_own_key_is_refused()
    {
        await using var odoo = await SandboxServer.StartAsync(new SandboxOptions { Leads = 10, Version = "19.0" }, default);
        await ConnectAsync(odoo.Url);

        using var answer = await TryAsync(odoo.Admin.Login, odoo.Users[1].ApiKey);

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Wrong_keys_have_to_wait_after_the_fifth()
    {
        var login = _odoo.Users[^1].Login;
        for (var i = 0; i < 5; i++)
        {
            using var wrong = await TryAsync(login, $"wrong {i}");
            wrong.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        using var answer = await TryAsync(login, _odoo.Users[^1].ApiKey);

        answer.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task With_Odoo_down_the_answer_says_so_and_nothing_is_counted()
    {
        await ConnectAsync("http://127.0.0.1:1");
        for (var i = 0; i < 5; i++)
        {
            using var down = await TryAsync(Salesperson.Login, Salesperson.ApiKey);
            down.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        }

        await ConnectAsync(_odoo.Url);
        await SignInAsync(Salesperson.Login, Salesperson.ApiKey);
    }

    [Fact]
    public async Task Without_a_connection_there_is_nobody_to_ask()
    {
        await ConnectAsync(null);

        using var answer = await TryAsync("anybody", "anything");

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task A_local_password_is_none_of_an_Odoo_users()
    {
        await SignInAsync(Salesperson.Login, Salesperson.ApiKey);

        using var answer = await access.Client.PostAsJsonAsync("/api/auth/login", new { username = Salesperson.Login, password = Salesperson.Password });

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    public async ValueTask DisposeAsync() => await _odoo.DisposeAsync();

    private async Task<JsonElement> SignInAsync(string username, string key)
    {
        using var answer = await TryAsync(username, key);
        return await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
    }

    private Task<HttpResponseMessage> TryAsync(string username, string key) =>
        access.Client.PostAsJsonAsync("/api/login", new { username, api_key = key });

    private async Task WriteAsync(SandboxUser user, string field, object value)
    {
        using var http = OdooClient.CreateHttpClient();
        using var odoo = new OdooClient(
            new OdooOptions { Url = new Uri(_odoo.Url), Database = _odoo.Database, Username = _odoo.Admin.Login, Secret = _odoo.Admin.ApiKey }, http);
        await odoo.WriteAsync("res.users", [user.Id], new Dictionary<string, object?> { [field] = value }, context: null, default);
    }

    /// <summary>Makes this Odoo the shared one; null leaves none.</summary>
    private async Task ConnectAsync(string? url)
    {
        await using var connection = await access.Database.OpenConnectionAsync();
        await connection.ExecuteAsync("delete from causeway.connection");
        if (url is null)
            return;
        var secret = access.Server.Services.GetRequiredService<SecretVault>().Protect(OdooClients.SecretPurpose, _odoo.Admin.ApiKey);
        await connection.ExecuteAsync(
            """
            insert into causeway.connection (name, url, database, username, secret_protected, is_default, paused)
            values ('test', @url, @Database, @Login, @secret, true, true)
            """,
            new { url, _odoo.Database, _odoo.Admin.Login, secret });
    }
}
