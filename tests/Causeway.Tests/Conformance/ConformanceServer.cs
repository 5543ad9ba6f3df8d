using System.Net;
using Causeway.Platform.Settings;
using Causeway.Sandbox;
using Causeway.Tests.Infrastructure;
using Xunit;

namespace Causeway.Tests.Conformance;

/// <summary>
/// One server for all of these tests: Odoo is the database that the earlier systems' documents name, and whoever registers
/// may work at once, as they had it.
/// </summary>
public sealed class ConformanceServer(TestCluster cluster) : IAsyncLifetime
{
    internal const string Name = "conformance";
    internal const string AdminKey = "the key of the house";
    internal const string JwtSecret = "what tokens are signed with, and nothing else";
    internal const string WebhookSecret = "what webhooks are signed with";
    internal const string Password = "securepassword123";

    private int registered;

    private TestDatabase database = null!;

    internal MirrorServer Mirror { get; private set; } = null!;

    internal HttpClient Http => Mirror.Server.Client;

    /// <summary>Nobody.</summary>
    internal Api Anonymous => new(Http);

    internal Api Admin => Mirror.Admin;

    internal Api ByAdminKey => new(Http, token: null, ("X-ODOO-API-KEY", AdminKey));

    /// <summary>A salesperson, and one of another team.</summary>
    internal Api Lukas { get; private set; } = null!;

    internal Api Pieter { get; private set; } = null!;

    /// <summary>Who leads Lukas's team.</summary>
    internal Api Anna { get; private set; } = null!;

    /// <summary>Somebody whom Odoo does not know.</summary>
    internal Api Local { get; private set; } = null!;

    internal int LukasUid { get; private set; }

    /// <summary>What runs are told by.</summary>
    internal string SyncId { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        database = await cluster.NewDatabaseAsync();
        Mirror = await MirrorServer.StartAsync(database.DataSource, new SandboxOptions { Database = "odoo_db" }, with: settings => settings with
        {
            AdminApiKey = AdminKey,
            JwtSecret = JwtSecret,
            OdooWebhookSecret = WebhookSecret,
            Registration = Registration.Open,
            Tasks = TaskReaders.Shared,
            AllowedOdooHosts = ["127.0.0.0/8"],
            CorsOrigins = ["http://localhost:4200"],
        });
        LukasUid = Person("lukas.berg").Id;
        (Lukas, Pieter) = (await Mirror.SignInAsync("lukas.berg"), await Mirror.SignInAsync("pieter.jansen"));
        Anna = await Mirror.SignInAsync("anna.keller");
        Local = (await RegisterAsync()).Api;
        SyncId = $"{(await Mirror.SyncCompletelyAsync()).Id}";
    }

    internal Task<TestDatabase> NewDatabaseAsync() => cluster.NewDatabaseAsync();

    internal SandboxUser Person(string login) => Mirror.Odoo.Users.Single(user => user.Login == login);

    /// <summary>Somebody with a new local account.</summary>
    internal async Task<(Api Api, string Id, string Username)> RegisterAsync(string fullName = "John Doe")
    {
        var username = $"johndoe{Interlocked.Increment(ref registered)}";
        var answer = (await Anonymous.PostAsync("/api/auth/register", new { username, email = $"{username}@example.com", password = Password, full_name = fullName })).Expect(HttpStatusCode.Created);
        return (new Api(Http, answer["access_token"].GetString()), answer["user"].GetProperty("id").GetString()!, username);
    }

    /// <summary>An opportunity of Lukas's.</summary>
    internal async Task<long> AddLeadAsync(string name = "Of the conformance tests") =>
        (await Lukas.PostAsync("/api/crm/leads", new { name, type = "opportunity" })).Expect(HttpStatusCode.Created).Id;

    /// <summary>The lines of a table of <see cref="ContractCall"/>s.</summary>
    internal static TheoryData<string> Lines(string table) => [.. table.Split('\n', StringSplitOptions.RemoveEmptyEntries)];

    internal Task CheckAsync(string line) => ContractCall.Parse(line).CheckAsync(this, new ContractRecords(this).MakeAsync);

    internal Api Caller(string who) => who switch
    {
        "nobody" => Anonymous,
        "admin" => Admin,
        "key" => ByAdminKey,
        "lukas" => Lukas,
        "pieter" => Pieter,
        "anna" => Anna,
        "local" => Local,
        _ => throw new FormatException($"Nobody is called {who}."),
    };

    internal static async Task<string> IdAsync(Api user) => (await user.GetAsync("/api/auth/me"))["user"].GetProperty("id").GetString()!;

    public async ValueTask DisposeAsync()
    {
        await Mirror.DisposeAsync();
        await database.DisposeAsync();
    }
}

/// <summary>The classes that share the server, one at a time.</summary>
[CollectionDefinition(ConformanceServer.Name)]
public sealed class ConformanceCollection : ICollectionFixture<ConformanceServer>;
