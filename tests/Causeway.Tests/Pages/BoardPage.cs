using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Causeway.Tests.Pages;

/// <summary>The pipeline: a column for each stage, a card for each opportunity.</summary>
internal sealed class BoardPage(IPage page)
{
    public ILocator Board => page.GetByTestId("board");

    public ILocator Columns => page.GetByTestId("board-column");

    public ILocator Cards => page.GetByTestId("board-card");

    public ILocator Summary => page.GetByTestId("board-summary");

    public ILocator Search => page.GetByLabel("Search opportunities");

    /// <summary>What can be done with the chosen cards.</summary>
    public ILocator BulkBar => page.GetByTestId("bulk-bar");

    /// <summary>What a screen reader is told of how many are chosen.</summary>
    public ILocator ChosenCount => page.GetByTestId("chosen-count");

    /// <summary>What stayed as it was, and why.</summary>
    public ILocator Outcome => page.GetByTestId("bulk-outcome");

    /// <summary>Says whether what is shown is the present.</summary>
    public ILocator LiveMark => page.GetByTestId("live-mark");

    public ILocator Toasts => page.Locator("[data-sonner-toast]");

    /// <summary>What a screen reader is told while a card is moved.</summary>
    public ILocator Announcement => page.Locator("[id^=DndLiveRegion]");

    public static async Task<BoardPage> OpenAsync(Visitor visitor, string query = "")
    {
        await visitor.Page.GotoAsync($"/opportunities{query}");
        var board = new BoardPage(visitor.Page);
        await Assertions.Expect(board.Board).ToBeVisibleAsync();
        return board;
    }

    public BoardColumn Column(string stage) => new(page, page.GetByTestId("board-column").And(page.GetByLabel(stage, new() { Exact = true })));

    public BoardCard Card(string name) => new(page, Cards.Filter(new() { Has = page.GetByRole(AriaRole.Heading, new() { Name = name, Exact = true }) }));

    public BoardCard FirstCardOf(string stage) => new(page, Column(stage).Cards.First);

    /// <summary>On a phone, the name of a stage in the strip above the columns.</summary>
    public ILocator StageName(string stage) => page.GetByTestId("stage-chip").Filter(new() { HasText = stage });

    /// <summary>By the bar, to all chosen cards.</summary>
    public async Task ChangeChosenAsync(string how, string to)
    {
        await BulkBar.GetByRole(AriaRole.Button, new() { Name = how, Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = to, Exact = true }).ClickAsync();
    }

    public Task CloseOutcomeAsync() => Outcome.Locator("..").GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();

    /// <summary>How the cards of every column are sorted.</summary>
    public async Task SortAsync(string order)
    {
        await page.GetByTestId("board-sort").ClickAsync();
        await page.GetByRole(AriaRole.Menuitemradio, new() { Name = order, Exact = true }).ClickAsync();
    }

    /// <summary>By the keyboard, up to where the arrows move it.</summary>
    public async Task LiftAsync(string name, string stage)
    {
        await Card(name).FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await Assertions.Expect(Announcement).ToHaveTextAsync($"{name} is over {stage}.");
        // dnd-kit listens to the arrows from the next turn of the page's event loop on.
        await page.EvaluateAsync("() => new Promise(done => setTimeout(done))");
    }

    /// <summary>What is announced while a card is over a stage.</summary>
    public static Regex Over(string card) => new($"^{Regex.Escape(card)} is over .+\\.$", RegexOptions.None, TimeSpan.FromSeconds(1));

    /// <summary>Live, so that nothing which happens from here on is missed.</summary>
    public Task FollowAsync() => Assertions.Expect(LiveMark).ToHaveAttributeAsync("data-state", "live");
}
