using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Causeway.Tests.Pages;

/// <summary>Each page of an administrator on a bad day, in light and in dark, as <see cref="EveryPageTests"/> looks at the others.</summary>
public sealed class EveryAdministrationPageTests(TestBrowser browser, WorriedServer server) : PageTests(browser, server), IClassFixture<WorriedServer>
{
    /// <summary>Where, and what is there once it has loaded.</summary>
    private static readonly (string Name, string Path, string Sign)[] Pages =
    [
        ("health", "/administration", "[data-testid=finding]"),
        ("syncs", "/administration/syncs", "[data-testid=run]"),
        ("held", "/administration/held", "[data-testid=quarantined]"),
        ("proofs", "/administration/proofs", "[data-testid=proofs]"),
        ("webhooks", "/administration/webhooks", "[data-testid=webhook-rules]"),
        ("users", "/administration/users", "[data-testid=user]"),
        ("audit", "/administration/audit", "[data-testid=audit-entry]"),
        ("settings", "/administration/settings", "[data-testid=settings]"),
    ];

    public static TheoryData<string, Device> PagesAndDevices
    {
        get
        {
            var data = new TheoryData<string, Device>();
            foreach (var (name, _, _) in Pages)
            {
                data.Add(name, Device.Desktop);
                data.Add(name, Device.Phone);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(PagesAndDevices))]
    public async Task Every_page(string name, Device device)
    {
        var (_, path, sign) = Pages.Single(page => page.Name == name);
        var visitor = await SignedInAsync(device);
        // The server's clock is some minutes ahead.
        await visitor.Page.Clock.SetFixedTimeAsync(Server.Clock.GetUtcNow().UtcDateTime.AddMinutes(3));
        await visitor.Page.GotoAsync(path);
        await Expect(visitor.Page.Locator(sign).First).ToBeVisibleAsync();
        if (name == "syncs")
            await visitor.Page.GetByTestId("run").First.GetByRole(AriaRole.Link).ClickAsync();

        await visitor.ShouldLookRightAsync($"administration-{name}", device);
    }

    [Fact]
    public async Task Nobody_else_is_shown_any_of_them()
    {
        var visitor = await SignedInAsync(Device.Phone, "lukas.berg");
        foreach (var (_, path, _) in Pages)
        {
            await visitor.Page.GotoAsync(path);
            await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "For administrators" })).ToBeVisibleAsync();
        }

        Assert.Empty(visitor.Refusals);
    }
}
