using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Causeway.Tests.Pages;

/// <summary>What a day at work brings besides the journeys: reminders, a lead that becomes an opportunity, many lost at once, a page on paper.</summary>
public sealed class SalesWorkTests(TestBrowser browser, DemoServer server) : PageTests(browser, server), IClassFixture<DemoServer>
{
    [Theory]
    [InlineData(Device.Desktop)]
    [InlineData(Device.Phone)]
    public async Task A_task_reminds_its_person_on_whatever_page_they_are_and_once(Device device)
    {
        var about = $"Ashdown on a {device}";
        await Server.AddTaskAsync(about, Server.Clock.GetUtcNow().AddHours(1), remindAt: Server.Clock.GetUtcNow().AddMinutes(-1));
        var visitor = await SignedInAsync(device);
        var board = await BoardPage.OpenAsync(visitor);
        var reminder = board.Toasts.Filter(new() { HasText = $"Call · {about}" });
        await Expect(reminder).ToBeVisibleAsync();

        await visitor.Page.GotoAsync("data:text/html,");
        await Server.AddTaskAsync($"Another {about}", Server.Clock.GetUtcNow().AddHours(1), remindAt: Server.Clock.GetUtcNow().AddMinutes(-1));
        await BoardPage.OpenAsync(visitor);

        // By the time that the second shows, the first would have.
        await Expect(board.Toasts.Filter(new() { HasText = $"Another {about}" })).ToBeVisibleAsync();
        await Expect(reminder.Filter(new() { HasNotText = "Another" })).ToHaveCountAsync(0);
        await board.Toasts.Filter(new() { HasText = $"Another {about}" }).GetByRole(AriaRole.Button, new() { Name = "Tasks" }).ClickAsync();
        await Expect(new ListPage(visitor.Page).Record(about).First).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(Way.Finger)]
    [InlineData(Way.Keyboard)]
    public async Task A_new_lead_becomes_an_opportunity_on_the_board(Way way)
    {
        var name = $"Heard at the fair, {way}";
        var visitor = await SignedInAsync(way.Device());
        var (page, hands) = (visitor.Page, way.HandsOn(visitor));
        await ListPage.OpenAsync(visitor, "/leads");

        await hands.PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "New lead" }));
        await hands.TypeAsync(page.GetByRole(AriaRole.Dialog).GetByLabel("Name"), name);
        await hands.PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "Create in Odoo" }));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(name);
        (await Server.InOdoo.LeadsAsync()).Single(lead => lead.Name == name).IsOnBoard.ShouldBeFalse();
        await hands.PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "Convert" }));
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Convert" })).ToHaveCountAsync(0);

        await hands.GoToAsync("Pipeline");
        var board = new BoardPage(page);
        await hands.TypeAsync(board.Search, name);
        await Expect(board.Column("New").Card(name)).ToBeVisibleAsync();
        (await Server.InOdoo.LeadsAsync()).Single(lead => lead.Name == name).IsOnBoard.ShouldBeTrue();
    }

    [Theory]
    [InlineData(Device.Desktop)]
    [InlineData(Device.Phone)]
    public async Task Many_are_lost_at_once_with_their_reason(Device device)
    {
        var ids = new List<long>();
        foreach (var name in (string[])["first", "second"])
            ids.Add(await Server.AddOpportunityAsync($"Gone on a {device}: {name}", "New"));
        await Server.AddTaskAsync($"Meanwhile on a {device}", Server.Clock.GetUtcNow().AddHours(1), remindAt: Server.Clock.GetUtcNow().AddMinutes(-1));
        var visitor = await SignedInAsync(device);
        var list = await ListPage.OpenAsync(visitor, $"/leads?q=Gone+on+a+{device}");
        var reminder = new BoardPage(visitor.Page).Toasts.Filter(new() { HasText = $"Meanwhile on a {device}" });
        await Expect(reminder).ToBeVisibleAsync();
        foreach (var name in (string[])["first", "second"])
            await list.Record(name).GetByRole(AriaRole.Checkbox).ClickAsync();

        await list.BulkBar.GetByRole(AriaRole.Button, new() { Name = "Lost", Exact = true }).ClickAsync();
        await visitor.Page.GetByLabel("Reason").SelectOptionAsync("Too expensive");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Mark as lost" }).ClickAsync();

        await Expect(list.BulkBar).ToHaveCountAsync(0);
        await Expect(reminder).ToBeVisibleAsync();
        var reason = (await Server.InOdoo.RowsAsync("crm.lost.reason")).Single(row => row.GetProperty("name").GetRawText().Contains("Too expensive")).GetProperty("id").GetInt64();
        var rows = (await Server.InOdoo.RowsAsync("crm.lead")).Where(row => ids.Contains(row.GetProperty("id").GetInt64())).ToList();
        rows.ShouldAllBe(row => !row.GetProperty("active").GetBoolean() && row.GetProperty("lost_reason_id").GetInt64() == reason);
    }

    [Fact]
    public async Task The_dashboard_is_printed_whole_and_without_what_only_a_screen_needs()
    {
        var visitor = await SignedInAsync(Device.Desktop);
        var page = visitor.Page;
        await page.GotoAsync("/dashboard");
        await Expect(page.GetByRole(AriaRole.List, new() { Name = "Pipeline by stage" })).ToBeVisibleAsync();
        await Expect(page.Locator("[data-slot=skeleton]")).ToHaveCountAsync(0);

        var paper = await PaperAsync(page);

        await page.EmulateMediaAsync(new() { Media = Media.Print, ColorScheme = ColorScheme.Dark });

        await Expect(page.Locator("html")).ToHaveClassAsync("dark");
        (await PaperAsync(page)).ShouldBe(paper, "who likes the dark prints on white paper all the same");
        await Expect(page.GetByRole(AriaRole.Navigation)).ToHaveCountAsync(0);
        await Expect(page.GetByTestId("range")).ToBeHiddenAsync();
        (await page.EvaluateAsync<bool>("() => { const all = document.querySelector('[data-testid=dashboard]'); return all.scrollHeight === all.clientHeight && document.documentElement.scrollHeight >= all.clientHeight; }")).ShouldBeTrue("only what is in view would be printed");
        await page.SetViewportSizeAsync(A4.Width, A4.Height);
        (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(A4.Width);
        await visitor.PictureAsync("dashboard-print", fullPage: true);
    }

    private static Task<string> PaperAsync(IPage page) => page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor");

    /// <summary>In pixels of CSS, without margins.</summary>
    private static (int Width, int Height) A4 => (794, 1123);
}
