using System.Net;
using System.Text.Json;
using Causeway.Mirror.Sync;
using Causeway.Sandbox;
using Causeway.Tests.Infrastructure;
using Dapper;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Features.Profile;

/// <summary>One's own Odoo credentials: tried, saved, shown without the secret, deleted; and whose they prove that one is.</summary>
public sealed class OdooCredentialsTests(ProfileMirror profile, TestCluster cluster) : IClassFixture<ProfileMirror>
{
    private const string Route = ProfileMirror.Route;

    private readonly MirrorServer mirror = profile.Mirror;

    [Fact]
    public async Task Saved_credentials_are_shown_without_the_secret_until_they_are_deleted()
    {
        var lukas = await mirror.SignInAsync("lukas.berg");
        (await lukas.GetAsync(Route)).Expect(HttpStatusCode.NotFound);

        var saved = (await lukas.PostAsync(Route, profile.Own("lukas.berg"))).Expect(HttpStatusCode.OK);
        var shown = (await lukas.GetAsync(Route)).Expect(HttpStatusCode.OK);
        var deleted = (await lukas.DeleteAsync(Route)).Expect(HttpStatusCode.OK);

        Members(saved).ShouldBe(["message", "odoo_database", "odoo_uid", "odoo_url"]);
        saved["message"].GetString().ShouldBe("Odoo credentials updated successfully");
        saved["odoo_uid"].GetInt32().ShouldBe(profile.Person("lukas.berg").Id);
        (saved["odoo_url"].GetString(), saved["odoo_database"].GetString()).ShouldBe((mirror.Odoo.Url, mirror.Odoo.Database));
        (shown["odoo_url"].GetString(), shown["odoo_username"].GetString(), shown["odoo_database"].GetString()).ShouldBe((mirror.Odoo.Url, "lukas.berg", mirror.Odoo.Database));
        (shown["has_password"].GetBoolean(), shown["odoo_password"].ValueKind, shown["private"].GetBoolean()).ShouldBe((true, JsonValueKind.Null, false));
        deleted["message"].GetString().ShouldBe("Odoo credentials deleted successfully");
        (await lukas.GetAsync(Route)).Expect(HttpStatusCode.NotFound);
        (await lukas.DeleteAsync(Route)).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_test_counts_contacts_and_products_and_saves_nothing()
    {
        var anna = await mirror.SignInAsync("anna.keller");

        var tested = (await anna.PostAsync($"{Route}/test", profile.Own("anna.keller"))).Expect(HttpStatusCode.OK);

        Members(tested).ShouldBe(["contact_count", "message", "odoo_database", "odoo_uid", "odoo_url", "product_count"]);
        tested["message"].GetString().ShouldBe("Odoo credentials test successful");
        tested["odoo_uid"].GetInt32().ShouldBe(profile.Person("anna.keller").Id);
        (tested["contact_count"].GetInt32(), tested["product_count"].GetInt32()).ShouldSatisfyAllConditions(
            counts => counts.Item1.ShouldBeGreaterThan(0),
            counts => counts.Item2.ShouldBeGreaterThan(0));
        (await anna.GetAsync(Route)).Expect(HttpStatusCode.NotFound);
        (await anna.PostAsync($"{Route}/test")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Every_bad_field_is_named_and_unknown_ones_are_refused()
    {
        var sofia = await mirror.SignInAsync("sofia.rossi");

        (await sofia.PostAsync(Route, new { odoo_url = "http://user:secret@odoo.example.com" })).Expect(HttpStatusCode.BadRequest)
            .BadFields.ShouldBe(["odoo_database", "odoo_password", "odoo_url", "odoo_username"]);
        (await sofia.PostAsync(Route, new { odoo_username = "x", odoo_password = "x", odoo_database = "x", role = "admin" })).Expect(HttpStatusCode.BadRequest);
        (await sofia.PostAsync(Route, new { odoo_username = "x", odoo_password = "a\r\nX-Injected: 1", odoo_database = "x" })).BadFields.ShouldBe(["odoo_password"]);
    }

    [Fact]
    public async Task Guessing_here_is_slowed_down_as_at_the_sign_in()
    {
        var ingrid = await mirror.SignInAsync("ingrid.larsen");
        var guess = profile.Own("paula.office", key: "ffffffffffffffffffffffffffffffffffffffff");

        for (var attempt = 0; attempt < 5; attempt++)
            (await ingrid.PostAsync($"{Route}/test", guess)).Expect(HttpStatusCode.UnprocessableEntity);

        (await ingrid.PostAsync(Route, guess)).Expect(HttpStatusCode.TooManyRequests).Header("Retry-After").ShouldNotBeNull();
        (await ingrid.PostAsync("/api/login", new { username = "paula.office", api_key = profile.Person("paula.office").ApiKey })).Expect(HttpStatusCode.TooManyRequests);
        (await ingrid.GetAsync(Route)).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task They_link_a_local_account_to_the_Odoo_user_that_they_prove_and_to_no_one_else_s()
    {
        var (vera, victor) = (await profile.RegisterAsync("vera"), await profile.RegisterAsync("victor"));

        (await vera.PostAsync(Route, profile.Own("pieter.jansen"))).Expect(HttpStatusCode.OK);
        var refused = (await victor.PostAsync(Route, profile.Own("pieter.jansen"))).Expect(HttpStatusCode.Conflict);

        refused["detail"].GetString()!.ShouldContain("another account");
        (await vera.GetAsync("/api/auth/me"))["user"].GetProperty("odoo_user_id").GetInt32().ShouldBe(profile.Person("pieter.jansen").Id);
        (await vera.GetAsync("/api/crm/leads"))["leads"].EnumerateArray().ShouldAllBe(lead => lead.GetProperty("user").GetProperty("id").GetInt32() == profile.Person("pieter.jansen").Id);
        (await victor.GetAsync("/api/auth/me"))["user"].GetProperty("odoo_user_id").ValueKind.ShouldBe(JsonValueKind.Null);
        (await victor.GetAsync(Route)).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Who_signs_in_as_one_Odoo_user_does_not_become_another_by_their_key()
    {
        var claire = await mirror.SignInAsync("claire.moreau");

        (await claire.PostAsync(Route, profile.Own("morgan.reyes"))).Expect(HttpStatusCode.Conflict);

        (await claire.GetAsync("/api/auth/me"))["user"].GetProperty("odoo_user_id").GetInt32().ShouldBe(profile.Person("claire.moreau").Id);
        (await claire.GetAsync(Route)).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Over_JSON_2_another_s_key_is_not_taken_for_the_name_beside_it()
    {
        await using var database = await cluster.NewDatabaseAsync();
        await using var modern = await MirrorServer.StartAsync(database.DataSource, new SandboxOptions { Version = "19.0", Leads = 5 });
        var key = modern.Odoo.Users.Single(user => user.Login == "sofia.rossi").ApiKey;
        var lukas = await modern.SignInAsync("lukas.berg");

        (await lukas.PostAsync(Route, new { odoo_username = "lukas.berg", odoo_password = key, odoo_database = modern.Odoo.Database })).Expect(HttpStatusCode.UnprocessableEntity);

        (await lukas.GetAsync(Route)).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Another_way_of_writing_its_address_is_the_shared_instance_all_the_same()
    {
        var morgan = await mirror.SignInAsync("morgan.reyes");

        var saved = (await morgan.PostAsync(Route, profile.Own("morgan.reyes", url: mirror.Odoo.Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal) + "/"))).Expect(HttpStatusCode.OK);

        saved["odoo_url"].GetString().ShouldBe(mirror.Odoo.Url);
        (await morgan.GetAsync(Route))["private"].GetBoolean().ShouldBeFalse();
        (await morgan.GetAsync("/api/connections"))["connections"].GetArrayLength().ShouldBe(0);
        (await morgan.DeleteAsync(Route)).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_copy_of_the_database_on_another_server_is_another_instance()
    {
        // The same seed: the same name, users, keys and dates. Then a day's work on one side.
        await using var copy = await SandboxServer.StartAsync(new SandboxOptions { Clock = mirror.Clock }, default);
        await mirror.CreateAsync("res.partner", new { name = "Came after the copy was made" });
        var nina = await profile.RegisterAsync("nina");

        (await nina.PostAsync(Route, profile.Own("james.walsh", url: copy.Url))).Expect(HttpStatusCode.OK);

        (await nina.GetAsync(Route))["private"].GetBoolean().ShouldBeTrue();
        (await nina.GetAsync("/api/auth/me"))["user"].GetProperty("odoo_user_id").ValueKind.ShouldBe(JsonValueKind.Null);
        (await nina.DeleteAsync(Route)).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Another_instance_is_a_private_connection_that_goes_with_its_mirror()
    {
        await using var other = await SandboxServer.StartAsync(new SandboxOptions { Leads = 7, Seed = 3, Database = "elsewhere" }, default);
        var otto = await profile.RegisterAsync("otto");
        var ended = mirror.Server.Logs.NextAsync("Sync Completed");
        var body = new { odoo_url = other.Url, odoo_username = "admin", odoo_password = other.Admin.ApiKey, odoo_database = other.Database };

        var saved = (await otto.PostAsync(Route, body)).Expect(HttpStatusCode.OK);
        await ended;

        (saved["odoo_uid"].GetInt32(), saved["odoo_url"].GetString()).ShouldBe((other.Admin.Id, other.Url));
        var shown = (await otto.GetAsync(Route)).Expect(HttpStatusCode.OK);
        shown["private"].GetBoolean().ShouldBeTrue();
        var id = shown["connection_id"].GetInt32();
        (await otto.GetAsync("/api/records/crm.lead")).Expect(HttpStatusCode.OK).Header("X-Connection").ShouldBe($"{id}");
        (await otto.GetAsync("/api/integrations/sync/logs"))["count"].GetInt32().ShouldBe(1);
        // Saved once more it stays the same connection.
        (await otto.PostAsync(Route, body)).Expect(HttpStatusCode.OK);
        (await otto.GetAsync("/api/connections"))["connections"].GetArrayLength().ShouldBe(1);

        var removed = mirror.Server.Logs.NextAsync($"Connection {id} is deleted");
        (await otto.DeleteAsync(Route)).Expect(HttpStatusCode.OK);
        await removed;
        (await profile.QueryAsync<long>($"select count(*) from odoo.crm_lead where connection_id = {id}")).ShouldBe(0);
        (await otto.GetAsync(Route)).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Credentials_for_the_shared_instance_take_the_place_of_a_private_connection()
    {
        await using var other = await SandboxServer.StartAsync(new SandboxOptions { Leads = 5, Seed = 4, Database = "elsewhere" }, default);
        var paul = await profile.RegisterAsync("paul");
        (await paul.PostAsync(Route, new { odoo_url = other.Url, odoo_username = "admin", odoo_password = other.Admin.ApiKey, odoo_database = other.Database })).Expect(HttpStatusCode.OK);
        var former = (await paul.GetAsync(Route))["connection_id"].GetInt32();

        (await paul.PostAsync(Route, profile.Own("daniel.nowak"))).Expect(HttpStatusCode.OK);

        (await paul.GetAsync($"/api/connections/{former}")).Expect(HttpStatusCode.NotFound);
        (await paul.GetAsync("/api/crm/leads")).Header("X-Connection").ShouldBe($"{mirror.ConnectionId}");
    }

    [Fact]
    public async Task The_guard_of_hosts_holds_for_what_a_person_names()
    {
        await using var database = await cluster.NewDatabaseAsync();
        await using var guarded = await MirrorServer.StartAsync(database.DataSource, new SandboxOptions { Leads = 5 });
        var lukas = await guarded.SignInAsync("lukas.berg");
        var key = guarded.Odoo.Users.Single(user => user.Login == "lukas.berg").ApiKey;

        foreach (var name in new[] { guarded.Odoo.Database, "another" })
        {
            foreach (var route in new[] { Route, $"{Route}/test" })
            {
                var url = guarded.Odoo.Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
                (await lukas.PostAsync(route, new { odoo_url = url, odoo_username = "lukas.berg", odoo_password = key, odoo_database = name })).Expect(HttpStatusCode.UnprocessableEntity)
                    ["detail"].GetString()!.ShouldContain("ALLOWED_ODOO_HOSTS");
            }
        }

        // The shared connection's own address is the administrator's choice.
        (await lukas.PostAsync(Route, new { odoo_username = "lukas.berg", odoo_password = key, odoo_database = guarded.Odoo.Database })).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_sync_that_they_ask_for_is_the_shared_connection_s_own()
    {
        await using var database = await cluster.NewDatabaseAsync();
        await using var shared = await MirrorServer.StartAsync(database.DataSource, new SandboxOptions { Leads = 20 });
        var key = shared.Odoo.Users.Single(user => user.Login == "lukas.berg").ApiKey;
        (await shared.Admin.PostAsync(Route, new { odoo_username = "lukas.berg", odoo_password = key, odoo_database = shared.Odoo.Database })).Expect(HttpStatusCode.OK);
        var ended = shared.Server.Logs.NextAsync("Sync Completed");

        var run = (await shared.Admin.PostAsync("/api/integrations/odoo/sync/trigger", new { full = true })).Expect(HttpStatusCode.Accepted);
        await ended;

        run.Header("X-Connection").ShouldBe($"{shared.ConnectionId}");
        await using var db = await shared.Database.OpenConnectionAsync();
        (await db.ExecuteScalarAsync<long>("select count(*) from odoo.crm_lead where state = 'present'")).ShouldBe(20);
        (await db.ExecuteScalarAsync<long>("select count(*) from causeway.connection")).ShouldBe(1);
    }

    [Fact]
    public async Task Deleting_the_shared_connection_deletes_them_and_moving_it_elsewhere_sends_them_nowhere()
    {
        await using var database = await cluster.NewDatabaseAsync();
        await using var shared = await MirrorServer.StartAsync(database.DataSource, new SandboxOptions { Leads = 5 });
        var lukas = await shared.SignInAsync("lukas.berg");
        var user = shared.Odoo.Users.Single(user => user.Login == "lukas.berg");
        var lead = await shared.CreateAsync("crm.lead", new { name = "As it was", user_id = user.Id });
        await shared.SyncCompletelyAsync();
        (await lukas.PostAsync(Route, new { odoo_username = user.Login, odoo_password = user.ApiKey, odoo_database = shared.Odoo.Database })).Expect(HttpStatusCode.OK);
        await using var db = await shared.Database.OpenConnectionAsync();

        await db.ExecuteAsync("update causeway.connection set url = @url", new { url = shared.Odoo.Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal) });
        await shared.Control.ResetCallsAsync();
        (await lukas.PutAsync($"/api/crm/leads/{lead}", new { name = "Never" })).Expect(HttpStatusCode.Forbidden)["detail"].GetString()!.ShouldContain("another address");
        (await shared.Control.CountCallsAsync()).ShouldBe(0);

        (await shared.Admin.DeleteAsync($"/api/connections/{shared.ConnectionId}")).Expect(HttpStatusCode.NoContent);
        (await db.ExecuteScalarAsync<long>("select count(*) from causeway.own_credential")).ShouldBe(0);
    }

    [Fact]
    public async Task The_credentials_of_a_disabled_user_are_not_used()
    {
        await using var other = await SandboxServer.StartAsync(new SandboxOptions { Leads = 5, Seed = 5, Database = "elsewhere" }, default);
        var quentin = await profile.RegisterAsync("quentin");
        var ended = mirror.Server.Logs.NextAsync("Sync Completed");
        (await quentin.PostAsync(Route, new { odoo_url = other.Url, odoo_username = "admin", odoo_password = other.Admin.ApiKey, odoo_database = other.Database })).Expect(HttpStatusCode.OK);
        await ended;
        var id = (await quentin.GetAsync(Route))["connection_id"].GetInt32();
        var self = (await quentin.GetAsync("/api/auth/me"))["user"].GetProperty("id").GetString();

        (await mirror.Admin.PatchAsync($"/api/auth/users/{self}", new { is_active = false })).Expect(HttpStatusCode.OK);
        (await mirror.Get<ConnectionSync>().RunAsync(id, default)).ShouldBeNull();

        (await mirror.Admin.PatchAsync($"/api/auth/users/{self}", new { is_active = true })).Expect(HttpStatusCode.OK);
        (await mirror.Get<ConnectionSync>().RunAsync(id, default)).ShouldBe(SyncStatus.Completed);
    }

    private static IEnumerable<string> Members(ApiAnswer answer) => answer.Json.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal);
}
