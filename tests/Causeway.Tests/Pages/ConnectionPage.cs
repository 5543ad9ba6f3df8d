using Causeway.Odoo;
using Microsoft.Playwright;

namespace Causeway.Tests.Pages;

/// <summary>Which Odoo, with which credentials, and how its copy is doing.</summary>
internal sealed class ConnectionPage(IPage page)
{
    public ILocator Form => page.GetByTestId("connection-form");

    public ILocator Save => Form.Locator("button[type=submit]");

    public ILocator Test => Form.GetByRole(AriaRole.Button, new() { Name = "Test" });

    public ILocator Address => Form.GetByLabel("Address");

    public ILocator Database => Form.GetByLabel("Database");

    public ILocator User => Form.GetByLabel("User", new() { Exact = true });

    public ILocator Key => Form.GetByLabel("API key");

    public ILocator SaveAnyway => page.GetByRole(AriaRole.Button, new() { Name = "Save anyway" });

    /// <summary>What a test found, good or bad.</summary>
    public ILocator Findings => page.GetByTestId("test-findings");

    /// <summary>Why it was not saved.</summary>
    public ILocator Problem => page.GetByRole(AriaRole.Alert);

    public ILocator Sync => page.GetByTestId("sync-panel");

    public ILocator SyncNow => Sync.GetByRole(AriaRole.Button, new() { Name = "Sync now" });

    public ILocator Progress => page.GetByTestId("sync-progress");

    /// <summary>How the last run ended.</summary>
    public ILocator Outcome => page.GetByTestId("sync-outcome");

    /// <summary>What the run did with an entity, column by column.</summary>
    public ILocator Numbers(string entity) => Sync.GetByRole(AriaRole.Row, new() { Name = entity });

    public static async Task<ConnectionPage> OpenAsync(Visitor visitor)
    {
        await visitor.Page.GotoAsync("/connection");
        var connection = new ConnectionPage(visitor.Page);
        await Assertions.Expect(connection.Form).ToBeVisibleAsync();
        return connection;
    }

    public async Task FillAsync(OdooOptions credentials)
    {
        await Address.FillAsync(credentials.Url.AbsoluteUri);
        await Database.FillAsync(credentials.Database);
        await User.FillAsync(credentials.Username);
        await Key.FillAsync(credentials.Secret);
    }
}
