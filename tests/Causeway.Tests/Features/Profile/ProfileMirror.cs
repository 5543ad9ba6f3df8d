using System.Net;
using System.Text.Json;
using Causeway.Platform.Settings;
using Causeway.Sandbox;
using Causeway.Tests.Infrastructure;
using Causeway.Tests.Platform.Access;
using Dapper;
using Xunit;

namespace Causeway.Tests.Features.Profile;

/// <summary>A mirrored sandbox whose people keep credentials of their own; each test takes people of its own.</summary>
public sealed class ProfileMirror(TestCluster cluster) : IAsyncLifetime
{
    internal const string Route = "/api/profile/odoo-credentials";

    private TestDatabase database = null!;

    internal MirrorServer Mirror { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        database = await cluster.NewDatabaseAsync();
        Mirror = await MirrorServer.StartAsync(
            database.DataSource, new SandboxOptions(), with: settings => settings with { Registration = Registration.Open, AllowedOdooHosts = ["127.0.0.0/8", "localhost"] });
    }

    /// <summary>Somebody with a local account, whom Odoo does not know.</summary>
    internal async Task<Api> RegisterAsync(string username)
    {
        var answer = await new Api(Mirror.Server.Client).PostAsync(
            "/api/auth/register", new { username, email = $"{username}@example.com", password = AccessServer.Password, full_name = $"The {username}" });
        return new Api(Mirror.Server.Client, answer.Expect(HttpStatusCode.Created)["access_token"].GetString());
    }

    internal SandboxUser Person(string login) => Mirror.Odoo.Users.Single(user => user.Login == login);

    /// <summary>The credentials of a user of the sandbox, as they type them.</summary>
    internal object Own(string login, string? key = null, string? url = null) =>
        new { odoo_url = url, odoo_username = login, odoo_password = key ?? Person(login).ApiKey, odoo_database = Mirror.Odoo.Database };

    /// <summary>A user of the sandbox, signed in here by Odoo, who from now on writes as themselves.</summary>
    internal async Task<Api> ActingAsync(string login)
    {
        var api = await Mirror.SignInAsync(login);
        (await api.PostAsync(Route, Own(login))).Expect(HttpStatusCode.OK);
        return api;
    }

    /// <summary>An opportunity of somebody, made in Odoo by its administrator.</summary>
    internal async Task<int> LeadOfAsync(string login)
    {
        var id = await Mirror.CreateAsync("crm.lead", new { name = "As it was", type = "opportunity", stage_id = 1, user_id = Person(login).Id });
        await Mirror.SyncCompletelyAsync();
        return id;
    }

    /// <summary>A record as Odoo has it.</summary>
    internal async Task<JsonElement> OdooAsync(string model, long id) => (await Mirror.Control.DumpAsync(model))[id];

    /// <summary>What the audit log says of writes to a record, the newest first.</summary>
    internal async Task<JsonElement[]> WritesAsync(long id) =>
        [.. (await Mirror.Admin.GetAsync($"/api/audit?action=odoo.write&target_id={id}")).Expect(HttpStatusCode.OK)["entries"].EnumerateArray()];

    internal async Task<T?> QueryAsync<T>(string sql)
    {
        await using var db = await Mirror.Database.OpenConnectionAsync();
        return await db.ExecuteScalarAsync<T>(sql);
    }

    public async ValueTask DisposeAsync()
    {
        await Mirror.DisposeAsync();
        await database.DisposeAsync();
    }
}
