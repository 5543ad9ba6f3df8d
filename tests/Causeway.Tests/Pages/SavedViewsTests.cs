using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Causeway.Tests.Pages;

/// <summary>What a page shows, kept under a name.</summary>
public sealed class SavedViewsTests(TestBrowser browser, DemoServer server) : PageTests(browser, server), IClassFixture<DemoServer>
{
    [Theory]
    [InlineData(Device.Desktop)]
    [InlineData(Device.Phone)]
    public async Task A_board_as_it_is_filtered_is_kept_opened_again_changed_and_given_up(Device device)
    {
        var name = $"Big ones on a {device}";
        var visitor = await SignedInAsync(device);
        var board = await BoardPage.OpenAsync(visitor);
        var views = new ViewsMenu(visitor.Page);
        var all = await board.Summary.TextContentAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Filter" }).ClickAsync();
        await visitor.Page.GetByLabel("Worth at least").FillAsync("1000");
        await visitor.Page.GetByLabel("Salesperson", new() { Exact = true }).SelectOptionAsync("Pieter Jansen");
        await Expect(visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Without Worth at least" })).ToBeVisibleAsync();
        await visitor.Page.Keyboard.PressAsync("Escape");
        await Expect(board.Summary).Not.ToHaveTextAsync(all!);
        var few = await board.Summary.TextContentAsync();

        await views.SaveAsync(name);
        await Expect(views.InForce(name)).ToBeVisibleAsync();
        await visitor.Page.ReloadAsync();
        await Expect(views.InForce(name)).ToBeVisibleAsync();
        await views.ShowAsync("Everything");
        await Expect(board.Summary).ToHaveTextAsync(all!);
        await views.ShowAsync(name);
        await Expect(board.Summary).ToHaveTextAsync(few!);

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Without Salesperson" }).ClickAsync();
        await views.OverwriteAsync();
        await Expect(board.Toasts.First).ToContainTextAsync($"“{name}” shows this from now on");
        await visitor.Page.GotoAsync("/opportunities");
        await views.ShowAsync(name);
        await Expect(visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Without Worth at least" })).ToBeVisibleAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Without Salesperson" })).ToHaveCountAsync(0);

        await views.ActAsync(name, "Delete");
        await Expect(views.Item(name)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task By_the_keyboard_alone_filter_order_and_columns_of_a_list_are_kept_and_shared_under_a_name_that_is_free()
    {
        var visitor = await SignedInAsync(Device.Desktop);
        var keys = visitor.Page.Keyboard;
        var list = await ListPage.OpenAsync(visitor, "/invoices?due=open&sort=-amount_residual&columns=name,partner,team");
        var total = await list.Total.TextContentAsync();
        await SaveByKeysAsync("Open, dearest first");
        await Expect(new ViewsMenu(visitor.Page).InForce("Open, dearest first")).ToBeVisibleAsync();
        await ListPage.OpenAsync(visitor, "/invoices?due=overdue");
        await SaveByKeysAsync("open, DEAREST first");
        await Expect(visitor.Page.GetByText("You have a view of this name already.")).ToBeVisibleAsync();
        await keys.PressAsync("Escape");

        var lukas = await SignedInAsync(Device.Desktop, "lukas.berg");
        await ListPage.OpenAsync(lukas, "/invoices");
        var views = new ViewsMenu(lukas.Page);
        await views.OpenAsync();
        await Expect(lukas.Page.GetByRole(AriaRole.Region, new() { Name = "Shared by others" })).ToContainTextAsync("Open, dearest first");
        await Expect(views.Item("Open, dearest first").GetByRole(AriaRole.Button)).ToHaveCountAsync(1);
        await views.Item("Open, dearest first").GetByRole(AriaRole.Button).ClickAsync();

        var his = new ListPage(lukas.Page);
        await Expect(his.Head("Team")).ToBeVisibleAsync();
        await Expect(his.Head("Number")).ToBeVisibleAsync();
        await Expect(lukas.Page.GetByRole(AriaRole.Button, new() { Name = "Without" })).ToHaveCountAsync(1);
        await Expect(list.Total).Not.ToHaveTextAsync(total!);

        async Task SaveByKeysAsync(string name)
        {
            await keys.PressAsync("v");
            await Expect(visitor.Page.GetByRole(AriaRole.Dialog, new() { Name = "Views" })).ToBeVisibleAsync();
            await keys.PressAsync("Shift+Tab");
            await keys.PressAsync("Enter");
            await Expect(visitor.Page.GetByLabel("Name of the view")).ToBeFocusedAsync();
            await keys.TypeAsync(name);
            await keys.PressAsync("Tab");
            await keys.PressAsync("Space");
            await keys.PressAsync("Shift+Tab");
            await keys.PressAsync("Enter");
        }
    }
}
