using Microsoft.Playwright;
using Shouldly;

namespace Causeway.Tests.Pages;

/// <summary>
/// Keys alone. They reach a thing as a person does, by Tab or the arrows, and after each key something has the focus and
/// shows it.
/// </summary>
internal sealed class Keys(IPage page) : IHands
{
    /// <summary>More stops than any page has between two things.</summary>
    private const int Far = 120;

    private const float PatienceMs = 10_000;

    private readonly Shell _shell = new(page);

    /// <summary>What is wrong with the focus, or nothing.</summary>
    private const string Fault = """
        () => {
          const focused = document.activeElement;
          if (!focused || focused === document.body) return 'Nothing has the focus.';
          const at = document.getElementById(focused.getAttribute('aria-activedescendant')) ?? focused;
          const box = at.getBoundingClientRect();
          const name = at.outerHTML.slice(0, 200);
          if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth) return `Out of sight: ${name}`;
          // A caret, a marked entry of a menu, an outline, or a ring drawn as a shadow without blur.
          const style = getComputedStyle(at);
          const shows = at.matches('input, textarea, [data-highlighted], [role=option]')
            || (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0)
            || /0px 0px 0px [1-9]/.test(style.boxShadow);
          return shows ? '' : `Does not show that it has the focus: ${name}`;
        }
        """;

    /// <summary>The key that leads on to an element: none where it is; an arrow where Tab leads past it.</summary>
    private const string Way = """
        element => {
          const at = document.activeElement;
          if (element === at || (element.contains(at) && !element.matches('[role=grid]'))) return '';
          const group = element.closest('[role=menu], [role=radiogroup], [role=tablist], [role=group][data-slot=toggle-group]');
          if (group?.contains(at)) {
            const back = element.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_FOLLOWING;
            return group.matches('[role=menu]') ? (back ? 'ArrowUp' : 'ArrowDown') : back ? 'ArrowLeft' : 'ArrowRight';
          }
          return element.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_FOLLOWING ? 'Shift+Tab' : 'Tab';
        }
        """;

    public async Task PressAsync(ILocator target)
    {
        await ReachAsync(target);
        await PressAsync("Enter");
    }

    public async Task TypeAsync(ILocator box, string text)
    {
        await ReachAsync(box);
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.TypeAsync(text);
    }

    public async Task ChooseAsync(ILocator list, string option)
    {
        await ReachAsync(list);
        await page.Keyboard.TypeAsync(option);
        await Assertions.Expect(list.Locator("option:checked")).ToHaveTextAsync(option);
    }

    public async Task GoToAsync(string page)
    {
        var commands = await _shell.OpenCommandsAsync(page);
        await Assertions.Expect(commands.Locator("[data-selected=true]")).ToContainTextAsync(page);
        await PressAsync("Enter");
    }

    public async Task OpenAsync(ListPage list, string row)
    {
        await ReachAsync(list.Grid);
        await Assertions.Expect(list.Row(row)).ToBeVisibleAsync();
        var wanted = await list.Row(row).GetAttributeAsync("aria-rowindex");
        while (await list.Grid.EvaluateAsync<string?>("grid => document.getElementById(grid.getAttribute('aria-activedescendant'))?.parentElement.getAttribute('aria-rowindex')") != wanted)
            await PressAsync("ArrowDown");
        await PressAsync("Enter");
    }

    public async Task MoveCardAsync(BoardPage board, string card, string stage)
    {
        await ReachAsync(board.Card(card).Handle);
        await PressAsync("Space");
        await Assertions.Expect(board.Announcement).ToHaveTextAsync(BoardPage.Over(card));
        // dnd-kit listens to the arrows from the next turn of the page's event loop on.
        await page.EvaluateAsync("() => new Promise(done => setTimeout(done))");
        for (var said = await board.Announcement.InnerTextAsync(); said != $"{card} is over {stage}."; said = await board.Announcement.InnerTextAsync())
        {
            await PressAsync("ArrowRight");
            await Assertions.Expect(board.Announcement).Not.ToHaveTextAsync(said);
        }

        await PressAsync("Space");
    }

    public async Task SignOutAsync()
    {
        await _shell.OpenCommandsAsync("Sign out");
        await page.Keyboard.PressAsync("Enter");
    }

    private async Task ReachAsync(ILocator target)
    {
        await Assertions.Expect(target).ToBeVisibleAsync();
        for (var presses = 0; presses < Far; presses++)
        {
            if (await target.EvaluateAsync<string>(Way) is not { Length: > 0 } key)
                return;
            await PressAsync(key);
        }

        throw new ShouldAssertException($"{Far} keys did not lead to {target}.");
    }

    private async Task PressAsync(string key)
    {
        await page.Keyboard.PressAsync(key);
        if (await page.EvaluateAsync<string>(Fault) is not { Length: > 0 })
            return;
        // What the key has done may take the server's answer, or the next page.
        try
        {
            await page.WaitForFunctionAsync($"() => ({Fault})() === ''", options: new() { Timeout = PatienceMs });
        }
        catch (TimeoutException late)
        {
            throw new ShouldAssertException($"After {key}: {await page.EvaluateAsync<string>(Fault)}", late);
        }
    }
}
