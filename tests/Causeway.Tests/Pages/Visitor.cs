using System.Collections.Concurrent;
using Microsoft.Playwright;
using Shouldly;

namespace Causeway.Tests.Pages;

/// <summary>Somebody at a browser of their own, and all that their browser asked for and complained of.</summary>
public sealed class Visitor : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _asked = [];
    private readonly ConcurrentQueue<string> _complaints = [];
    private readonly ConcurrentQueue<string> _refusals = [];

    private Visitor(IPage page, string address)
    {
        (Page, Hosts) = (page, [address]);
        page.Request += (_, request) => _asked.Enqueue(request.Url);
        page.Response += (_, answer) => Note(answer);
        page.Console += (_, line) => Note(line);
        page.PageError += (_, error) => _complaints.Enqueue(error);
    }

    public IPage Page { get; }

    public IBrowserContext Context => Page.Context;

    /// <summary>Whom the browser may speak to: its own server, and where a test sends it.</summary>
    public List<string> Hosts { get; }

    /// <summary>Answers of 400 and above, as <c>401 GET /api/auth/session</c>.</summary>
    public IReadOnlyCollection<string> Refusals => _refusals;

    public static async Task<Visitor> ComeAsync(TestBrowser browser, PageServer server, Device device, string? login, ColorScheme scheme)
    {
        var options = device.Options(scheme);
        options.BaseURL = server.Address;
        var context = await browser.NewContextAsync(options);
        if (login is not null)
            await context.AddCookiesAsync([await server.SessionOfAsync(login)]);
        return new Visitor(await context.NewPageAsync(), server.Address);
    }

    /// <summary>What holds on every page: it speaks to nobody else, and has nothing to complain of.</summary>
    public void ShouldBeInOrder()
    {
        _asked.Where(url => !Hosts.Append("data:").Any(host => url.StartsWith(host, StringComparison.Ordinal))).ShouldBeEmpty("requests to other hosts");
        _complaints.ShouldBeEmpty("errors on the browser's console");
        _refusals.Where(refusal => refusal.StartsWith("500", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    /// <summary>For a look at a test that failed.</summary>
    public async Task<(byte[] Screenshot, string Story)> TellAsync() =>
        (await Page.ScreenshotAsync(), string.Join('\n', [Page.Url, .. _refusals, .. _complaints]));

    public ValueTask DisposeAsync() => new(Context.CloseAsync());

    private void Note(IResponse answer)
    {
        if (answer.Status >= 400)
            _refusals.Enqueue($"{answer.Status} {answer.Request.Method} {new Uri(answer.Url).PathAndQuery}");
    }

    /// <summary>The browser writes a line of its own for each answer of 400 and above; those are kept as refusals.</summary>
    private void Note(IConsoleMessage line)
    {
        if (line.Type is "error" or "warning" && !line.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
            _complaints.Enqueue($"{line.Text} ({line.Location})");
    }
}
