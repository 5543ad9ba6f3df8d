using System.Net;
using System.Text.Json;
using Causeway.Platform.Access.Secrets;
using Causeway.Tests.Infrastructure;
using Causeway.Tests.Infrastructure.OpenId;
using Causeway.Tests.Platform.Access;
using Dapper;
using Microsoft.AspNetCore.DataProtection;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Features.SignIn.Ms365;

/// <summary>What administrators set up; each test begins with nothing saved.</summary>
public sealed class MicrosoftIntegrationTests(MicrosoftServer microsoft) : IClassFixture<MicrosoftServer>, IAsyncLifetime
{
    private const string Configure = "/api/integrations/ms365/configure";
    private const string Try = "/api/integrations/ms365/test";

    private TestServer server = null!;
    private Api admin = null!;

    private static object Right => Body(OpenIdProvider.ClientSecret);

    public async ValueTask InitializeAsync()
    {
        await using var db = await microsoft.Database.DataSource.OpenConnectionAsync();
        await db.ExecuteAsync("delete from causeway.microsoft_application");
        server = await microsoft.StartAsync(settings => settings with { MicrosoftClientId = null, MicrosoftClientSecret = null, MicrosoftTenantId = null });
        admin = await Api.SignInAsync(server.Client, "/api/auth/login", new { username = "admin", password = AccessServer.AdminPassword });
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task What_is_saved_signs_people_in()
    {
        var answer = (await admin.PostAsync(Configure, Right)).Expect(HttpStatusCode.OK);

        answer["test"].GetProperty("success").GetBoolean().ShouldBeTrue();
        answer["test"].GetProperty("secret_accepted").GetBoolean().ShouldBeTrue();
        answer["integration"].GetProperty("config").GetProperty("source").GetString().ShouldBe("saved");
        var uri = $"{server.Address.GetLeftPart(UriPartial.Authority)}/sign-in/microsoft";
        var code = await microsoft.FetchCodeAsync(redirectUri: uri);
        (await new Api(server.Client).PostAsync("/api/auth/microsoft/complete", new { code, code_verifier = MicrosoftServer.Verifier, redirect_uri = uri })).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_secret_is_answered_as_asterisks_stored_encrypted_and_kept_when_they_come_back()
    {
        (await admin.PostAsync(Configure, Right)).Expect(HttpStatusCode.OK);

        var listed = (await admin.GetAsync("/api/integrations/")).Expect(HttpStatusCode.OK);

        var ms365 = listed["integrations"].EnumerateArray().Single(entry => entry.GetProperty("integration_type").GetString() == "ms365");
        ms365.GetProperty("enabled").GetBoolean().ShouldBeTrue();
        ms365.GetProperty("config").GetProperty("client_secret").GetString().ShouldBe("********");
        ms365.GetProperty("updated_at").ValueKind.ShouldBe(JsonValueKind.String);
        (listed.Text + await microsoft.RowsAsync()).ShouldNotContain(OpenIdProvider.ClientSecret);
        (await admin.PostAsync(Configure, Body("********"))).Expect(HttpStatusCode.OK)["test"].GetProperty("secret_accepted").GetBoolean().ShouldBeTrue();
        (await admin.PostAsync(Configure, Body(secret: null))).Expect(HttpStatusCode.OK)["test"].GetProperty("secret_accepted").GetBoolean().ShouldBeTrue();
        (await admin.PostAsync(Try)).Expect(HttpStatusCode.OK)["secret_accepted"].GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task A_secret_that_cannot_be_decrypted_any_more_is_told_and_entered_again()
    {
        (await admin.PostAsync(Configure, Right)).Expect(HttpStatusCode.OK);
        await using (var db = await microsoft.Database.DataSource.OpenConnectionAsync())
            await db.ExecuteAsync("update causeway.microsoft_application set secret_protected = @text", new { text = new EphemeralDataProtectionProvider().CreateProtector("x").Protect("y") });

        (await admin.GetAsync("/api/auth/microsoft/config")).Expect(HttpStatusCode.ServiceUnavailable)["type"].GetString().ShouldBe(SecretProblems.Type);
        (await admin.PostAsync(Try)).Expect(HttpStatusCode.ServiceUnavailable)["type"].GetString().ShouldBe(SecretProblems.Type);
        (await admin.PostAsync(Configure, Body("********"))).Expect(HttpStatusCode.ServiceUnavailable)["type"].GetString().ShouldBe(SecretProblems.Type);
        (await admin.GetAsync("/api/integrations/")).Expect(HttpStatusCode.OK);

        (await admin.PostAsync(Configure, Right)).Expect(HttpStatusCode.OK);
        (await admin.GetAsync("/api/auth/microsoft/config")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_saved_secret_goes_to_no_other_authority()
    {
        (await admin.PostAsync(Configure, Right)).Expect(HttpStatusCode.OK);
        await using var thief = await OpenIdProvider.StartAsync(server.Clock);
        var elsewhere = new { client_id = OpenIdProvider.ClientId, tenant_id = $"{OpenIdProvider.Tenant}", authority = $"{thief.Authority}", client_secret = (string?)null };

        (await admin.PostAsync(Try, elsewhere)).Expect(HttpStatusCode.OK)["secret_accepted"].ValueKind.ShouldBe(JsonValueKind.Null);
        (await admin.PostAsync(Try, new { elsewhere.client_id, elsewhere.tenant_id, elsewhere.authority, client_secret = "********" })).Expect(HttpStatusCode.BadRequest).BadFields.ShouldBe(["client_secret"]);
        thief.Secrets.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_does_not_work_is_not_saved_unless_told_to()
    {
        (await admin.PostAsync(Configure, Body("another secret"))).Expect(HttpStatusCode.UnprocessableEntity)["detail"].GetString()!.ShouldContain("client secret");
        (await admin.PostAsync(Try)).Expect(HttpStatusCode.NotFound);

        var forced = (await admin.PostAsync($"{Configure}?force=true", Body("another secret"))).Expect(HttpStatusCode.OK);

        forced["test"].GetProperty("success").GetBoolean().ShouldBeFalse();
        (await admin.PostAsync(Try)).Expect(HttpStatusCode.OK)["secret_accepted"].GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task A_test_says_what_is_wrong()
    {
        (await admin.PostAsync(Try, Right)).Expect(HttpStatusCode.OK)["issuer"].GetString().ShouldBe(microsoft.Provider.Issuer(OpenIdProvider.Tenant));
        (await admin.PostAsync(Try, new { client_id = $"{Guid.Empty}", tenant_id = $"{OpenIdProvider.Tenant}", client_secret = "x" }))["message"].GetString()!.ShouldContain("no application");
        (await admin.PostAsync(Try, new { client_id = OpenIdProvider.ClientId, tenant_id = $"{OpenIdProvider.Tenant}", authority = "http://127.0.0.1:1" }))["message"].GetString()!.ShouldContain("cannot be reached");
    }

    [Fact]
    public async Task Every_bad_field_is_named_at_once()
    {
        (await admin.PostAsync(Configure, new { })).Expect(HttpStatusCode.BadRequest).BadFields.ShouldBe(["client_id", "tenant_id"]);
        (await admin.PostAsync(Configure, new { client_id = "x", tenant_id = "../common", authority = "http://login.example.com" })).Expect(HttpStatusCode.BadRequest).BadFields.ShouldBe(["authority", "tenant_id"]);
    }

    [Fact]
    public async Task What_is_switched_off_signs_nobody_in()
    {
        (await admin.PostAsync(Configure, new { client_id = OpenIdProvider.ClientId, tenant_id = $"{OpenIdProvider.Tenant}", client_secret = OpenIdProvider.ClientSecret, enabled = false })).Expect(HttpStatusCode.OK);

        (await new Api(server.Client).GetAsync("/api/auth/microsoft/config"))["client_id"].ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task What_the_settings_say_wins_and_is_said_to()
    {
        (await microsoft.Admin.PostAsync(Configure, Right)).Expect(HttpStatusCode.Conflict)["detail"].GetString()!.ShouldContain("MS_CLIENT_ID");

        var listed = (await microsoft.Admin.GetAsync("/api/integrations/")).Expect(HttpStatusCode.OK)["integrations"].EnumerateArray();

        listed.Single(entry => entry.GetProperty("id").GetString() == "ms365").GetProperty("config").GetProperty("source").GetString().ShouldBe("settings");
    }

    [Fact]
    public async Task A_change_is_on_record()
    {
        (await admin.PostAsync(Configure, Right)).Expect(HttpStatusCode.OK);

        var entry = (await microsoft.AuditAsync("integration.change"))[0];

        entry.GetProperty("actor").GetString().ShouldBe("admin");
        entry.GetProperty("detail").GetProperty("client_id").GetString().ShouldBe(OpenIdProvider.ClientId);
    }

    private static object Body(string? secret) => new { client_id = OpenIdProvider.ClientId, tenant_id = $"{OpenIdProvider.Tenant}", client_secret = secret };
}
