using System.Net;
using System.Text.Json;
using Causeway.Platform.Access.Ms365;
using Causeway.Platform.Access.Throttle;
using Causeway.Tests.Infrastructure;
using Causeway.Tests.Infrastructure.OpenId;
using Causeway.Tests.Platform.Access;
using Shouldly;
using Xunit;
using Registration = Causeway.Platform.Settings.Registration;

namespace Causeway.Tests.Features.SignIn.Ms365;

public sealed class MicrosoftSignInTests : IClassFixture<MicrosoftServer>
{
    private readonly MicrosoftServer server;

    public MicrosoftSignInTests(MicrosoftServer server)
    {
        this.server = server;
        // What the test before got wrong from this address is forgotten.
        server.Server.Clock.Advance(SignInLimits.Window);
        Provider.Visitor = Somebody();
        (Provider.IsDown, Provider.RefusesSecret) = (false, false);
    }

    private OpenIdProvider Provider => server.Provider;

    [Fact]
    public async Task The_configuration_is_what_a_client_needs_and_no_secret()
    {
        var answer = (await server.Nobody.GetAsync("/api/auth/microsoft/config")).Expect(HttpStatusCode.OK);

        answer["client_id"].GetString().ShouldBe(OpenIdProvider.ClientId);
        answer["tenant_id"].GetString().ShouldBe($"{OpenIdProvider.Tenant}");
        answer["authority"].GetString().ShouldBe($"{Provider.Authority}{OpenIdProvider.Tenant}");
        answer["scopes"].EnumerateArray().Select(scope => scope.GetString()).ShouldBe(["openid", "profile", "email"]);
        answer["redirect_uri"].GetString().ShouldBe(server.ReturnPage);
        answer.Text.ShouldNotContain(OpenIdProvider.ClientSecret);
    }

    [Fact]
    public async Task Where_nobody_set_it_up_the_configuration_is_null_and_says_so()
    {
        await using var other = await server.StartAsync(settings => settings with { MicrosoftClientId = null });
        var nobody = new Api(other.Client);

        var config = (await nobody.GetAsync("/api/auth/microsoft/config")).Expect(HttpStatusCode.OK);

        config.Json.EnumerateObject().Where(member => member.Value.ValueKind != JsonValueKind.Null).Select(member => member.Name).ShouldBe(["message"]);
        config.Json.EnumerateObject().Count().ShouldBe(6);
        (await nobody.PostAsync("/api/auth/microsoft/complete", new { id_token = "x", nonce = "x" })).Expect(HttpStatusCode.ServiceUnavailable)["detail"].GetString()!.ShouldContain("not set up");
    }

    [Fact]
    public async Task A_code_makes_a_new_user_who_waits_for_approval_and_is_the_same_next_time()
    {
        var first = (await server.ByCodeAsync(await server.FetchCodeAsync())).Expect(HttpStatusCode.OK);

        var (user, token) = (first["user"], first["access_token"].GetString());
        user.GetProperty("auth_provider").GetString().ShouldBe("microsoft");
        user.GetProperty("ms_id").GetString().ShouldBe($"{Provider.Visitor!.Id}");
        user.GetProperty("full_name").GetString().ShouldBe(Provider.Visitor.Name);
        user.GetProperty("email").GetString().ShouldBe(Provider.Visitor.Email);
        user.GetProperty("role").GetString().ShouldBe("member");
        user.GetProperty("approval_status").GetString().ShouldBe("pending");
        (await new Api(server.Server.Client, token).GetAsync("/api/auth/me")).Expect(HttpStatusCode.OK);
        (await new Api(server.Server.Client, token).GetAsync("/api/crm/leads")).Expect(HttpStatusCode.Forbidden);
        Provider.Visitor = Provider.Visitor with { Name = "Ada King", Email = "ada.king@contoso.example" };
        var second = (await server.ByCodeAsync(await server.FetchCodeAsync())).Expect(HttpStatusCode.OK);
        second["user"].GetProperty("id").GetString().ShouldBe(user.GetProperty("id").GetString());
    }

    [Fact]
    public async Task An_approved_user_gets_in_and_a_disabled_one_no_further_than_who_they_are()
    {
        var id = (await server.ByCodeAsync(await server.FetchCodeAsync()))["user"].GetProperty("id").GetString();
        (await server.Admin.PatchAsync($"/api/auth/users/{id}", new { approval_status = "approved" })).Expect(HttpStatusCode.OK);
        (await SignedInAsync()).ShouldBe(HttpStatusCode.OK);

        (await server.Admin.PatchAsync($"/api/auth/users/{id}", new { is_active = false })).Expect(HttpStatusCode.OK);

        (await SignedInAsync()).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData(Registration.Open, HttpStatusCode.OK, "approved")]
    [InlineData(Registration.Approval, HttpStatusCode.OK, "pending")]
    [InlineData(Registration.Disabled, HttpStatusCode.Forbidden, null)]
    internal async Task Whoever_is_new_is_taken_by_the_policy(Registration policy, HttpStatusCode status, string? approval)
    {
        await using var other = await server.StartAsync(settings => settings with { Registration = policy });

        var answer = await new Api(other.Client).PostAsync("/api/auth/microsoft/complete", TokenOf(Provider.Visitor!));

        answer.Expect(status);
        if (approval is not null)
            answer["user"].GetProperty("approval_status").GetString().ShouldBe(approval);
    }

    [Fact]
    public async Task Who_has_another_s_email_and_name_at_Microsoft_takes_over_nothing()
    {
        await using var other = await server.StartAsync(settings => settings with { Registration = Registration.Open });
        var victim = (await new Api(other.Client).PostAsync("/api/auth/register", new { username = "victor", email = "victor@example.com", password = AccessServer.Password, full_name = "Victor" })).Expect(HttpStatusCode.Created)["user"];
        var claims = Provider.Claims(new OpenIdPerson("Victor", "victor@example.com"), "n-victor");
        claims["preferred_username"] = "victor";

        var thief = (await server.ByTokenAsync(Provider.Key.Sign(claims), "n-victor")).Expect(HttpStatusCode.OK)["user"];

        thief.GetProperty("id").GetString().ShouldNotBe(victim.GetProperty("id").GetString());
        thief.GetProperty("email").ValueKind.ShouldBe(JsonValueKind.Null);
        thief.GetProperty("username").GetString()!.ShouldStartWith("victor (Microsoft ");
        thief.GetProperty("role").GetString().ShouldBe("member");
        (await new Api(other.Client).PostAsync("/api/auth/login", new { username = "victor@example.com", password = AccessServer.Password })).Expect(HttpStatusCode.OK)["user"].GetProperty("id").GetString().ShouldBe(victim.GetProperty("id").GetString());
    }

    [Fact]
    public async Task The_same_object_of_another_tenant_is_another_person()
    {
        await using var other = await server.StartAsync(settings => settings with { MicrosoftTenantId = "common" });
        var (here, elsewhere) = (Provider.Visitor!, Provider.Visitor! with { Tenant = Guid.NewGuid() });

        var first = (await new Api(other.Client).PostAsync("/api/auth/microsoft/complete", TokenOf(here))).Expect(HttpStatusCode.OK);
        var second = (await new Api(other.Client).PostAsync("/api/auth/microsoft/complete", TokenOf(elsewhere))).Expect(HttpStatusCode.OK);

        second["user"].GetProperty("id").GetString().ShouldNotBe(first["user"].GetProperty("id").GetString());
    }

    [Fact]
    public async Task For_every_tenant_an_issuer_is_its_token_s_own_tenant()
    {
        await using var other = await server.StartAsync(settings => settings with { MicrosoftTenantId = "organizations" });
        var claims = Provider.Claims(Provider.Visitor!, "n-swap");
        claims["tid"] = $"{Guid.NewGuid()}";
        var personal = Provider.Visitor! with { Tenant = new Guid("9188040d-6c67-4c5b-b112-36a304b66dad") };

        (await new Api(other.Client).PostAsync("/api/auth/microsoft/complete", new { id_token = Provider.Key.Sign(claims), nonce = "n-swap" })).Expect(HttpStatusCode.Unauthorized);
        (await new Api(other.Client).PostAsync("/api/auth/microsoft/complete", TokenOf(personal))).Expect(HttpStatusCode.Unauthorized);
        (await new Api(other.Client).PostAsync("/api/auth/microsoft/complete", TokenOf(Provider.Visitor!))).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_code_without_its_verifier_is_worth_nothing()
    {
        var code = await server.FetchCodeAsync();

        var answer = await server.ByCodeAsync(code, verifier: new string('x', 43));

        answer.Expect(HttpStatusCode.Unauthorized)["detail"].GetString()!.ShouldContain("does not take this code");
    }

    [Fact]
    public async Task A_code_is_good_once()
    {
        var code = await server.FetchCodeAsync();
        (await server.ByCodeAsync(code)).Expect(HttpStatusCode.OK);

        (await server.ByCodeAsync(code)).Expect(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_nonce_that_is_sent_with_a_code_is_held_against_its_token()
    {
        (await server.ByCodeAsync(await server.FetchCodeAsync("n-one"), nonce: "n-two")).Expect(HttpStatusCode.Unauthorized)["detail"].GetString()!.ShouldContain("nonce");
        (await server.ByCodeAsync(await server.FetchCodeAsync(), nonce: "n-three")).Expect(HttpStatusCode.Unauthorized);
        (await server.ByCodeAsync(await server.FetchCodeAsync("n-four"), nonce: "n-four")).Expect(HttpStatusCode.OK);
        (await server.ByCodeAsync(await server.FetchCodeAsync("n-four"))).Expect(HttpStatusCode.Unauthorized)["detail"].GetString()!.ShouldContain("used before");
    }

    [Fact]
    public async Task A_redirect_uri_is_ours_or_of_an_origin_that_may_call_us()
    {
        foreach (var uri in new[] { "https://evil.example.com/sign-in/microsoft", "//evil.example.com", "javascript:alert(1)", $"{server.ReturnPage.Replace("127.0.0.1", "127.0.0.1.evil.example.com")}" })
            (await server.ByCodeAsync("x", redirectUri: uri)).Expect(HttpStatusCode.BadRequest).BadFields.ShouldBe(["redirect_uri"]);
        await using var other = await server.StartAsync(settings => settings with { CorsOrigins = ["https://app.example.com"], PublicUrl = new Uri("https://crm.example.com/") });
        foreach (var uri in new[] { "https://app.example.com/after", "https://crm.example.com/sign-in/microsoft" })
        {
            var code = await server.FetchCodeAsync(redirectUri: uri);
            (await new Api(other.Client).PostAsync("/api/auth/microsoft/complete", new { code, code_verifier = MicrosoftServer.Verifier, redirect_uri = uri })).Expect(HttpStatusCode.OK);
        }

        (await new Api(other.Client).GetAsync("/api/auth/microsoft/config"))["redirect_uri"].GetString().ShouldBe("https://crm.example.com/sign-in/microsoft");
    }

    [Fact]
    public async Task Every_bad_field_is_named_at_once()
    {
        (await server.SendAsync(new { })).Expect(HttpStatusCode.BadRequest).BadFields.ShouldBe(["code", "code_verifier", "redirect_uri"]);
        (await server.SendAsync(new { code = "x", code_verifier = "short", redirect_uri = server.ReturnPage })).Expect(HttpStatusCode.BadRequest).BadFields.ShouldBe(["code_verifier"]);
        (await server.SendAsync(new { id_token = "x" })).Expect(HttpStatusCode.BadRequest).BadFields.ShouldBe(["nonce"]);
        (await server.SendAsync(new { id_token = "x", nonce = "x", code = "x" })).Expect(HttpStatusCode.BadRequest).BadFields.ShouldBe(["code"]);
        (await server.SendAsync(new { access_token = "x" })).Expect(HttpStatusCode.BadRequest);
        (await server.SendAsync(new { id_token = new string('x', 20_000), nonce = "x" })).Expect(HttpStatusCode.BadRequest).BadFields.ShouldBe(["id_token"]);
    }

    [Fact]
    public async Task A_Microsoft_that_is_down_is_said_to_be_and_counts_as_nobody_s_failure()
    {
        await using var other = await server.StartAsync();
        var (nobody, token) = (new Api(other.Client), TokenOf(Provider.Visitor!));
        var code = new { code = "any", code_verifier = MicrosoftServer.Verifier, redirect_uri = new Uri(other.Address, "/sign-in/microsoft").AbsoluteUri };
        Provider.IsDown = true;

        var answer = (await nobody.PostAsync("/api/auth/microsoft/complete", code)).Expect(HttpStatusCode.ServiceUnavailable);

        answer["detail"].GetString()!.ShouldContain("Microsoft cannot be reached");
        answer.Header("Retry-After").ShouldNotBeNull();
        (await nobody.PostAsync("/api/auth/microsoft/complete", token)).Expect(HttpStatusCode.ServiceUnavailable);
        Provider.IsDown = false;
        server.Server.Clock.Advance(MicrosoftKeys.AfterFailure);
        (await nobody.PostAsync("/api/auth/microsoft/complete", token)).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Whoever_comes_right_after_a_failure_does_not_wait_for_another()
    {
        await using var other = await server.StartAsync();
        var nobody = new Api(other.Client);
        Provider.IsDown = true;
        (await nobody.PostAsync("/api/auth/microsoft/complete", TokenOf(Provider.Visitor!))).Expect(HttpStatusCode.ServiceUnavailable);
        var asked = Provider.Asked;

        (await nobody.PostAsync("/api/auth/microsoft/complete", TokenOf(Provider.Visitor!))).Expect(HttpStatusCode.ServiceUnavailable);

        Provider.Asked.ShouldBe(asked);
    }

    [Fact]
    public async Task A_token_endpoint_that_goes_down_is_said_to_be_too()
    {
        (await server.ByCodeAsync(await server.FetchCodeAsync())).Expect(HttpStatusCode.OK);
        var code = await server.FetchCodeAsync();
        Provider.IsDown = true;

        (await server.ByCodeAsync(code)).Expect(HttpStatusCode.ServiceUnavailable)["detail"].GetString()!.ShouldContain("Microsoft did not answer");
    }

    [Fact]
    public async Task A_secret_that_Microsoft_refuses_is_the_operator_s_fault_and_in_the_log()
    {
        Provider.RefusesSecret = true;

        var answer = (await server.ByCodeAsync(await server.FetchCodeAsync())).Expect(HttpStatusCode.ServiceUnavailable);

        answer["detail"].GetString()!.ShouldContain("this server's own credentials");
        server.Server.Logs.Text.ShouldContain($"refuses the client secret of application {OpenIdProvider.ClientId}");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("null")]
    [InlineData("https://evil.example.com")]
    public async Task Another_site_cannot_sign_a_browser_in(string? origin)
    {
        var code = await server.FetchCodeAsync();
        (string, string)[] headers = origin is null ? [] : [("Origin", origin)];

        var answer = await server.SendAsync(new { code, code_verifier = MicrosoftServer.Verifier, redirect_uri = server.ReturnPage, session = true }, headers);

        answer.Expect(HttpStatusCode.Forbidden);
        answer.Header("Set-Cookie").ShouldBeNull();
        (await server.ByCodeAsync(code)).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_page_of_ours_gets_a_cookie()
    {
        var body = new { code = await server.FetchCodeAsync(), code_verifier = MicrosoftServer.Verifier, redirect_uri = server.ReturnPage, session = true };

        var answer = (await server.SendAsync(body, ("Origin", server.Server.Address.GetLeftPart(UriPartial.Authority)))).Expect(HttpStatusCode.OK);

        answer.Header("Set-Cookie")!.ShouldContain("samesite=strict", Case.Insensitive);
        answer.Json.TryGetProperty("access_token", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Guessing_is_slowed_down_by_address()
    {
        await using var other = await server.StartAsync();
        var nobody = new Api(other.Client);
        for (var guess = 0; guess < SignInLimits.PerAddress; guess++)
            (await nobody.PostAsync("/api/auth/microsoft/complete", new { id_token = $"guess {guess}", nonce = "x" })).Expect(HttpStatusCode.Unauthorized);

        var answer = await nobody.PostAsync("/api/auth/microsoft/complete", TokenOf(Provider.Visitor!));

        answer.Expect(HttpStatusCode.TooManyRequests).Header("Retry-After").ShouldNotBeNull();
    }

    [Fact]
    public async Task Sign_ins_and_failures_are_on_record()
    {
        var user = (await server.ByCodeAsync(await server.FetchCodeAsync())).Expect(HttpStatusCode.OK)["user"];
        (await server.ByTokenAsync("no token", "x")).Expect(HttpStatusCode.Unauthorized);

        var entries = await server.AuditAsync();

        var (failure, success) = (entries[0], entries[1]);
        failure.GetProperty("outcome").GetString().ShouldBe("refused");
        failure.GetProperty("detail").GetProperty("reason").GetString()!.ShouldContain("not an id_token");
        success.GetProperty("outcome").GetString().ShouldBe("done");
        success.GetProperty("detail").GetProperty("method").GetString().ShouldBe("microsoft");
        success.GetProperty("target_ids")[0].GetString().ShouldBe(user.GetProperty("id").GetString());
        (await server.AuditAsync("user.register"))[0].GetProperty("target_ids")[0].GetString().ShouldBe(user.GetProperty("id").GetString());
    }

    [Fact]
    public async Task Nothing_that_was_brought_from_Microsoft_is_in_the_log_or_in_the_database()
    {
        var (code, token) = (await server.FetchCodeAsync("a nonce of the log"), Provider.IdToken(Provider.Visitor!, "another nonce of the log"));
        await server.ByCodeAsync(code, nonce: "a nonce of the log");
        await server.ByTokenAsync(token, "another nonce of the log");
        await server.ByTokenAsync(token, "another nonce of the log");
        Provider.RefusesSecret = true;
        var unused = await server.FetchCodeAsync();
        await server.ByCodeAsync(unused);

        var written = server.Server.Logs.Text + await server.RowsAsync();

        written.Length.ShouldBeGreaterThan(10_000);
        foreach (var secret in new[] { code, unused, token, token.Split('.')[2], "nonce of the log", MicrosoftServer.Verifier, OpenIdProvider.ClientSecret })
            written.ShouldNotContain(secret);
    }

    private static OpenIdPerson Somebody() => new("Ada Lovelace", $"ada.{Guid.NewGuid():n}@contoso.example");

    private object TokenOf(OpenIdPerson person)
    {
        var nonce = Guid.NewGuid().ToString("n");
        return new { id_token = Provider.IdToken(person, nonce), nonce };
    }

    /// <summary>What somebody who signs in may do.</summary>
    private async Task<HttpStatusCode> SignedInAsync()
    {
        var token = (await server.ByCodeAsync(await server.FetchCodeAsync())).Expect(HttpStatusCode.OK)["access_token"].GetString();
        return (await new Api(server.Server.Client, token).GetAsync("/api/auth/tokens")).Status;
    }
}
