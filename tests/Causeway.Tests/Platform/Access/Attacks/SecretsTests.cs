using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Causeway.Platform.Access.Secrets;
using Causeway.Sandbox;
using Causeway.Tests.Infrastructure;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Platform.Access.Attacks;

/// <summary>Who steals a copy of the database or of the logs has stolen no secret.</summary>
public sealed class SecretsTests(TestCluster cluster)
{
    private const string AdminKey = "the key of the whole house";
    private const string WebhookSecret = "what signs the calls of Odoo";
    private const string WebhookSecretBefore = "what signed them until yesterday";
    private const string JwtSecret = "what signs the tokens of everybody";
    private const string JwtSecretBefore = "what signed the tokens of everybody";
    private const string MicrosoftSecret = "what Microsoft knows us by";
    private const string NewPassword = "a lighthouse made of old umbrellas";

    private static readonly string MasterKeyBefore = MasterKey.NewBase64();

    private readonly Dictionary<string, string> used = [];

    [Fact]
    public async Task Every_row_and_every_line_of_the_log_is_free_of_every_secret_that_was_used()
    {
        await using var database = await cluster.NewDatabaseAsync();
        await using var mirror = await MirrorServer.StartAsync(
            database.DataSource,
            new SandboxOptions { Leads = 5 },
            with: settings => settings with
            {
                AdminApiKey = AdminKey,
                OdooWebhookSecret = WebhookSecret,
                OdooWebhookSecretPrevious = WebhookSecretBefore,
                JwtSecret = JwtSecret,
                JwtSecretPrevious = JwtSecretBefore,
                MasterKeyPrevious = MasterKeyBefore,
                MicrosoftClientSecret = MicrosoftSecret,
            },
            // Everything that the framework would tell an operator who looks for a fault, too.
            logging: logs => logs.Services.PostConfigure<LoggerFilterOptions>(filters =>
            {
                filters.Rules.Clear();
                filters.MinLevel = LogLevel.Debug;
            }));
        Note("master key", TestServer.MasterKey);
        Note("admin key", AdminKey);
        Note("master key before", MasterKeyBefore);
        Note("webhook secret", WebhookSecret);
        Note("webhook secret before", WebhookSecretBefore);
        Note("JWT secret", JwtSecret);
        Note("JWT secret before", JwtSecretBefore);
        Note("Microsoft client secret", MicrosoftSecret);
        Note("admin's password", MirrorServer.AdminPassword);
        await UseThemAllAsync(mirror);
        await MakeMistakesAsync(mirror);

        var (rows, log) = (await RowsAsync(database), mirror.Server.Logs.Text);

        rows.Length.ShouldBeGreaterThan(10_000);
        log.Length.ShouldBeGreaterThan(10_000);
        used.Count.ShouldBeGreaterThan(25);
        used.Where(secret => Spellings(secret.Value).Any(rows.Contains)).Select(secret => secret.Key).ShouldBeEmpty("in the database");
        used.Where(secret => Spellings(secret.Value).Any(log.Contains)).Select(secret => secret.Key).ShouldBeEmpty("in the log");
    }

    private async Task UseThemAllAsync(MirrorServer mirror)
    {
        var salesperson = mirror.Odoo.Users.Single(user => user.Login == "lukas.berg");
        Note("service account's key", mirror.Odoo.Admin.ApiKey);
        Note("Odoo user's key", salesperson.ApiKey);
        var http = mirror.Server.Client;
        await UseOwnCredentialsAsync(mirror);
        await NoteTokensAsync("Odoo user's", await http.PostAsJsonAsync("/api/login", new { username = salesperson.Login, api_key = salesperson.ApiKey }));
        var tokens = await NoteTokensAsync("admin's", await http.PostAsJsonAsync("/api/auth/login", new { username = "admin", password = MirrorServer.AdminPassword }));
        await NoteTokensAsync("renewed", await http.PostAsJsonAsync("/api/auth/refresh", new { refresh_token = tokens.GetProperty("refresh_token").GetString() }));
        Note("local user's password", AccessServer.Password);
        await http.PostAsJsonAsync("/api/auth/register", new { username = "vera", email = "vera@example.com", password = AccessServer.Password, full_name = "Vera" });
        Note("API token", (await mirror.Admin.PostAsync("/api/auth/tokens", new { name = "x", scopes = new[] { "read" } }))["token"].GetString()!);
        Note("calendar token", (await mirror.Admin.PostAsync("/api/tasks/calendar-token"))["token"].GetString()!);
        (await new Api(http).GetAsync($"/api/tasks/calendar.ics?token={used["calendar token"]}")).Expect(HttpStatusCode.OK);
        Note("webhook path", (await mirror.Admin.PostAsync("/api/webhooks/path"))["url"].GetString()!.Split('/')[^1]);
        Note("webhook key", (await mirror.Admin.PostAsync("/api/webhooks/secret"))["secret"].GetString()!);
        await mirror.Admin.PostAsync($"/api/webhooks/odoo/{used["webhook path"]}", new { _model = "crm.lead", _id = 1 });
        await new Api(http, used["API token"]).GetAsync("/api/crm/leads");
        await new Api(http, null, ("X-ODOO-API-KEY", AdminKey)).GetAsync("/api/crm/leads");
        await NoteCookieAsync(mirror);
        await ChangeAndLinkAsync(mirror);
    }

    /// <summary>A local user who takes another password, and proves by a key who they are in Odoo.</summary>
    private async Task ChangeAndLinkAsync(MirrorServer mirror)
    {
        var linked = mirror.Odoo.Users.Single(user => user.Login == "daniel.nowak");
        Note("key that proves a link", linked.ApiKey);
        Note("new password", NewPassword);
        var id = (await mirror.Admin.GetAsync("/api/auth/users?q=vera"))["users"][0].GetProperty("id").GetString();
        (await mirror.Admin.PatchAsync($"/api/auth/users/{id}", new { approval_status = "approved" })).Expect(HttpStatusCode.OK);
        var vera = await Api.SignInAsync(mirror.Server.Client, "/api/auth/login", new { username = "vera", password = AccessServer.Password });
        (await vera.PostAsync("/api/auth/me/password", new { old_password = AccessServer.Password, new_password = NewPassword })).Expect(HttpStatusCode.OK);
        (await vera.PostAsync("/api/auth/relink-odoo", new { api_key = linked.ApiKey, username = linked.Login })).Expect(HttpStatusCode.OK);
    }

    /// <summary>Good ones, ones that Odoo takes no more, and wrong ones.</summary>
    private async Task UseOwnCredentialsAsync(MirrorServer mirror)
    {
        const string Login = "sofia.rossi", Route = "/api/profile/odoo-credentials";
        Note("own password", "what sofia types into Odoo");
        await mirror.Control.PostAsync("passwords", new { login = Login, password = used["own password"] });
        Note("own key", await mirror.Control.AddKeyAsync(Login));
        Note("wrong own key", "a key that Odoo never made");
        var sofia = await mirror.SignInAsync(Login);
        object Own(string secret) => new { odoo_username = Login, odoo_password = used[secret], odoo_database = mirror.Odoo.Database };
        (await sofia.PostAsync($"{Route}/test", Own("own password"))).Expect(HttpStatusCode.OK).Text.ShouldNotContain(used["own password"]);
        (await sofia.PostAsync(Route, Own("own key"))).Expect(HttpStatusCode.OK).Text.ShouldNotContain(used["own key"]);
        (await sofia.PostAsync("/api/crm/leads", new { name = "Mine" })).Expect(HttpStatusCode.Created);
        await mirror.Control.RevokeKeyAsync(used["own key"]);
        (await sofia.PostAsync("/api/crm/leads", new { name = "Mine" })).Expect(HttpStatusCode.Forbidden).Text.ShouldNotContain(used["own key"]);
        (await sofia.PostAsync(Route, Own("wrong own key"))).Expect(HttpStatusCode.UnprocessableEntity).Text.ShouldNotContain(used["wrong own key"]);
        (await sofia.GetAsync(Route)).Expect(HttpStatusCode.OK).Text.ShouldNotContain(used["own key"]);
    }

    private async Task NoteCookieAsync(MirrorServer mirror)
    {
        using var browser = mirror.Server.NewClient();
        browser.DefaultRequestHeaders.Add("Origin", mirror.Server.Address.GetLeftPart(UriPartial.Authority));
        using var answer = await browser.PostAsJsonAsync("/api/auth/login", new { username = "admin", password = MirrorServer.AdminPassword, session = true });
        Note("cookie", answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0].Split('=')[1]);
        var session = await browser.GetFromJsonAsync<JsonElement>("/api/auth/session");
        Note("CSRF token", session.GetProperty("csrf_token").GetString()!);
    }

    /// <summary>What people do wrong: a password as a name, a key at the wrong route, an Odoo that is not there.</summary>
    private async Task MakeMistakesAsync(MirrorServer mirror)
    {
        const string Typed = "typed where it does not belong";
        Note("mistyped password", Typed);
        var nobody = new Api(mirror.Server.Client);
        await nobody.PostAsync("/api/auth/login", new { username = Typed, password = Typed });
        await nobody.PostAsync("/api/login", new { username = "lukas.berg", api_key = Typed });
        await nobody.PostAsync("/api/auth/login", new { username = "x", password = Typed, passwrod = Typed });
        (await nobody.PostAsync("/api/auth/refresh", new { refresh_token = Typed })).Expect(HttpStatusCode.Unauthorized);
        await mirror.Admin.PostAsync("/api/auth/relink-odoo", new { api_key = Typed });
        (await mirror.Admin.PostAsync("/api/integrations/odoo/configure", new { url = "http://127.0.0.1:1", database = "x", username = "x", api_key = Typed })).Expect(HttpStatusCode.UnprocessableEntity);
        (await new Api(mirror.Server.Client, $"cw_{Typed}").GetAsync("/api/crm/leads")).Expect(HttpStatusCode.Unauthorized);
    }

    private async Task<JsonElement> NoteTokensAsync(string whose, HttpResponseMessage response)
    {
        using (response)
        {
            var answer = await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
            Note($"{whose} access token", answer.GetProperty("access_token").GetString()!);
            Note($"{whose} refresh token", answer.GetProperty("refresh_token").GetString()!);
            return answer;
        }
    }

    /// <summary>As it is, and as bytes, headers and addresses would hold it.</summary>
    private static string[] Spellings(string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        return [.. new[] { secret, Convert.ToBase64String(bytes), Convert.ToHexString(bytes), Convert.ToHexStringLower(bytes), Uri.EscapeDataString(secret), JsonEncodedText.Encode(secret).ToString() }.Distinct()];
    }

    private void Note(string name, string secret) => used[name] = secret;

    /// <summary>All that a dump would hold, table by table.</summary>
    private static async Task<string> RowsAsync(TestDatabase database)
    {
        await using var db = await database.DataSource.OpenConnectionAsync();
        var tables = await db.QueryAsync<string>(
            "select format('%I.%I', schemaname, tablename) from pg_tables where schemaname not in ('pg_catalog', 'information_schema')");
        var rows = new List<string>();
        foreach (var table in tables)
            rows.AddRange(await db.QueryAsync<string>($"select t::text from {table} t"));
        return string.Join('\n', rows);
    }
}
