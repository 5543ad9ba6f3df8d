using Microsoft.Playwright;

namespace Causeway.Tests.Pages;

/// <summary>How somebody acts on a page: with mouse or finger, or with keys alone. A journey does not care.</summary>
internal interface IHands
{
    /// <summary>A button, a link, a tab, an entry of a menu.</summary>
    Task PressAsync(ILocator target);

    /// <summary>Replaces what stands in a box.</summary>
    Task TypeAsync(ILocator box, string text);

    /// <summary>One of a list of the browser's own.</summary>
    Task ChooseAsync(ILocator list, string option);

    Task GoToAsync(string page);

    /// <summary>The page of a record of a list.</summary>
    Task OpenAsync(ListPage list, string row);

    Task MoveCardAsync(BoardPage board, string card, string stage);

    Task SignOutAsync();
}
