using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Causeway.Tests.Pages;

/// <summary>The pages of figures and of work: each figure is Odoo's, and leads to the list behind it.</summary>
public sealed class FiguresTests(TestBrowser browser, DemoServer server) : PageTests(browser, server), IClassFixture<DemoServer>
{
    [Fact]
    public async Task Each_stage_of_the_dashboard_leads_to_as_many_opportunities_as_it_says()
    {
        var open = (await Server.InOdoo.LeadsAsync()).Count(lead => lead is { IsOnBoard: true, Stage: 1 });
        var visitor = await SignedInAsync(Device.Desktop);
        await visitor.Page.GotoAsync("/dashboard");

        var stage = visitor.Page.GetByRole(AriaRole.List, new() { Name = "Pipeline by stage" }).GetByRole(AriaRole.Link, new() { Name = "New" });
        await Expect(stage).ToContainTextAsync(open.ToString(CultureInfo.InvariantCulture));
        await stage.ClickAsync();

        await Expect(new ListPage(visitor.Page).Total).ToHaveTextAsync($"{open} opportunities");
    }

    [Fact]
    public async Task A_team_and_a_range_are_in_the_address_and_narrow_every_figure()
    {
        var team = (await Server.InOdoo.RowsAsync("crm.team")).First();
        var id = team.GetProperty("id").GetInt64();
        var stages = (await Server.InOdoo.StagesAsync()).Where(stage => stage.Name != "Won").Select(stage => stage.Id).ToHashSet();
        var open = (await Server.InOdoo.LeadsAsync()).Count(lead => lead.IsOnBoard && lead.Team == id && stages.Contains(lead.Stage ?? 0));
        var visitor = await SignedInAsync(Device.Desktop);
        await visitor.Page.GotoAsync("/dashboard");

        await visitor.Page.GetByLabel("Team", new() { Exact = true }).SelectOptionAsync(id.ToString(CultureInfo.InvariantCulture));
        await visitor.Page.GetByTestId("range").ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "This year" }).ClickAsync();

        await Expect(visitor.Page.GetByTestId("headline").First).ToContainTextAsync($"{open} opportunities");
        await visitor.Page.ReloadAsync();
        await Expect(visitor.Page.GetByTestId("range")).ToContainTextAsync("This year");
        await Expect(visitor.Page.GetByTestId("headline").First).ToContainTextAsync($"{open} opportunities");
    }

    [Fact]
    public async Task A_part_that_fails_leaves_the_others_and_can_be_read_again()
    {
        const string Receivables = "**/api/receivables*";
        var visitor = await SignedInAsync(Device.Desktop);
        await visitor.Page.RouteAsync(Receivables, route => route.AbortAsync());
        await visitor.Page.GotoAsync("/dashboard");
        var part = visitor.Page.GetByRole(AriaRole.Region, new() { Name = "Receivables by age" });
        await Expect(part.GetByRole(AriaRole.Alert)).ToContainTextAsync("This part could not be read.");
        await Expect(visitor.Page.GetByRole(AriaRole.List, new() { Name = "Pipeline by stage" })).ToBeVisibleAsync();

        await visitor.Page.UnrouteAsync(Receivables);
        await part.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();

        await Expect(part.GetByRole(AriaRole.Link, new() { Name = "Over 90 days" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_an_account_owes_leads_to_its_invoices()
    {
        var visitor = await SignedInAsync(Device.Desktop);
        await visitor.Page.GotoAsync("/receivables");
        var first = visitor.Page.GetByTestId("ageing-table").GetByRole(AriaRole.Row).Nth(1);
        var account = await first.GetByRole(AriaRole.Rowheader).InnerTextAsync();

        await first.GetByRole(AriaRole.Link).Last.ClickAsync();

        var list = new ListPage(visitor.Page);
        await Expect(list.Rows.First).ToContainTextAsync(account);
        await Expect(list.Rows.Filter(new() { HasNotText = account })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Many_tasks_are_closed_at_once_and_stand_in_the_calendar()
    {
        foreach (var name in (string[])["Bulk one", "Bulk two"])
            await Server.AddTaskAsync(name, DateTimeOffset.UtcNow);
        var visitor = await SignedInAsync(Device.Desktop);
        var list = await ListPage.OpenAsync(visitor, "/tasks?q=Bulk");
        await list.ChooseAsync("Bulk one");
        await list.ChooseAsync("Bulk two");

        await list.BulkBar.GetByRole(AriaRole.Button, new() { Name = "Close", Exact = true }).ClickAsync();

        await Expect(list.Cell("Bulk one", "status")).ToHaveTextAsync("Closed");
        await Expect(list.Cell("Bulk two", "status")).ToHaveTextAsync("Closed");
        await visitor.Page.GetByRole(AriaRole.Radio, new() { Name = "Calendar" }).ClickAsync();
        await Expect(visitor.Page.GetByTestId("calendar").GetByRole(AriaRole.Button, new() { Name = "Bulk two" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task An_activity_that_is_done_leaves_the_list_and_Odoo_has_what_came_of_it()
    {
        var visitor = await SignedInAsync(Device.Phone);
        var list = await ListPage.OpenAsync(visitor, "/activities");
        var before = await list.Total.InnerTextAsync();

        await list.Cards.First.GetByRole(AriaRole.Button, new() { Name = "as done" }).ClickAsync();
        await visitor.Page.GetByLabel("What came of it?").FillAsync("They will sign in May.");
        await visitor.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Mark as done" }).ClickAsync();

        await Expect(list.Total).Not.ToHaveTextAsync(before);
        (await Server.InOdoo.RowsAsync("mail.message")).ShouldContain(row => row.GetRawText().Contains("They will sign in May."));
    }

    [Fact]
    public async Task Several_activities_are_done_at_once()
    {
        var visitor = await SignedInAsync(Device.Desktop);
        var list = await ListPage.OpenAsync(visitor, "/activities?due=overdue");
        var before = (await Server.InOdoo.RowsAsync("mail.activity")).Count(IsOpen);
        foreach (var row in (int[])[0, 1])
            await list.Rows.Nth(row).GetByRole(AriaRole.Checkbox).ClickAsync();

        await list.BulkBar.GetByRole(AriaRole.Button, new() { Name = "Done", Exact = true }).ClickAsync();

        await Expect(visitor.Page.GetByText("2 changed")).ToBeVisibleAsync();
        await Expect(list.BulkBar).ToBeHiddenAsync();
        (await Server.InOdoo.RowsAsync("mail.activity")).Count(IsOpen).ShouldBe(before - 2);
    }

    /// <summary>Odoo 17 and later keep what was done, archived; before, it was deleted.</summary>
    private static bool IsOpen(JsonElement activity) => !activity.TryGetProperty("active", out var active) || active.GetBoolean();

    [Fact]
    public async Task Invoices_are_narrowed_to_an_account_by_its_name_and_downloaded_so()
    {
        var moves = (await Server.InOdoo.RowsAsync("account.move")).Where(row => row.GetProperty("state").GetString() == "posted").ToLookup(row => row.GetProperty("commercial_partner_id").GetInt64());
        var account = moves.MinBy(of => of.Count())!.Key;
        var name = (await Server.InOdoo.RowsAsync("res.partner")).Single(row => row.GetProperty("id").GetInt64() == account).GetProperty("name").GetString()!;
        var visitor = await SignedInAsync(Device.Desktop);
        var list = await ListPage.OpenAsync(visitor, "/invoices?state=posted");

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Filter" }).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Account: Any" }).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Combobox, new() { Name = "Account" }).FillAsync(name);
        await visitor.Page.GetByRole(AriaRole.Option, new() { Name = name, Exact = true }).ClickAsync();
        await visitor.Page.Keyboard.PressAsync("Escape");

        var numbers = moves[account].Select(row => row.GetProperty("name").GetString()!).ToArray();
        await Expect(list.Total).ToHaveTextAsync(numbers.Length == 1 ? "1 invoice" : $"{numbers.Length} invoices");
        await Expect(visitor.Page.GetByRole(AriaRole.List, new() { Name = "Filter" })).ToContainTextAsync($"Account{name}");
        var download = await visitor.Page.RunAndWaitForDownloadAsync(() => visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Download as CSV" }).ClickAsync());
        var lines = await File.ReadAllLinesAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        lines.Length.ShouldBe(1 + numbers.Length);
        numbers.ShouldAllBe(number => lines.Any(line => line.Contains(number)));
    }
}
