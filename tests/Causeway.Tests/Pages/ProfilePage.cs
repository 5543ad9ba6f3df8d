using Microsoft.Playwright;

namespace Causeway.Tests.Pages;

/// <summary>What belongs to the person who is signed in.</summary>
internal sealed class ProfilePage(IPage page)
{
    public ILocator Password => page.GetByTestId("password");

    public ILocator Credentials => page.GetByTestId("odoo-credentials");

    public ILocator Tokens => page.GetByTestId("api-tokens");

    public ILocator Calendar => page.GetByTestId("calendar");

    public static async Task<ProfilePage> OpenAsync(Visitor visitor)
    {
        await visitor.Page.GotoAsync("/profile");
        var profile = new ProfilePage(visitor.Page);
        await Assertions.Expect(profile.Tokens).ToBeVisibleAsync();
        return profile;
    }

    public async Task ChangePasswordAsync(string present, string next)
    {
        await Password.GetByLabel("Present password").FillAsync(present);
        await Password.GetByLabel("New password", new() { Exact = true }).FillAsync(next);
        await Password.GetByLabel("New password again").FillAsync(next);
        await Password.GetByRole(AriaRole.Button, new() { Name = "Change the password" }).ClickAsync();
    }

    public async Task FillCredentialsAsync(string login, string key)
    {
        await Credentials.GetByLabel("Database").FillAsync("sandbox");
        await Credentials.GetByLabel("Login").FillAsync(login);
        await Credentials.GetByLabel("API key or password").FillAsync(key);
    }

    /// <summary>What stands in a box that shows a secret this once.</summary>
    public static async Task<string> SecretAsync(ILocator section, string label)
    {
        var box = section.GetByLabel(label, new() { Exact = true });
        await Assertions.Expect(box).ToBeVisibleAsync();
        return await box.InputValueAsync();
    }

    /// <summary>Presses a button that asks first, and says yes.</summary>
    public async Task ConfirmAsync(ILocator section, string name)
    {
        await section.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).First.ClickAsync();
        var question = page.GetByRole(AriaRole.Alertdialog);
        await question.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();
        await Assertions.Expect(question).ToHaveCountAsync(0);
    }
}
