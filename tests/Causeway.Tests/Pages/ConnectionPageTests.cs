using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Causeway.Mirror.Connections;
using Causeway.Odoo;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Causeway.Tests.Pages;

public sealed class ConnectionPageTests(TestBrowser browser, DemoServer server) : PageTests(browser, server), IClassFixture<DemoServer>
{
    /// <summary>How long the server waits for an Odoo that is being tested.</summary>
    private static readonly TimeSpan TestPatience = TimeSpan.FromSeconds(20);

    public static TheoryData<string, string> Mistakes => new()
    {
        { "a wrong key", "Odoo refused these credentials for admin. Check the user name and the API key" },
        { "another's key", "Odoo refused these credentials for admin. Check the user name and the API key" },
        { "a wrong database", "The server answers, but has no database named nowhere. Check the name: it is case-sensitive." },
        { "a wrong host", "There is no host named odoo.invalid. Check the URL for a typing error." },
        { "a port where nobody listens", "Check the port, and whether Odoo is running." },
        { "no Odoo at all", "answers, but not as an Odoo does. Check the URL" },
        { "https where it is http", "The secure connection to" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task Each_mistake_has_its_own_words(string mistake, string words)
    {
        var connection = await ConnectionPage.OpenAsync(await SignedInAsync(Device.Desktop));

        await connection.FillAsync(With(mistake));
        await connection.Test.ClickAsync();

        await Expect(connection.Findings).ToHaveAttributeAsync("data-success", "false");
        await Expect(connection.Findings).ToContainTextAsync(words);
    }

    [Fact]
    public async Task An_Odoo_that_does_not_answer_is_given_up_and_said_to_be_slow()
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
        await Expect(connection.Findings).ToContainTextAsync($"Opportunities and leads{(await Server.InOdoo.LeadsAsync()).Count.ToString(CultureInfo.InvariantCulture)}");
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
        await Expect(new Shell(visitor.Page).Destinations.GetByText("Connection")).ToHaveCountAsync(0);

        await visitor.Page.GotoAsync("/connection");

        await Expect(visitor.Page.GetByText("For administrators")).ToBeVisibleAsync();
        await Expect(new ConnectionPage(visitor.Page).Form).ToHaveCountAsync(0);
    }

    private async Task<OdooConnection> SavedAsync() => (await Server.Get<ConnectionStore>().FindSharedAsync(default))!;

    private OdooOptions With(string mistake)
    {
        var right = Server.Credentials;
        return mistake switch
        {
            "a wrong key" => right with { Secret = "0123456789abcdef" },
            "another's key" => right with { Secret = Server.User("lukas.berg").ApiKey },
            "a wrong database" => right with { Database = "nowhere" },
            "a wrong host" => right with { Url = new Uri("http://odoo.invalid") },
            "a port where nobody listens" => right with { Url = new Uri($"http://127.0.0.1:{FreePort()}") },
            "no Odoo at all" => right with { Url = new Uri(Server.Address) },
            "https where it is http" => right with { Url = new Uri(right.Url.AbsoluteUri.Replace("http:", "https:", StringComparison.Ordinal)) },
            _ => throw new ArgumentException($"{mistake} is no mistake of this test.", nameof(mistake)),
        };
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
