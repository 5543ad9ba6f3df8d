using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;
using Shouldly;
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
        ("contact", "/contacts/{contact}"),
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

    [Fact]
    public async Task Each_page_of_what_Odoo_holds_says_how_old_it_is_when_nothing_comes_from_there()
    {
        var visitor = await SignedInAsync(Device.Desktop);
        await visitor.Context.Clock.InstallAsync(new() { TimeDate = Server.Clock.GetUtcNow().AddMinutes(20).UtcDateTime });

        foreach (var address in (string[])["/dashboard", "/accounts", "/receivables", "/leads/{crm.lead}", "/accounts/{account}", "/contacts/{account}", "/invoices/{account.move}"])
        {
            await visitor.Page.GotoAsync(await FillAsync(address), new() { WaitUntil = WaitUntilState.Commit });
            await Expect(visitor.Page.GetByTestId("stale-mark")).ToContainTextAsync("Odoo as of 20 minutes ago");
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Each_page_looks_right(string name, string address, Device device)
    {
        var visitor = await SignedInAsync(device);

        await visitor.Page.GotoAsync(await FillAsync(address));
        await SettledAsync(visitor.Page);

        await visitor.ShouldLookRightAsync(name, device);
    }

    [Theory]
    [InlineData(Device.Desktop)]
    [InlineData(Device.Phone)]
    public async Task Each_page_is_whole_in_German(Device device)
    {
        var visitor = await SignedInAsync(device);
        await visitor.Context.AddInitScriptAsync("localStorage.setItem('causeway.language', 'de')");
        var names = await NamesInOdooAsync();
        foreach (var (name, address) in Addresses.Prepend(("board", "/opportunities")))
        {
            await visitor.Page.GotoAsync(await FillAsync(address));
            await SettledAsync(visitor.Page);

            GermanTexts.Untranslated(await visitor.Page.EvaluateAsync<string[]>(EveryText), names).ShouldBeEmpty(name);
            (await visitor.Page.EvaluateAsync<string[]>(TooNarrow)).ShouldBeEmpty(name);
            (await visitor.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(visitor.Page.ViewportSize!.Width, $"{name} scrolls sideways");
        }
    }

    /// <summary>All that is read or read out.</summary>
    private const string EveryText = """
        () => {
          const texts = new Set();
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) if (!walker.currentNode.parentElement.closest('script, style, option')) texts.add(walker.currentNode.data.trim());
          for (const element of document.body.querySelectorAll('[aria-label], [placeholder], [title], [aria-roledescription]'))
            for (const name of ['aria-label', 'placeholder', 'title', 'aria-roledescription'])
              if (element.hasAttribute(name)) texts.add(element.getAttribute(name).trim());
          return [...texts].filter(Boolean);
        }
        """;

    /// <summary>What has more to say than it has room for, and neither wraps nor ends in dots.</summary>
    private const string TooNarrow = """
        () => [...document.querySelectorAll('button, a, h1, h2, h3, dt, th, label, [role=columnheader]')]
          .filter(element => element.textContent.trim() && element.checkVisibility() && element.clientWidth > 1 && element.scrollWidth > element.clientWidth + 1)
          .filter(element => !element.matches('.sr-only, .truncate') && !element.querySelector('.truncate, .sr-only'))
          .map(element => element.outerHTML.slice(0, 200))
        """;

    /// <summary>English is what Odoo holds here, and what the person is called.</summary>
    private async Task<IReadOnlySet<string>> NamesInOdooAsync()
    {
        var names = new HashSet<string>(StringComparer.Ordinal) { "Administrator" };
        foreach (var model in (string[])["crm.stage", "crm.tag", "crm.team", "crm.lost.reason", "mail.activity.type", "mail.activity", "res.partner.category"])
            names.UnionWith((await Server.InOdoo.RowsAsync(model)).SelectMany(row => row.EnumerateObject()).SelectMany(TextsOf));
        return names;
    }

    private static IEnumerable<string> TextsOf(JsonProperty value) => value.Value.ValueKind switch
    {
        JsonValueKind.String => [value.Value.GetString()!],
        JsonValueKind.Object => value.Value.EnumerateObject().SelectMany(TextsOf),
        _ => [],
    };

    /// <summary>Everything that was asked for is there.</summary>
    private static async Task SettledAsync(IPage page)
    {
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        await Expect(page.Locator("[data-slot=skeleton], [data-testid$=loading], [data-state=connecting]")).ToHaveCountAsync(0);
    }

    /// <summary>A record of the model that an address names, of which there is something to show.</summary>
    private async Task<string> FillAsync(string address) => PlaceIn(address) switch
    {
        "{crm.lead}" => address.Replace("{crm.lead}", await BusyLeadAsync(), StringComparison.Ordinal),
        "{account.move}" => address.Replace("{account.move}", await PartlyPaidAsync(), StringComparison.Ordinal),
        "{account}" => address.Replace("{account}", await BusyAccountAsync(), StringComparison.Ordinal),
        "{contact}" => address.Replace("{contact}", await PersonAtAsync(await BusyAccountAsync()), StringComparison.Ordinal),
        _ => address,
    };

    private static string? PlaceIn(string address) =>
        address.IndexOf('{', StringComparison.Ordinal) is var start and >= 0 ? address[start..(address.IndexOf('}', StringComparison.Ordinal) + 1)] : null;

    /// <summary>One with which something is planned.</summary>
    private async Task<string> BusyLeadAsync()
    {
        var planned = (await Server.InOdoo.RowsAsync("mail.activity")).Select(row => row.GetProperty("res_id").ToString()).ToHashSet(StringComparer.Ordinal);
        return (await Server.InOdoo.LeadsAsync()).Where(lead => lead is { IsOnBoard: true, Stage: > 1 }).Select(lead => lead.Id.ToString(CultureInfo.InvariantCulture)).First(planned.Contains);
    }

    private async Task<string> PartlyPaidAsync() =>
        TextOf((await Server.InOdoo.RowsAsync("account.move")).First(row => TextOf(row, "payment_state") == "partial"), "id");

    /// <summary>A company that has an invoice, and a lead that somebody there asked for.</summary>
    private async Task<string> BusyAccountAsync()
    {
        var asking = (await Server.InOdoo.RowsAsync("crm.lead")).Select(lead => TextOf(lead, "partner_id")).ToHashSet(StringComparer.Ordinal);
        var accounts = (await Server.InOdoo.RowsAsync("res.partner")).Where(row => asking.Contains(TextOf(row, "id"))).Select(row => TextOf(row, "commercial_partner_id")).ToHashSet(StringComparer.Ordinal);
        return (await Server.InOdoo.RowsAsync("account.move")).Select(row => TextOf(row, "commercial_partner_id")).First(accounts.Contains);
    }

    private async Task<string> PersonAtAsync(string account) =>
        TextOf((await Server.InOdoo.RowsAsync("res.partner")).First(row => TextOf(row, "parent_id") == account), "id");

    private static string TextOf(JsonElement row, string field) => row.GetProperty(field).ToString();
}
