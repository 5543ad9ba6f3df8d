using System.Net;
using Causeway.Mirror.Connections;
using Causeway.Mirror.Sync;
using Causeway.Mirror.Webhooks;
using Causeway.Mirror.Writes;
using Causeway.Platform.Access.Secrets;
using Causeway.Tests.Infrastructure;
using Dapper;
using Microsoft.AspNetCore.DataProtection;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Mirror.Connections;

/// <summary>A database whose secrets were stored under other keys: whoever needs one is told, and may enter it again.</summary>
public sealed class UnreadableSecretTests(SharedMirror shared) : IClassFixture<SharedMirror>, IAsyncLifetime
{
    private readonly MirrorServer mirror = shared.Mirror;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Routes_that_need_it_answer_503_with_what_to_do_and_all_others_go_on()
    {
        await LoseAsync("connection", "secret_protected", OdooClients.SecretPurpose);

        foreach (var answer in new[]
                 {
                     await mirror.Admin.GetAsync("/api/integrations/odoo/fields/crm.lead"),
                     await mirror.Admin.PostAsync("/api/integrations/odoo/test"),
                     await mirror.Admin.PatchAsync($"/api/connections/{mirror.ConnectionId}", new { interval_minutes = 30 }),
                     await mirror.Admin.PostAsync("/api/crm/leads/7/won"),
                     await mirror.Admin.GetAsync("/api/crm/leads/7/notes"),
                 })
        {
            answer.Expect(HttpStatusCode.ServiceUnavailable)["type"].GetString().ShouldBe(SecretProblems.Type);
            answer["detail"].GetString()!.ShouldContain("enter the secret again");
        }

        foreach (var path in new[] { "/api/crm/leads", "/api/connections", "/api/integrations/", "/api/integrations/background-sync/status", "/health/ready" })
            (await mirror.Admin.GetAsync(path)).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_run_and_the_health_of_the_sync_name_it()
    {
        await LoseAsync("connection", "secret_protected", OdooClients.SecretPurpose);

        var run = await mirror.SyncAsync();

        (run.Status, run.ErrorKind).ShouldBe((SyncStatus.Failed, "unreadable_secret"));
        var health = (await mirror.Admin.GetAsync("/api/integrations/background-sync/health")).Expect(HttpStatusCode.OK);
        health["health"].GetString().ShouldBe("critical");
        health["health_message"].GetString().ShouldBe(run.ErrorMessage);
        health["health_message"].GetString()!.ShouldContain("cannot be decrypted");
    }

    [Theory]
    [InlineData("configure")]
    [InlineData("change")]
    public async Task It_is_entered_again_by_the_routes_that_set_it(string how)
    {
        await LoseAsync("connection", "secret_protected", OdooClients.SecretPurpose);

        if (how == "configure")
            await mirror.ConfigureAsync(mirror.Credentials());
        else
            (await mirror.Admin.PatchAsync($"/api/connections/{mirror.ConnectionId}", new { api_key = mirror.Odoo.Admin.ApiKey })).Expect(HttpStatusCode.OK);

        (await mirror.Admin.PostAsync("/api/integrations/odoo/test")).Expect(HttpStatusCode.OK)["success"].GetBoolean().ShouldBeTrue();
        await mirror.SyncCompletelyAsync();
    }

    [Fact]
    public async Task Ones_own_credentials_are_refused_as_those_that_do_not_work_and_entered_again()
    {
        const string Route = "/api/profile/odoo-credentials";
        var lukas = mirror.Odoo.Users.Single(user => user.Login == "lukas.berg");
        var api = await mirror.SignInAsync(lukas);
        var credentials = new { odoo_username = lukas.Login, odoo_password = lukas.ApiKey, odoo_database = mirror.Odoo.Database };
        (await api.PostAsync(Route, credentials)).Expect(HttpStatusCode.OK);
        await LoseAsync("own_credential", "secret_protected", WritingAccounts.SecretPurpose);

        (await api.PostAsync("/api/contacts", new { name = "Not written" })).Expect(HttpStatusCode.Forbidden)["type"].GetString().ShouldBe(OwnProblems.Type);
        (await api.PostAsync($"{Route}/test")).Expect(HttpStatusCode.ServiceUnavailable)["type"].GetString().ShouldBe(SecretProblems.Type);
        (await api.GetAsync(Route)).Expect(HttpStatusCode.OK);
        (await api.PostAsync($"{Route}/test", credentials)).Expect(HttpStatusCode.OK);
        (await api.PostAsync(Route, credentials)).Expect(HttpStatusCode.OK);

        (await api.PostAsync("/api/contacts", new { name = "Written as Lukas" })).Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_signing_secret_that_cannot_be_read_shuts_no_other_way_in()
    {
        await using var db = await mirror.Database.OpenConnectionAsync();
        await db.ExecuteAsync(
            "insert into causeway.webhook_key (connection_id, kind, sealed, created_at) values (@id, 'secret', @text, now())",
            new { id = mirror.ConnectionId, text = Elsewhere(WebhookKeys.Purpose, "secret") });
        var path = new Uri((await mirror.Admin.PostAsync("/api/webhooks/path")).Expect(HttpStatusCode.OK)["url"].GetString()!).AbsolutePath;

        (await mirror.Admin.PostAsync(path, new { _action = "x", _id = 1, _model = "crm.lead" })).Expect(HttpStatusCode.Accepted);
    }

    public async ValueTask DisposeAsync()
    {
        await mirror.ConfigureAsync(mirror.Credentials());
        await mirror.PauseAsync();
    }

    private async Task LoseAsync(string table, string column, string purpose)
    {
        await using var db = await mirror.Database.OpenConnectionAsync();
        await db.ExecuteAsync($"update causeway.{table} set {column} = @text where {column} is not null", new { text = Elsewhere(purpose, Guid.NewGuid().ToString()) });
    }

    /// <summary>As it is stored where the keys are others.</summary>
    private static string Elsewhere(string purpose, string secret) => new EphemeralDataProtectionProvider().CreateProtector(purpose).Protect(secret);
}
