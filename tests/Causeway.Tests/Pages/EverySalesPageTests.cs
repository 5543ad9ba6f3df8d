using System.Globalization;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Causeway.Tests.Pages;

/// <summary>As <see cref="EveryPageTests"/>, of the pages on which sales people work.</summary>
public sealed class EverySalesPageTests(TestBrowser browser, SalesServer server) : PageTests(browser, server), IClassFixture<SalesServer>
{
    public static TheoryData<string, string, Device> Pages
    {
        get
        {
            var pages = new TheoryData<string, string, Device>();
            foreach (var (name, address) in Addresses)
            {
                pages.Add(name, address, Device.Desktop);
                pages.Add(name, address, Device.Phone);
            }

            return pages;
        }
    }

    /// <summary>A page's name in the gallery, and where it is.</summary>
    private static (string Name, string Address)[] Addresses =>
    [
        ("leads", "/leads"),
        ("lead", "/leads/{crm.lead}?sort=name&at=0"),
        ("opportunities", "/opportunities/list?status=all"),
        ("accounts", "/accounts"),
        ("account", "/accounts/{account}"),
        ("contacts", "/contacts"),
        ("contact", "/contacts/{account}"),
        ("invoices", "/invoices?due=open"),
        ("invoice", "/invoices/{account.move}"),
        ("activities", "/activities"),
        ("dashboard", "/dashboard"),
        ("receivables", "/receivables"),
        ("tasks", "/tasks"),
        ("tasks-calendar", "/tasks?view=calendar"),
        ("tasks-people", "/tasks?view=people"),
        ("list-no-match", "/leads?q=unicorn"),
        ("record-gone", "/leads/999999999"),
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Each_page_looks_right(string name, string address, Device device)
    {
        var visitor = await SignedInAsync(device);

        await visitor.Page.GotoAsync(await FillAsync(address));
        await SettledAsync(visitor.Page);

        await visitor.ShouldLookRightAsync(name, device);
    }

    /// <summary>Everything that was asked for is there.</summary>
    private static async Task SettledAsync(IPage page)
    {
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        await Expect(page.Locator("[data-slot=skeleton], [data-testid$=loading]")).ToHaveCountAsync(0);
    }

    /// <summary>The first record of the model that an address names.</summary>
    private async Task<string> FillAsync(string address)
    {
        if (address.Contains("{crm.lead}", StringComparison.Ordinal))
            return address.Replace("{crm.lead}", First(await Server.InOdoo.LeadsAsync()), StringComparison.Ordinal);
        if (address.Contains("{account.move}", StringComparison.Ordinal))
            return address.Replace("{account.move}", (await IdsAsync("account.move")).First(), StringComparison.Ordinal);
        return address.Contains("{account}", StringComparison.Ordinal)
            ? address.Replace("{account}", (await CustomersAsync()).First(), StringComparison.Ordinal)
            : address;
    }

    private static string First(IEnumerable<OdooLead> leads) => leads.First(lead => lead.IsOnBoard).Id.ToString(CultureInfo.InvariantCulture);

    private async Task<IEnumerable<string>> IdsAsync(string model) =>
        (await Server.InOdoo.RowsAsync(model)).Select(row => row.GetProperty("id").GetInt64().ToString(CultureInfo.InvariantCulture));

    /// <summary>Companies that have an invoice.</summary>
    private async Task<IEnumerable<string>> CustomersAsync() =>
        (await Server.InOdoo.RowsAsync("account.move")).Select(row => row.GetProperty("commercial_partner_id").GetInt64().ToString(CultureInfo.InvariantCulture));
}
