using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Causeway.Tests.Pages;

/// <summary>What every list does, shown by that of the leads; and what a lead's page does with one of them.</summary>
public sealed class ListTests(TestBrowser browser, LongBoardServer server) : PageTests(browser, server), IClassFixture<LongBoardServer>
{
    [Fact]
    public async Task A_list_is_as_long_as_Odoos_and_only_what_is_in_view_is_drawn()
    {
        var leads = await Server.InOdoo.LeadsAsync();
        var list = await ListPage.OpenAsync(await SignedInAsync(Device.Desktop), "/leads?sort=create_date");
        await Expect(list.Total).ToHaveTextAsync($"{leads.Count} leads");
        await Expect(list.Grid).ToHaveAttributeAsync("aria-rowcount", (leads.Count + 1).ToString(CultureInfo.InvariantCulture));

        await list.Grid.FocusAsync();
        await list.Grid.PressAsync("Control+End");

        var last = list.Grid.Locator($"[aria-rowindex='{leads.Count + 1}']");
        await Expect(last).ToBeInViewportAsync();
        await Expect(last).ToHaveAttributeAsync("aria-busy", "false");
        (await list.Rows.CountAsync()).ShouldBeLessThan(60);

        await list.Head("Expected revenue").GetByRole(AriaRole.Button).ClickAsync();

        await Expect(list.Grid.Locator("[aria-rowindex='2']")).ToBeInViewportAsync();
    }

    [Fact]
    public async Task Filter_order_and_columns_are_in_the_address_and_survive_a_reload()
    {
        var visitor = await SignedInAsync(Device.Desktop);
        var list = await ListPage.OpenAsync(visitor, "/leads");
        var inNew = (await Server.InOdoo.RowsAsync("crm.lead")).Count(row => row.GetProperty("stage_id").GetInt64() == 1);

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Filter" }).ClickAsync();
        await visitor.Page.GetByLabel("Stage", new() { Exact = true }).SelectOptionAsync("New");
        await visitor.Page.Keyboard.PressAsync("Escape");
        await list.Head("Expected revenue").GetByRole(AriaRole.Button).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Columns" }).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Checkbox, new() { Name = "Salesperson" }).ClickAsync();

        await visitor.Page.ReloadAsync();
        await Expect(list.Total).ToHaveTextAsync($"{inNew} leads");
        await Expect(list.Head("Expected revenue")).ToHaveAttributeAsync("aria-sort", "ascending");
        await Expect(list.Head("Salesperson")).ToHaveCountAsync(0);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Without Stage" }).ClickAsync();
        await Expect(list.Total).Not.ToHaveTextAsync($"{inNew} leads");
    }

    [Fact]
    public async Task A_cell_is_edited_where_it_stands_by_the_keyboard_alone()
    {
        var id = await Server.AddOpportunityAsync("Edited in its cell", "New", revenue: 100);
        var list = await ListPage.OpenAsync(await SignedInAsync(Device.Desktop), "/leads?q=Edited+in+its+cell");

        await list.Grid.FocusAsync();
        await list.Grid.PressAsync("ArrowRight");
        await list.Grid.PressAsync("ArrowRight");
        await list.Grid.PressAsync("Enter");
        await list.Grid.GetByLabel("Expected revenue").FillAsync("250");
        await list.Grid.GetByLabel("Expected revenue").PressAsync("Enter");

        await Expect(list.Cell("Edited in its cell", "expected_revenue")).ToHaveTextAsync("250");
        await Expect(list.Grid).ToBeFocusedAsync();
        (await Server.InOdoo.LeadAsync(id)).Revenue.ShouldBe(250);
    }

    [Fact]
    public async Task What_Odoo_refuses_stays_in_its_cell_with_Odoos_words()
    {
        var id = await Server.AddOpportunityAsync("Refused in its cell", "New", revenue: 100);
        var visitor = await SignedInAsync(Device.Desktop);
        var list = await ListPage.OpenAsync(visitor, "/leads?q=Refused+in+its+cell");
        await Server.InOdoo.RefuseAsync("crm.lead", "write", "odoo.exceptions.ValidationError", "No revenue above a hundred.");

        await list.TypeAsync("Refused in its cell", "expected_revenue", "Expected revenue", "101");
        await visitor.Page.Keyboard.PressAsync("Enter");

        var cell = list.Cell("Refused in its cell", "expected_revenue");
        await Expect(cell.GetByRole(AriaRole.Alert)).ToHaveTextAsync("No revenue above a hundred.");
        await Expect(cell.GetByLabel("Expected revenue")).ToHaveValueAsync("101");
        await visitor.Page.Keyboard.PressAsync("Escape");
        await Expect(cell).ToHaveTextAsync("100");
        (await Server.InOdoo.LeadAsync(id)).Revenue.ShouldBe(100);
    }

    [Fact]
    public async Task A_change_of_many_tells_what_came_of_each()
    {
        var stays = await Server.AddOpportunityAsync("Many: stays", "New");
        var goes = await Server.AddOpportunityAsync("Many: goes", "New");
        var visitor = await SignedInAsync(Device.Desktop);
        var list = await ListPage.OpenAsync(visitor, "/leads?q=Many%3A");
        await Expect(list.Rows).ToHaveCountAsync(2);
        await list.ChooseAsync("Many: stays");
        await list.ChooseAsync("Many: goes");
        await Server.InOdoo.DeleteLeadAsync(goes);

        await list.BulkBar.GetByRole(AriaRole.Button, new() { Name = "Move to stage" }).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Qualified" }).ClickAsync();

        await Expect(list.Outcome).ToContainTextAsync("Many: goes");
        await Expect(list.Outcome).Not.ToContainTextAsync("Many: stays");
        (await Server.InOdoo.LeadAsync(stays)).Stage.ShouldBe(await Server.InOdoo.StageAsync("Qualified"));
    }

    [Theory]
    [InlineData(Device.Desktop, "/accounts")]
    [InlineData(Device.Phone, "/contacts")]
    public async Task Accounts_and_contacts_are_changed_many_at_once_each_by_a_write_of_its_own(Device device, string address)
    {
        var ids = await TwoPartnersAsync(companies: device is Device.Desktop, $"Ulm on a {device}");
        var visitor = await SignedInAsync(device);
        var list = await ListPage.OpenAsync(visitor, $"{address}?q=Ulm+on+a+{device}");
        await ChooseAllAsync(list, 2);
        await Server.InOdoo.RefuseAsync("res.partner", "write", "odoo.exceptions.ValidationError", "Not this one.");
        await SetPhoneAsync(visitor, list, "+49 731 11");
        await Expect(list.Outcome.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(1);
        await Expect(list.Outcome).ToContainTextAsync("Not this one.");
        await visitor.Page.Keyboard.PressAsync("Escape");

        await Expect(list.BulkBar).ToContainTextAsync("1 chosen");
        await SetPhoneAsync(visitor, list, "+49 731 11");
        await Expect(list.BulkBar).ToHaveCountAsync(0);
        (await PartnersAsync(ids)).ShouldAllBe(partner => partner.GetProperty("phone").GetString() == "+49 731 11");
        await ChooseAllAsync(list, 2);
        await list.BulkBar.GetByRole(AriaRole.Button, new() { Name = "Archive" }).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Alertdialog).GetByRole(AriaRole.Button, new() { Name = "Archive" }).ClickAsync();

        await Expect(list.BulkBar).ToHaveCountAsync(0);
        (await PartnersAsync(ids)).ShouldAllBe(partner => !partner.GetProperty("active").GetBoolean());
    }

    [Fact]
    public async Task What_is_changed_in_Odoo_shows_by_itself()
    {
        var id = await Server.AddOpportunityAsync("Live before", "New");
        var visitor = await SignedInAsync(Device.Phone);
        var list = await ListPage.OpenAsync(visitor, "/leads?q=Live");
        await Expect(new BoardPage(visitor.Page).LiveMark).ToHaveAttributeAsync("data-state", "live");

        await Server.InOdoo.WriteLeadAsync(id, new { name = "Live after" });
        await Server.SyncAsync();

        await Expect(list.Cards.Filter(new() { HasText = "Live after" })).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task The_list_is_downloaded_as_it_is_filtered()
    {
        await Server.AddOpportunityAsync("In the file", "New");
        var visitor = await SignedInAsync(Device.Desktop);
        await ListPage.OpenAsync(visitor, "/leads?q=In+the+file");

        var download = await visitor.Page.RunAndWaitForDownloadAsync(() => visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Download as CSV" }).ClickAsync());

        var lines = await File.ReadAllLinesAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        lines.Length.ShouldBe(2);
        lines[1].ShouldContain("In the file");
    }

    [Fact]
    public async Task From_a_leads_page_one_goes_on_through_its_list_even_after_a_reload()
    {
        foreach (var name in (string[])["Row A", "Row B", "Row C"])
            await Server.AddOpportunityAsync($"Next of {name}", "New");
        var visitor = await SignedInAsync(Device.Desktop);
        var list = await ListPage.OpenAsync(visitor, "/leads?q=Next+of&sort=name");
        await list.Row("Row A").GetByRole(AriaRole.Link).ClickAsync();
        await Expect(Title(visitor)).ToHaveTextAsync("Next of Row A");

        await visitor.Page.ReloadAsync();
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Next in the list" }).ClickAsync();
        await Expect(Title(visitor)).ToHaveTextAsync("Next of Row B");
        await visitor.Page.Keyboard.PressAsync("j");

        await Expect(Title(visitor)).ToHaveTextAsync("Next of Row C");
        await Expect(visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Next in the list" })).ToBeDisabledAsync();
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Back to Leads" }).ClickAsync();
        await Expect(list.Rows).ToHaveCountAsync(3);
    }

    [Fact]
    public async Task A_write_to_what_somebody_else_has_changed_shows_both_and_can_be_made_again()
    {
        var id = await Server.AddOpportunityAsync("Changed by two", "New", revenue: 100);
        var visitor = await SignedInAsync(Device.Desktop);
        await visitor.Page.GotoAsync($"/leads/{id}");
        await Edit(visitor, "Expected revenue").ClickAsync();
        await Server.InOdoo.WriteLeadAsync(id, new { expected_revenue = 700 });

        var box = visitor.Page.GetByRole(AriaRole.Spinbutton, new() { Name = "Expected revenue" });
        await box.FillAsync("250");
        await box.PressAsync("Enter");

        await Expect(visitor.Page.GetByText("Expected revenue: 100 → 700")).ToBeVisibleAsync();
        await Expect(box).ToHaveValueAsync("250");
        (await Server.InOdoo.LeadAsync(id)).Revenue.ShouldBe(700);
        await box.PressAsync("Enter");
        await Expect(visitor.Page.Locator("[data-field=expected_revenue]")).ToContainTextAsync("€250");
        (await Server.InOdoo.LeadAsync(id)).Revenue.ShouldBe(250);
    }

    [Fact]
    public async Task A_lost_lead_says_so_and_is_brought_back_by_undoing_it()
    {
        var id = await Server.AddOpportunityAsync("Lost and found", "New");
        var visitor = await SignedInAsync(Device.Phone);
        await visitor.Page.GotoAsync($"/leads/{id}");

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Lost", Exact = true }).ClickAsync();
        await visitor.Page.GetByLabel("Reason").SelectOptionAsync("Too expensive");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Mark as lost" }).ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Restore" })).ToBeVisibleAsync();
        (await Server.InOdoo.LeadAsync(id)).IsOnBoard.ShouldBeFalse();

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();

        await Expect(visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Restore" })).ToBeHiddenAsync();
        (await Server.InOdoo.LeadAsync(id)).IsOnBoard.ShouldBeTrue();
    }

    [Fact]
    public async Task A_note_stands_in_the_past_of_its_lead_which_shows_in_part_while_Odoo_is_away()
    {
        var id = await Server.AddOpportunityAsync("Noted", "New");
        var visitor = await SignedInAsync(Device.Desktop);
        await visitor.Page.GotoAsync($"/leads/{id}");
        await visitor.Page.GetByLabel("Write an internal note").FillAsync("They want oak.");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Add the note" }).ClickAsync();
        await Expect(visitor.Page.GetByTestId("past-note").Filter(new() { HasText = "They want oak." })).ToHaveCountAsync(1);

        await Server.InOdoo.GoDownAsync();
        await visitor.Page.ReloadAsync();

        await Expect(visitor.Page.GetByText("Not all of the past could be read")).ToBeVisibleAsync();
        await Expect(visitor.Page.GetByTestId("past-created")).ToBeVisibleAsync();
    }

    /// <summary>Two of Odoo's partners, moved to a town of their own so that a search finds them alone.</summary>
    private async Task<IReadOnlyList<long>> TwoPartnersAsync(bool companies, string city)
    {
        var users = (await Server.InOdoo.RowsAsync("res.users")).Select(user => user.GetProperty("partner_id").GetInt64()).ToHashSet();
        var partners = (await Server.InOdoo.RowsAsync("res.partner")).Where(row => row.GetProperty("is_company").ValueKind is JsonValueKind.True == companies);
        long[] ids = [.. partners.Select(row => row.GetProperty("id").GetInt64()).Where(id => !users.Contains(id) && id > 1).Take(2)];
        foreach (var id in ids)
            await Server.InOdoo.WriteAsync("res.partner", id, new { city });
        await Server.SyncAsync();
        return ids;
    }

    private async Task<IEnumerable<JsonElement>> PartnersAsync(IReadOnlyList<long> ids) =>
        (await Server.InOdoo.RowsAsync("res.partner")).Where(row => ids.Contains(row.GetProperty("id").GetInt64()));

    private static async Task ChooseAllAsync(ListPage list, int count)
    {
        var boxes = list.Rows.Or(list.Cards).GetByRole(AriaRole.Checkbox);
        await Expect(boxes).ToHaveCountAsync(count);
        foreach (var box in await boxes.AllAsync())
            await box.ClickAsync();
    }

    private static async Task SetPhoneAsync(Visitor visitor, ListPage list, string value)
    {
        await list.BulkBar.GetByRole(AriaRole.Button, new() { Name = "Change a field" }).ClickAsync();
        var dialog = visitor.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Field").SelectOptionAsync("Phone");
        await dialog.GetByLabel("New value").FillAsync(value);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Change " }).ClickAsync();
    }

    private static ILocator Title(Visitor visitor) => visitor.Page.GetByRole(AriaRole.Heading, new() { Level = 1 });

    private static ILocator Edit(Visitor visitor, string label) => visitor.Page.GetByRole(AriaRole.Button, new() { Name = $"Edit {label}" });
}
