using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Causeway.Platform.Settings;
using Causeway.Tests.Infrastructure;
using Causeway.Tests.Infrastructure.OpenId;
using Causeway.Tests.Platform.Access;
using Dapper;
using Microsoft.AspNetCore.WebUtilities;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Features.SignIn.Ms365;

/// <summary>A server where people sign in with Microsoft, and the provider that plays Microsoft's part.</summary>
public sealed class MicrosoftServer(TestCluster cluster) : IAsyncLifetime
{
    /// <summary>What the client keeps to itself, and what it sends ahead of it.</summary>
    public const string Verifier = "a-verifier-of-forty-three-letters-or-more-0123456789";

    public static readonly string Challenge = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    private readonly TestClock clock = new();

    public TestDatabase Database { get; } = new(cluster);

    public TestServer Server { get; private set; } = null!;

    internal OpenIdProvider Provider { get; private set; } = null!;

    internal Api Nobody { get; private set; } = null!;

    internal Api Admin { get; private set; } = null!;

    public string ReturnPage => $"{Server.Address.GetLeftPart(UriPartial.Authority)}/sign-in/microsoft";

    public async ValueTask InitializeAsync()
    {
        await Database.InitializeAsync();
        Provider = await OpenIdProvider.StartAsync(clock);
        Server = await StartAsync();
        Nobody = new Api(Server.Client);
        Admin = await Api.SignInAsync(Server.Client, "/api/auth/login", new { username = "admin", password = AccessServer.AdminPassword });
    }

    /// <summary>Another server on the same database, with settings of its own.</summary>
    internal Task<TestServer> StartAsync(Func<CausewaySettings, CausewaySettings>? with = null) => TestServer.StartAsync(
        Database.DataSource,
        settings =>
        {
            var own = settings with
            {
                AdminPassword = AccessServer.AdminPassword,
                MicrosoftClientId = OpenIdProvider.ClientId,
                MicrosoftClientSecret = OpenIdProvider.ClientSecret,
                MicrosoftTenantId = $"{OpenIdProvider.Tenant}",
                MicrosoftAuthority = Provider.Authority,
            };
            return with?.Invoke(own) ?? own;
        },
        clock);

    internal Task<ApiAnswer> SendAsync(object body, params (string Name, string Value)[] headers) => Nobody.PostAsync("/api/auth/microsoft/complete", body, headers);

    internal Task<ApiAnswer> ByTokenAsync(string token, string nonce) => SendAsync(new { id_token = token, nonce });

    /// <summary>Goes to the authorize page, as a browser would, and comes back with what it says behind the #.</summary>
    internal async Task<string> FetchCodeAsync(string? nonce = null, string? redirectUri = null)
    {
        var query = new Dictionary<string, string?>
        {
            ["client_id"] = OpenIdProvider.ClientId,
            ["response_type"] = "code",
            ["response_mode"] = "fragment",
            ["scope"] = "openid profile email",
            ["redirect_uri"] = redirectUri ?? ReturnPage,
            ["code_challenge"] = Challenge,
            ["code_challenge_method"] = "S256",
            ["state"] = "the client's",
            ["nonce"] = nonce,
        };
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var answer = await browser.GetAsync(QueryHelpers.AddQueryString($"{Provider.Authority}{OpenIdProvider.Tenant}/oauth2/v2.0/authorize", query));
        return QueryHelpers.ParseQuery(answer.Headers.Location.ShouldNotBeNull().Fragment[1..])["code"].ToString();
    }

    internal Task<ApiAnswer> ByCodeAsync(string code, string verifier = Verifier, string? nonce = null, string? redirectUri = null) =>
        SendAsync(new { code, code_verifier = verifier, redirect_uri = redirectUri ?? ReturnPage, nonce });

    /// <summary>The newest entries of the audit log about sign-ins.</summary>
    internal async Task<JsonElement[]> AuditAsync(string action = "sign_in") =>
        [.. (await Admin.GetAsync($"/api/audit?action={action}")).Expect(System.Net.HttpStatusCode.OK)["entries"].EnumerateArray()];

    /// <summary>All that a dump of the database would hold.</summary>
    internal async Task<string> RowsAsync()
    {
        await using var db = await Database.DataSource.OpenConnectionAsync();
        var rows = new List<string>();
        foreach (var table in await db.QueryAsync<string>("select format('%I.%I', schemaname, tablename) from pg_tables where schemaname not in ('pg_catalog', 'information_schema')"))
            rows.AddRange(await db.QueryAsync<string>($"select t::text from {table} t"));
        return string.Join('\n', rows);
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Provider.DisposeAsync();
        await Database.DisposeAsync();
    }
}
