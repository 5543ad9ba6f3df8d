using System.Net;
using System.Net.Http.Headers;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Causeway.Tests.Pages;

public sealed class ProfileTests(TestBrowser browser, DemoServer server) : PageTests(browser, server), IClassFixture<DemoServer>
{
    [Theory]
    [InlineData(Device.Desktop)]
    [InlineData(Device.Phone)]
    public async Task A_password_is_changed_by_who_knows_the_old_one(Device device)
    {
        var user = $"changer.{device}".ToLowerInvariant();
        var profile = await ProfilePage.OpenAsync(await SignedInAsync(device, await Server.AddUserAsync(user)));
        await profile.ChangePasswordAsync("not this one", "four calm words");
        await Expect(profile.Password).ToContainTextAsync("This is not the present password.");

        await profile.ChangePasswordAsync(PageServer.AdminPassword, "four calm words");

        await Expect(profile.Password.GetByLabel("Present password")).ToHaveValueAsync("");
        var visitor = await VisitAsync(device);
        await (await SignInPage.ComeAsync(visitor)).SignInAsync(user, "four calm words");
        await Expect(new BoardPage(visitor.Page).Board).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_token_is_shown_once_works_and_ends_when_it_is_revoked()
    {
        var profile = await ProfilePage.OpenAsync(await SignedInAsync(Device.Desktop));
        await profile.Tokens.GetByLabel("Name").FillAsync("nightly report");
        await profile.Tokens.GetByRole(AriaRole.Button, new() { Name = "Make a token" }).ClickAsync();
        var token = await ProfilePage.SecretAsync(profile.Tokens, "The new token");
        (await AskAsync("/api/auth/me", token)).ShouldBe(HttpStatusCode.OK);
        await Expect(profile.Tokens.GetByRole(AriaRole.Listitem)).ToContainTextAsync("nightly report");

        await profile.ConfirmAsync(profile.Tokens, "Revoke");

        await Expect(profile.Tokens).ToContainTextAsync("No tokens");
        (await AskAsync("/api/auth/me", token)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_calendar_reads_by_an_address_that_can_be_revoked()
    {
        var profile = await ProfilePage.OpenAsync(await SignedInAsync(Device.Phone));
        await profile.Calendar.GetByRole(AriaRole.Button, new() { Name = "Make an address" }).ClickAsync();
        var address = new Uri(await ProfilePage.SecretAsync(profile.Calendar, "Address of the calendar")).PathAndQuery;
        (await AskAsync(address)).ShouldBe(HttpStatusCode.OK);

        await profile.ConfirmAsync(profile.Calendar, "Revoke");

        (await AskAsync(address)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Ones_own_credentials_are_tried_before_they_are_kept_and_can_be_forgotten()
    {
        var profile = await ProfilePage.OpenAsync(await SignedInAsync(Device.Desktop, "lukas.berg"));
        await profile.FillCredentialsAsync("lukas.berg", "0123456789abcdef0123456789abcdef01234567");
        await profile.Credentials.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(profile.Credentials.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();

        await profile.FillCredentialsAsync("lukas.berg", Server.User("lukas.berg").ApiKey);
        await profile.Credentials.GetByRole(AriaRole.Button, new() { Name = "Test" }).ClickAsync();
        await Expect(profile.Credentials).ToContainTextAsync("Odoo accepts them");
        await profile.Credentials.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(profile.Credentials.GetByPlaceholder("Saved; type to replace it")).ToHaveValueAsync("");
        await profile.ConfirmAsync(profile.Credentials, "Forget them");

        await Expect(profile.Credentials.GetByLabel("Login")).ToHaveValueAsync("");
    }

    private async Task<HttpStatusCode> AskAsync(string path, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Server.Server.Address, path));
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var http = new HttpClient();
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }
}
