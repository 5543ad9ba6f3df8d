using System.Text;
using Microsoft.Playwright;
using Xunit;

namespace Causeway.Tests.Pages;

/// <summary>What every test of a page does: visitors come and go, each page is held to order, and a failure leaves a picture.</summary>
public abstract class PageTests(TestBrowser browser, PageServer server) : IAsyncLifetime
{
    private readonly List<Visitor> _visitors = [];

    private protected PageServer Server => server;

    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public virtual async ValueTask DisposeAsync()
    {
        var failed = TestContext.Current.TestState?.Result == TestResult.Failed;
        foreach (var visitor in _visitors)
        {
            if (failed)
                await AttachAsync(visitor);
            await visitor.DisposeAsync();
        }

        // The class's next test finds Odoo well.
        await server.MendAsync();
        if (!failed)
            _visitors.ForEach(visitor => visitor.ShouldBeInOrder());
    }

    /// <summary>A browser that has never been here.</summary>
    private protected Task<Visitor> VisitAsync(Device device, ColorScheme scheme = ColorScheme.Light) => ComeAsync(device, login: null, scheme);

    /// <summary>A browser in which somebody has signed in before.</summary>
    private protected Task<Visitor> SignedInAsync(Device device, string login = PageServer.LocalAdmin, ColorScheme scheme = ColorScheme.Light) =>
        ComeAsync(device, login, scheme);

    private async Task<Visitor> ComeAsync(Device device, string? login, ColorScheme scheme)
    {
        var visitor = await Visitor.ComeAsync(browser, server, device, login, scheme);
        _visitors.Add(visitor);
        return visitor;
    }

    private async Task AttachAsync(Visitor visitor)
    {
        var (screenshot, story) = await visitor.TellAsync();
        var name = $"visitor {_visitors.IndexOf(visitor) + 1}";
        TestContext.Current.AddAttachment($"{name}.png", screenshot, "image/png");
        TestContext.Current.AddAttachment($"{name}.txt", Encoding.UTF8.GetBytes(story), "text/plain");
    }
}
