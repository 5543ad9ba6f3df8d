using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Causeway.Tests.Pages;

public sealed class ThemeTests(TestBrowser browser, DemoServer server) : PageTests(browser, server), IClassFixture<DemoServer>
{
    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task The_pages_are_as_light_or_dark_as_the_system(ColorScheme scheme)
    {
        var visitor = await VisitAsync(Device.Desktop, scheme);

        await SignInPage.ComeAsync(visitor);

        (await IsDarkAsync(visitor)).ShouldBe(scheme == ColorScheme.Dark);
    }

    [Fact]
    public async Task They_follow_the_system_when_it_changes_its_mind()
    {
        var visitor = await VisitAsync(Device.Phone);
        await SignInPage.ComeAsync(visitor);

        await visitor.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });

        await Expect(visitor.Page.Locator("html")).ToHaveClassAsync("dark");
    }

    [Theory]
    [InlineData(Device.Desktop)]
    [InlineData(Device.Phone)]
    public async Task A_choice_of_ones_own_survives_a_reload_and_is_there_before_the_page_is(Device device)
    {
        var visitor = await SignedInAsync(device);
        await BoardPage.OpenAsync(visitor);

        await new Shell(visitor.Page).ChooseThemeAsync("Dark");

        await Expect(visitor.Page.Locator("html")).ToHaveClassAsync("dark");
        // Without the program itself: what a person sees until that has loaded must not flash.
        await visitor.Page.RouteAsync("**/assets/*.js", route => route.AbortAsync());
        await visitor.Page.ReloadAsync();
        (await IsDarkAsync(visitor)).ShouldBeTrue();
        await visitor.Page.UnrouteAllAsync();
        await BoardPage.OpenAsync(visitor);
        await new Shell(visitor.Page).ChooseThemeAsync("System");
        await Expect(visitor.Page.Locator("html")).Not.ToHaveClassAsync("dark");
    }

    /// <summary>By what is painted, not by what is set.</summary>
    private static Task<bool> IsDarkAsync(Visitor visitor) => visitor.Page.EvaluateAsync<bool>(
        """
        () => {
          const dot = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
          dot.fillStyle = getComputedStyle(document.body).backgroundColor;
          dot.fillRect(0, 0, 1, 1);
          const [red, green, blue] = dot.getImageData(0, 0, 1, 1).data;
          return red + green + blue < 3 * 128;
        }
        """);
}
