using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Causeway.Mirror.Connections;
using Causeway.Odoo;
using Causeway.Tests.Odoo;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Causeway.Tests.Pages;

/// <summary>What stands between Causeway and an Odoo, and what an administrator reads of it.</summary>
public sealed class ConnectionPageTests(TestBrowser browser, DemoServer server) : PageTests(browser, server), IClassFixture<DemoServer>
{
    /// <summary>How long the server waits for an Odoo that is being tested.</summary>
    private static readonly TimeSpan TestPatience = TimeSpan.FromSeconds(20);

    [Fact]
    public Task A_wrong_key() => IsSaidAsync(
        Server.Credentials with { Secret = "0123456789abcdef0123456789abcdef01234567" },
        "Odoo refused these credentials for admin. Check the user name and the API key");

    [Fact]
    public Task Anothers_key() => IsSaidAsync(
        Server.Credentials with { Secret = Server.User("lukas.berg").ApiKey },
        "Odoo refused these credentials for admin. Check the user name and the API key");

    [Fact]
    public Task A_wrong_password() => IsSaidAsync(
        Server.Credentials with { Secret = "not this one" },
        "Odoo refused these credentials for admin. Check the user name and the API key");

    [Fact]
    public Task A_wrong_database() => IsSaidAsync(
        Server.Credentials with { Database = "nowhere" },
        "The server answers, but has no database named nowhere. Check the name: it is case-sensitive.");

    [Fact]
    public Task A_host_that_there_is_not() => IsSaidAsync(
        At("https://odoo.invalid"),
        "There is no host named odoo.invalid. Check the URL for a typing error.");

    [Fact]
    public async Task A_port_where_nobody_listens()
    {
        string address;
        await using (var gone = new LoopbackServer(_ => Reply.Nothing))
            address = gone.Url.AbsoluteUri;

        await IsSaidAsync(At(address), $"Nothing listens at {new Uri(address).Authority}. Check the port, and whether Odoo is running.");
    }

    [Fact]
    public async Task An_address_that_has_moved()
    {
        await using var old = new LoopbackServer(_ => Reply.Html("moved", 301, ("Location", "https://odoo.example.com/")));

        await IsSaidAsync(At(old.Url.AbsoluteUri), "The server redirects to https://odoo.example.com/: give the address that it leads to.");
    }

    [Fact]
    public async Task A_website_that_is_no_Odoo()
    {
        await using var website = new LoopbackServer(_ => Reply.Html("<h1>It works!</h1>"));

        await IsSaidAsync(At(website.Url.AbsoluteUri), "answers, but not as an Odoo does. What answers at that address is not Odoo: it sent text/html. Check the URL");
    }

    [Fact]
    public async Task A_port_that_is_no_web_server()
    {
        await using var shell = new LoopbackServer(_ => new Reply([.. "SSH-2.0-OpenSSH_9.2\r\n"u8]));

        await IsSaidAsync(At(shell.Url.AbsoluteUri), "answers, but not as an Odoo does. What answers at that address does not speak HTTP.");
    }

    [Fact]
    public Task Https_where_it_is_http() => IsSaidAsync(
        At(Server.Odoo.Url.Replace("http:", "https:", StringComparison.Ordinal)),
        "failed. Check whether the port speaks https at all:");

    [Theory]
    [InlineData("localhost", 1, "The server's certificate is for another host name: use the name that it was made for.")]
    [InlineData("127.0.0.1", -1, "The server's certificate has expired or is not valid yet: renew it")]
    [InlineData("127.0.0.1", 1, "The server's certificate is not signed by an authority that this machine trusts")]
    public async Task A_certificate_that_is_not_to_be_trusted(string host, int daysLeft, string words)
    {
        using var certificate = Certificate(host, TimeSpan.FromDays(daysLeft));
        await using var odoo = new LoopbackServer(_ => Reply.Nothing, stream => SecureAsync(stream, certificate));

        await IsSaidAsync(At($"https://127.0.0.1:{odoo.Port}"), $"The secure connection to 127.0.0.1:{odoo.Port} failed. {words}");
    }

    [Fact]
    public async Task An_Odoo_that_is_down_behind_its_proxy()
    {
        await Server.InOdoo.GoDownAsync();

        await IsSaidAsync(Server.Credentials, "A server in front of Odoo answered with an error: The web server in front of Odoo failed (HTTP 503).");
    }

    [Fact]
    public async Task An_Odoo_whose_database_is_down()
    {
        await Server.InOdoo.LoseDatabaseAsync();

        await IsSaidAsync(Server.Credentials, "Odoo answers, but cannot reach its own database.");
    }

    [Fact]
    public async Task An_Odoo_that_is_too_slow_is_given_up_and_said_to_be()
    {
        var connection = await ConnectionPage.OpenAsync(await SignedInAsync(Device.Phone));
        await Server.InOdoo.HoldAsync();
        var waiting = Server.Clock.NextWaitAsync(TestPatience);

        await connection.Test.ClickAsync();

        await waiting;
        await Expect(connection.Form).ToContainTextAsync("Testing…");
        Server.Clock.Advance(TestPatience);
        await Expect(connection.Findings).ToContainTextAsync("did not answer in time. Odoo may be starting or overloaded; try again in a minute.");
    }

    [Theory]
    [InlineData(Device.Desktop)]
    [InlineData(Device.Phone)]
    public async Task A_mistake_is_not_saved_and_once_mended_it_is(Device device)
    {
        var visitor = await SignedInAsync(device);
        var connection = await ConnectionPage.OpenAsync(visitor);
        await connection.FillAsync(Server.Credentials with { Database = "nowhere" });
        await connection.Save.ClickAsync();
        await Expect(connection.Problem).ToContainTextAsync("The connection was not savedThe server answers, but has no database named nowhere.");
        (await SavedAsync()).Database.ShouldBe(Server.Odoo.Database);

        await connection.FillAsync(Server.Credentials);
        await Expect(connection.Problem).ToHaveCountAsync(0);
        await connection.Test.ClickAsync();

        await Expect(connection.Findings).ToHaveAttributeAsync("data-success", "true");
        await Expect(connection.Findings).ToContainTextAsync("Connected to Odoo 19.0 as Ada Verhoeven.");
        await Expect(connection.Findings).ToContainTextAsync("JSON-2");
        await Expect(connection.Findings).ToContainTextAsync($"Leads{(await Server.InOdoo.LeadsAsync()).Count.ToString(CultureInfo.InvariantCulture)}");
        await connection.Save.ClickAsync();
        await Expect(visitor.Page.Locator("[data-sonner-toast]")).ToContainTextAsync("The connection is saved");
        await Expect(connection.Outcome).ToHaveAttributeAsync("data-status", "completed");
    }

    [Fact]
    public async Task The_saved_connection_is_tested_without_its_key_leaving_the_server()
    {
        var visitor = await SignedInAsync(Device.Desktop);
        var connection = await ConnectionPage.OpenAsync(visitor);

        await Expect(connection.Key).ToHaveValueAsync("");
        await connection.Test.ClickAsync();

        await Expect(connection.Findings).ToHaveAttributeAsync("data-success", "true");
        (await visitor.Page.ContentAsync()).ShouldNotContain(Server.Credentials.Secret);
    }

    [Fact]
    public async Task What_the_account_may_not_read_is_named()
    {
        var connection = await ConnectionPage.OpenAsync(await SignedInAsync(Device.Desktop));
        await Server.InOdoo.ForbidAsync(Server.Odoo.Admin.Login, "crm.tag", "read");

        await connection.Test.ClickAsync();

        await Expect(connection.Findings).ToContainTextAsync("The user may not read crm.tag. Give them the access in Odoo, then test again.");
    }

    [Fact]
    public async Task A_connection_to_an_Odoo_that_is_down_can_be_saved_all_the_same()
    {
        var connection = await ConnectionPage.OpenAsync(await SignedInAsync(Device.Desktop));
        await Server.InOdoo.GoDownAsync();
        await connection.FillAsync(Server.Credentials);
        await connection.Save.ClickAsync();

        await connection.SaveAnyway.ClickAsync();

        await Expect(connection.Outcome).ToHaveAttributeAsync("data-status", "failed");
        await Server.InOdoo.MendAsync();
        await connection.Outcome.GetByText("Try again").ClickAsync();
        await Expect(connection.Outcome).ToHaveAttributeAsync("data-status", "completed");
    }

    [Theory]
    [InlineData(Device.Desktop)]
    [InlineData(Device.Phone)]
    public async Task A_sync_shows_how_far_it_is_and_then_what_it_did(Device device)
    {
        var name = $"New to the mirror, {device}";
        await Server.InOdoo.CreateLeadAsync(name);
        var connection = await ConnectionPage.OpenAsync(await SignedInAsync(device));
        await Server.InOdoo.HoldAsync("crm.lead");

        await connection.SyncNow.ClickAsync();

        await Expect(connection.Progress.GetByRole(Microsoft.Playwright.AriaRole.Progressbar)).ToBeVisibleAsync();
        await Expect(connection.Sync).ToContainTextAsync("Running…");
        await Server.InOdoo.MendAsync();
        await Expect(connection.Outcome).ToContainTextAsync("The last sync completed");
        await Expect(connection.Outcome).ToContainTextAsync("started by admin");
        await Expect(connection.Numbers("Opportunities")).ToContainTextAsync("1");
        await Expect(connection.SyncNow).ToBeEnabledAsync();
    }

    [Theory]
    [InlineData(Device.Desktop)]
    [InlineData(Device.Phone)]
    public async Task Who_is_no_administrator_finds_no_way_to_it(Device device)
    {
        var visitor = await SignedInAsync(device, "lukas.berg");
        await BoardPage.OpenAsync(visitor);
        await Expect((await new Shell(visitor.Page).AllDestinationsAsync()).GetByText("Connection")).ToHaveCountAsync(0);

        await visitor.Page.GotoAsync("/connection");

        await Expect(visitor.Page.GetByText("For administrators")).ToBeVisibleAsync();
        await Expect(new ConnectionPage(visitor.Page).Form).ToHaveCountAsync(0);
    }

    private async Task<OdooConnection> SavedAsync() => (await Server.Get<ConnectionStore>().FindSharedAsync(default))!;

    /// <summary>By the test, in view of who asked for it.</summary>
    private async Task IsSaidAsync(OdooOptions mistaken, string words)
    {
        var connection = await ConnectionPage.OpenAsync(await SignedInAsync(Device.Phone));
        await connection.FillAsync(mistaken);

        await connection.Test.ClickAsync();

        await Expect(connection.Findings).ToHaveAttributeAsync("data-success", "false");
        await Expect(connection.Findings).ToContainTextAsync(words);
        await Expect(connection.Findings).ToBeInViewportAsync(new() { Ratio = 1 });
    }

    private OdooOptions At(string address) => Server.Credentials with { Url = new Uri(address) };

    private static X509Certificate2 Certificate(string host, TimeSpan left)
    {
        using var key = RSA.Create(2048);
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(host, out var address))
            names.AddIpAddress(address);
        else
            names.AddDnsName(host);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-2), DateTimeOffset.UtcNow + left);
    }

    private static async Task<Stream> SecureAsync(Stream stream, X509Certificate2 certificate)
    {
        var secure = new SslStream(stream);
        await secure.AuthenticateAsServerAsync(certificate);
        return secure;
    }
}
