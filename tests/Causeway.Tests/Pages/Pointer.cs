using Microsoft.Playwright;

namespace Causeway.Tests.Pages;

/// <summary>A mouse on a wide screen, a finger on a phone.</summary>
internal sealed class Pointer(IPage page, Device device) : IHands
{
    private readonly Shell _shell = new(page);

    private bool IsFinger => device == Device.Phone;

    public Task PressAsync(ILocator target) => IsFinger ? target.TapAsync() : target.ClickAsync();

    public Task TypeAsync(ILocator box, string text) => box.FillAsync(text);

    public Task ChooseAsync(ILocator list, string option) => list.SelectOptionAsync(option);

    public Task GoToAsync(string page) => _shell.GoToAsync(page);

    public Task OpenAsync(ListPage list, string row) =>
        IsFinger ? list.Card(row).GetByRole(AriaRole.Link).TapAsync() : list.Row(row).GetByRole(AriaRole.Link).ClickAsync();

    public async Task MoveCardAsync(BoardPage board, string card, string stage)
    {
        await board.Card(card).Self.ScrollIntoViewIfNeededAsync();
        if (IsFinger)
            await board.Card(card).CarryByFingerToAsync(stage, board.StageName(stage));
        else
            await board.Card(card).DragToAsync(board.Column(stage));
    }

    public Task SignOutAsync() => _shell.SignOutAsync();
}
