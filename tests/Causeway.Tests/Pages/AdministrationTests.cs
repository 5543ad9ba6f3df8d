using System.Text.RegularExpressions;
using Causeway.Mirror.Sync;
using Causeway.Platform.Access;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Causeway.Tests.Pages;

/// <summary>What an administrator finds out, and does about it.</summary>
public sealed partial class AdministrationTests(TestBrowser browser, DemoServer server) : PageTests(browser, server), IClassFixture<DemoServer>
{
    [Theory]
    [InlineData(Device.Desktop)]
    [InlineData(Device.Phone)]
    public async Task An_Odoo_that_is_down_is_the_first_thing_said_and_leads_to_the_test_that_says_why(Device device)
    {
        await Server.InOdoo.GoDownAsync();
        (await Server.RunAsync()).ShouldBe(SyncStatus.Failed);
        var page = (await SignedInAsync(device)).Page;

        await page.GotoAsync("/tasks");
        await Expect(page.GetByTestId("health-mark").Filter(new() { Visible = true })).ToHaveCountAsync(1);
        await page.GotoAsync("/administration");
        var worst = page.GetByTestId("finding").First;
        await Expect(worst).ToHaveAttributeAsync("data-tone", "bad");
        await Expect(worst).ToContainTextAsync("Odoo cannot be reached");
        await worst.GetByRole(AriaRole.Link, new() { Name = "Open the connection" }).ClickAsync();
        var connection = new ConnectionPage(page);
        await connection.Test.ClickAsync();
        await Expect(connection.Findings).ToContainTextAsync("A server in front of Odoo answered with an error");

        await Server.MendAsync();
        await connection.SyncNow.ClickAsync();
        await Expect(connection.Outcome).ToHaveAttributeAsync("data-status", "completed");
        await page.GotoAsync("/administration");
        await Expect(page.GetByTestId("connection-health")).Not.ToContainTextAsync("Odoo cannot be reached");
    }

    [Theory]
    [InlineData(Device.Desktop)]
    [InlineData(Device.Phone)]
    public async Task Another_Odoo_is_added_with_a_wrong_key_mended_watched_and_told_to_call(Device device)
    {
        var visitor = await SignedInAsync(device);
        var connection = await ConnectionPage.OpenAsync(visitor);
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Add a connection" }).ClickAsync();
        await Expect(connection.Sync).ToContainTextAsync("Not connected yet");
        await connection.FillAsync(Server.Credentials with { Secret = "0123456789abcdef0123456789abcdef01234567" });
        await connection.Save.ClickAsync();
        await Expect(connection.Problem).ToContainTextAsync("Odoo refused these credentials for admin.");

        await connection.Key.FillAsync(Server.Credentials.Secret);
        await connection.Save.ClickAsync();
        await Expect(connection.Outcome).ToHaveAttributeAsync("data-status", "completed");
        var second = Added().Match(visitor.Page.Url);
        second.Success.ShouldBeTrue(visitor.Page.Url);
        await visitor.Page.GotoAsync($"/administration/webhooks?{second.Value}");
        var rules = visitor.Page.GetByTestId("webhook-rules");
        await rules.GetByLabel("Where Odoo reaches Causeway").FillAsync(Server.Address);
        await rules.GetByRole(AriaRole.Button, new() { Name = "Install" }).ClickAsync();
        await Expect(rules).ToContainTextAsync("Installed for 21 models");
        await rules.GetByRole(AriaRole.Button, new() { Name = "Test" }).ClickAsync();
        await Expect(rules).ToContainTextAsync("Odoo reaches us");
        await new ProfilePage(visitor.Page).ConfirmAsync(rules, "Remove");

        await visitor.Page.GotoAsync($"/connection?{second.Value}");
        await new ProfilePage(visitor.Page).ConfirmAsync(visitor.Page.GetByTestId("manage"), "Delete");
        await Expect(visitor.Page.GetByTestId("manage").GetByLabel("Name")).ToHaveValueAsync("Odoo");
    }

    [Fact]
    public async Task Removals_that_wait_are_kept_when_somebody_says_so()
    {
        await Server.InOdoo.HideAsync("crm.tag");
        await Server.ProveAsync();
        var visitor = await SignedInAsync(Device.Phone);
        await visitor.Page.GotoAsync("/administration");
        await visitor.Page.GetByTestId("finding").Filter(new() { HasText = "wait for your decision" }).GetByRole(AriaRole.Link).ClickAsync();
        var hold = visitor.Page.GetByTestId("hold");
        await Expect(hold).ToContainTextAsync("8 of 8 Tags can no longer be read");

        await new ProfilePage(visitor.Page).ConfirmAsync(hold, "Keep them");

        await Expect(hold).ToHaveAttributeAsync("data-status", "rejected");
        await Server.InOdoo.ShowAsync();
        await Server.ProveAsync();
    }

    [Fact]
    public async Task A_record_that_Odoo_cannot_read_is_shown_with_its_error_and_tried_again()
    {
        await Server.InOdoo.PoisonAsync("crm.lead", 9, "division by zero");
        (await Server.RunAsync(full: true)).ShouldBe(SyncStatus.Partial);
        var page = (await SignedInAsync(Device.Desktop)).Page;
        await page.GotoAsync("/administration/held");
        var record = page.GetByTestId("quarantined");
        await Expect(record).ToContainTextAsync("division by zero");
        await record.GetByRole(AriaRole.Button, new() { Name = "Try now" }).ClickAsync();
        await Expect(new BoardPage(page).Toasts).ToContainTextAsync("Odoo still cannot read it");

        await Server.InOdoo.CureAsync();
        await record.GetByRole(AriaRole.Button, new() { Name = "Try now" }).ClickAsync();

        await Expect(page.GetByTestId("quarantine")).ToContainTextAsync("Odoo can read every record");
    }

    [Fact]
    public async Task A_comparison_names_what_differs()
    {
        var page = (await SignedInAsync(Device.Desktop)).Page;
        await page.GotoAsync("/administration/proofs");
        var verify = page.GetByTestId("verify");
        await verify.GetByRole(AriaRole.Button, new() { Name = "Compare everything" }).ClickAsync();
        await Expect(verify).ToContainTextAsync("The copy equals Odoo");

        await Server.InOdoo.UpdateInSqlAsync("crm.lead", 5, new { expected_revenue = 123_456 });
        await verify.GetByRole(AriaRole.Button, new() { Name = "Compare everything" }).ClickAsync();

        await Expect(verify).ToContainTextAsync("1 record differs");
        await Expect(verify).ToContainTextAsync("expected_revenue");
        await Server.RunAsync(full: true);
    }

    [Fact]
    public async Task What_cannot_be_read_says_why_and_is_asked_for_again_while_the_rest_is_shown()
    {
        var page = (await SignedInAsync(Device.Phone)).Page;
        await page.RouteAsync("**/api/integrations/holds*", route => route.FulfillAsync(new() { Status = 400, Json = new { detail = "The holds are not at home.", trace_id = "abc123" } }));
        await page.GotoAsync("/administration/held");
        var holds = page.GetByTestId("holds");
        await Expect(holds.GetByRole(AriaRole.Alert)).ToContainTextAsync("The holds are not at home.");
        await Expect(holds).ToContainTextAsync("Trace abc123");
        await Expect(page.GetByTestId("quarantine")).ToContainTextAsync("Odoo can read every record");
        await page.GotoAsync("/administration");
        await Expect(page.GetByTestId("finding").Filter(new() { HasText = "A part could not be checked" })).ToBeVisibleAsync();

        await page.UnrouteAllAsync();
        await page.GotoAsync("/administration/held");

        await Expect(holds.GetByRole(AriaRole.Heading, new() { Name = "Removals" })).ToBeVisibleAsync();
        await Expect(holds.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData(Device.Desktop)]
    [InlineData(Device.Phone)]
    public async Task A_newcomer_is_let_in_and_given_a_role(Device device)
    {
        var name = $"waits.{device}".ToLowerInvariant();
        await Server.AddUserAsync(name, ApprovalStatus.Pending);
        var page = (await SignedInAsync(device)).Page;
        await page.GotoAsync($"/administration/users?q={name}");
        var user = page.GetByTestId("user");
        await user.GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();
        await Expect(user).ToHaveAttributeAsync("data-approval", "approved");

        await user.GetByLabel("Role of Nina Nowak").SelectOptionAsync("manager");
        await Expect(user.GetByLabel("Role of Nina Nowak")).ToBeEnabledAsync();
        await user.GetByRole(AriaRole.Switch).ClickAsync();

        await Expect(user).ToContainTextAsync("Shut out");
        await page.ReloadAsync();
        await Expect(user.GetByLabel("Role of Nina Nowak")).ToHaveValueAsync("manager");
    }

    [Fact]
    public async Task The_schedule_is_paused_and_resumed()
    {
        var visitor = await SignedInAsync(Device.Phone);
        await ConnectionPage.OpenAsync(visitor);
        var schedule = visitor.Page.GetByTestId("schedule");
        await schedule.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await Expect(schedule).ToContainTextAsync("Paused: nothing new comes from Odoo.");
        await visitor.Page.GotoAsync("/administration");
        await Expect(visitor.Page.GetByTestId("finding").Filter(new() { HasText = "The schedule is paused" })).ToBeVisibleAsync();

        await ConnectionPage.OpenAsync(visitor);
        await schedule.GetByRole(AriaRole.Button, new() { Name = "Resume" }).ClickAsync();

        await Expect(schedule).ToContainTextAsync("The next run begins");
    }

    [Fact]
    public async Task Fields_of_the_instance_are_chosen_from_what_it_has()
    {
        var visitor = await SignedInAsync(Device.Desktop);
        await ConnectionPage.OpenAsync(visitor);
        var mirrored = visitor.Page.GetByTestId("mirrored");
        await mirrored.GetByLabel("Another model of Odoo").FillAsync("crm.lead");
        await mirrored.GetByRole(AriaRole.Button, new() { Name = "Choose fields" }).ClickAsync();
        var dialog = visitor.Page.GetByTestId("model-dialog");
        await dialog.GetByLabel("Search fields").FillAsync("color");
        await dialog.GetByRole(AriaRole.Checkbox).First.ClickAsync();

        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        await Expect(mirrored.GetByRole(AriaRole.Listitem)).ToContainTextAsync("color");
        await mirrored.GetByRole(AriaRole.Button, new() { Name = "Stop copying crm.lead" }).ClickAsync();
        await Expect(mirrored.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Who_failed_to_sign_in_stands_in_the_audit_log()
    {
        await (await SignInPage.ComeAsync(await VisitAsync(Device.Phone))).SignInAsync("admin", "a guess");
        var page = (await SignedInAsync(Device.Desktop)).Page;

        await page.GotoAsync("/administration/audit");
        await page.GetByLabel("Which outcomes").SelectOptionAsync("refused");

        await Expect(page).ToHaveURLAsync(Refused());
        await Expect(page.GetByTestId("audit-entry").First).ToContainTextAsync("Sign-in by nobody");
        await Expect(page.GetByTestId("audit-entry").First).ToContainTextAsync("as “admin”");
        await Expect(page.Locator("[data-testid=audit-entry]:not([data-outcome=refused])")).ToHaveCountAsync(0);
    }

    [GeneratedRegex("connection=[0-9]+$", RegexOptions.None, 1_000)]
    private static partial Regex Added();

    [GeneratedRegex("outcome=refused", RegexOptions.None, 1_000)]
    private static partial Regex Refused();
}
