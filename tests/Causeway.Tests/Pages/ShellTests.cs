using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Causeway.Tests.Pages;

/// <summary>What works the same on every page: finding, going, the keys, the language and its direction.</summary>
public sealed partial class ShellTests(TestBrowser browser, DemoServer server) : PageTests(browser, server), IClassFixture<DemoServer>
{
    /// <summary>What the first page may weigh, compressed, its fonts apart.</summary>
    private const int HeaviestFirstLoad = 300_000;

    [Fact]
    public async Task The_search_forgives_a_typo_and_leads_to_the_record_by_keyboard_alone()
    {
        var visitor = await ArriveAsync(Device.Desktop);

        var commands = await new Shell(visitor.Page).OpenCommandsAsync("meridan");
        await Expect(commands.Locator("[data-selected=true]")).ToContainTextAsync("Meridian Office Systems");
        await visitor.Page.Keyboard.PressAsync("Enter");

        await Expect(commands).ToHaveCountAsync(0);
        await Expect(visitor.Page).ToHaveURLAsync(RecordAddress());
    }

    [Fact]
    public async Task A_search_that_fails_says_so_and_can_be_repeated()
    {
        var visitor = await ArriveAsync(Device.Phone);
        await visitor.Page.RouteAsync("**/api/search?*", route => route.FulfillAsync(new() { Status = 400, Json = new { detail = "Not today." } }));
        var commands = await new Shell(visitor.Page).OpenCommandsAsync("meridian");
        await Expect(commands.GetByRole(AriaRole.Alert)).ToContainTextAsync("Not today.");

        await visitor.Page.UnrouteAllAsync();
        await commands.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();

        await Expect(commands.GetByRole(AriaRole.Option, new() { Name = "Meridian Office Systems" }).First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_command_is_done_by_its_name()
    {
        var visitor = await ArriveAsync(Device.Desktop);
        var shell = new Shell(visitor.Page);

        await shell.OpenCommandsAsync("theme dark");
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Expect(visitor.Page.Locator("html")).ToHaveClassAsync("dark");
        await shell.OpenCommandsAsync("sync log");
        await visitor.Page.Keyboard.PressAsync("Enter");

        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Sync log" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task An_opportunity_is_begun_from_any_page()
    {
        var visitor = await SignedInAsync(Device.Desktop);
        await ProfilePage.OpenAsync(visitor);
        var quickCreate = visitor.Page.GetByTestId("quick-create");

        await new Shell(visitor.Page).OpenCommandsAsync("new opp");
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Expect(quickCreate.GetByLabel("Name of the opportunity")).ToBeFocusedAsync();
        await visitor.Page.Keyboard.PressAsync("Escape");
        await Expect(quickCreate).ToHaveCountAsync(0);
        await visitor.Page.Keyboard.PressAsync("n");

        await Expect(quickCreate.GetByLabel("Name of the opportunity")).ToHaveValueAsync("");
    }

    [Fact]
    public async Task Keys_lead_from_page_to_page_until_they_are_switched_off()
    {
        var visitor = await ArriveAsync(Device.Desktop);
        var (keyboard, shell) = (visitor.Page.Keyboard, new Shell(visitor.Page));
        await keyboard.PressAsync("g");
        await keyboard.PressAsync("h");
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "System health" })).ToBeVisibleAsync();

        await keyboard.PressAsync("?");
        await Expect(shell.Shortcuts).ToContainTextAsync("Sync log");
        await shell.Shortcuts.GetByRole(AriaRole.Switch).ClickAsync();
        await keyboard.PressAsync("Escape");
        await Expect(shell.Shortcuts).ToHaveCountAsync(0);
        await keyboard.PressAsync("?");

        await shell.OpenCommandsAsync();
        await Expect(shell.Shortcuts).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData(Device.Desktop)]
    [InlineData(Device.Phone)]
    public async Task Another_language_is_there_at_once_and_after_a_reload(Device device)
    {
        var visitor = await ArriveAsync(device);

        await new Shell(visitor.Page).ChooseLanguageAsync("Deutsch");

        await Expect(visitor.Page.GetByLabel("Verkaufschancen suchen")).ToBeVisibleAsync();
        await visitor.Page.ReloadAsync();
        await Expect(visitor.Page.GetByLabel("Verkaufschancen suchen")).ToBeVisibleAsync();
        (await visitor.Page.Locator("html").GetAttributeAsync("lang")).ShouldBe("de");
        await Expect(new BoardPage(visitor.Page).Summary).ToContainTextAsync("1,1 Mio.");
    }

    [Theory]
    [InlineData(Device.Desktop)]
    [InlineData(Device.Phone)]
    public async Task A_language_written_from_right_to_left_turns_every_page(Device device)
    {
        var visitor = await ArriveAsync(device);
        var page = visitor.Page;
        await page.AddInitScriptAsync("new MutationObserver(() => document.documentElement && (document.documentElement.dir = 'rtl')).observe(document, { childList: true })");
        foreach (var path in new[] { "/opportunities", "/profile", "/administration", "/connection" })
        {
            await page.GotoAsync(path);
            await page.EvaluateAsync("() => { document.documentElement.dir = 'rtl'; }");
            var title = (await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).BoundingBoxAsync())!;

            (title.X + title.Width).ShouldBeGreaterThan(page.ViewportSize!.Width / 2f, $"the title of {path} stands on the left");
            (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(page.ViewportSize.Width, $"{path} scrolls sideways");
        }
    }

    [Fact]
    public async Task The_first_key_press_offers_to_skip_what_every_page_has()
    {
        var visitor = await ArriveAsync(Device.Desktop);

        await visitor.Page.Keyboard.PressAsync("Tab");
        var skip = visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Skip to content" });
        await Expect(skip).ToBeFocusedAsync();
        await Expect(skip).ToBeInViewportAsync();
        await visitor.Page.Keyboard.PressAsync("Enter");

        await Expect(visitor.Page.GetByRole(AriaRole.Main)).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_phone_can_install_the_pages()
    {
        var visitor = await ArriveAsync(Device.Phone);
        var link = await visitor.Page.Locator("link[rel=manifest]").GetAttributeAsync("href");

        var answer = await visitor.Context.APIRequest.GetAsync(link!);

        answer.Headers["content-type"].ShouldStartWith("application/manifest+json");
        var manifest = (await answer.JsonAsync())!.Value;
        manifest.GetProperty("display").GetString().ShouldBe("standalone");
        foreach (var icon in manifest.GetProperty("icons").EnumerateArray())
        {
            var (source, sizes) = (icon.GetProperty("src").GetString()!, icon.GetProperty("sizes").GetString());
            var width = await visitor.Page.EvaluateAsync<int>("async source => { const image = new Image(); image.src = source; await image.decode(); return image.naturalWidth; }", source);
            (sizes is "any" || sizes == $"{width}x{width}").ShouldBeTrue($"{source} is {width} wide");
        }
    }

    [Theory]
    [InlineData("/opportunities")]
    [InlineData("/profile")]
    [InlineData("/administration")]
    public async Task The_first_page_weighs_little_and_brings_no_other_page_with_it(string path)
    {
        var visitor = await SignedInAsync(Device.Phone);
        var files = new ConcurrentQueue<IRequest>();
        visitor.Page.RequestFinished += (_, request) =>
        {
            if (request.ResourceType is "document" or "script" or "stylesheet")
                files.Enqueue(request);
        };

        await visitor.Page.GotoAsync(path);
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();

        var sizes = await Task.WhenAll(files.Select(async file => (file.Url, Size: (await file.SizesAsync()).ResponseBodySize)));
        sizes.Sum(file => file.Size).ShouldBeLessThan(HeaviestFirstLoad, string.Join('\n', sizes.Select(file => $"{file.Size} {file.Url}")));
        var pages = sizes.Count(file => PageChunk().IsMatch(file.Url));
        pages.ShouldBe(1, string.Join('\n', sizes.Select(file => file.Url)));
    }

    private async Task<Visitor> ArriveAsync(Device device)
    {
        var visitor = await SignedInAsync(device);
        await BoardPage.OpenAsync(visitor);
        return visitor;
    }

    [GeneratedRegex("/accounts/[0-9]+$", RegexOptions.None, 1_000)]
    private static partial Regex RecordAddress();

    [GeneratedRegex("/assets/[A-Z][A-Za-z]+Page-", RegexOptions.None, 1_000)]
    private static partial Regex PageChunk();
}
