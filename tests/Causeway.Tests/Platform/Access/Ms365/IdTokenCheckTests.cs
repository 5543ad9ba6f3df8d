using System.Net;
using System.Security.Cryptography;
using System.Text;
using Causeway.Platform.Access.Ms365;
using Causeway.Platform.Access.Throttle;
using Causeway.Tests.Features.SignIn.Ms365;
using Causeway.Tests.Infrastructure;
using Causeway.Tests.Infrastructure.OpenId;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Platform.Access.Ms365;

/// <summary>Which id_tokens are taken. Each wrong one is right but for one thing, and is sent as an attacker would send it.</summary>
public sealed class IdTokenCheckTests : IClassFixture<MicrosoftServer>
{
    private static readonly OpenIdPerson Ada = new("Ada Lovelace", "ada@contoso.example");

    private readonly string nonce = Guid.NewGuid().ToString("n");
    private readonly MicrosoftServer server;

    public IdTokenCheckTests(MicrosoftServer server)
    {
        this.server = server;
        // What the test before got wrong from this address is forgotten.
        server.Server.Clock.Advance(SignInLimits.Window);
    }

    private OpenIdProvider Provider => server.Provider;

    [Fact]
    public async Task A_right_one_signs_its_person_in()
    {
        var answer = (await SendAsync(Provider.IdToken(Ada, nonce))).Expect(HttpStatusCode.OK);

        answer["user"].GetProperty("ms_id").GetString().ShouldBe($"{Ada.Id}");
        answer["user"].GetProperty("auth_provider").GetString().ShouldBe("microsoft");
    }

    [Theory]
    [InlineData("aud", "another application", "another application")]
    [InlineData("aud", "00000003-0000-0000-c000-000000000000", "another application")]
    [InlineData("iss", "https://login.microsoftonline.com/7d3c1f94-20ab-4f7e-8a55-0f1e2d3c4b5a/v2.0", "not Microsoft's")]
    [InlineData("iss", "", "not Microsoft's")]
    [InlineData("tid", "11111111-2222-3333-4444-555555555555", "names another tenant")]
    [InlineData("tid", "../7d3c1f94-20ab-4f7e-8a55-0f1e2d3c4b5a", "names another tenant")]
    [InlineData("tid", null, "names another tenant")]
    [InlineData("oid", null, "which tenant's person")]
    [InlineData("oid", "ada@contoso.example", "which tenant's person")]
    [InlineData("nonce", "another", "nonce is not the one")]
    [InlineData("nonce", null, "nonce is not the one")]
    [InlineData("exp", null, "expired")]
    [InlineData("scp", "User.Read", "access token")]
    public async Task One_with_another_claim_is_refused(string claim, string? value, string words)
    {
        var claims = Provider.Claims(Ada, nonce);
        claims[claim] = value;
        if (value is null)
            claims.Remove(claim);

        (await RefuseAsync(Provider.Key.Sign(claims))).ShouldContain(words);
    }

    [Fact]
    public async Task An_expired_one_is_refused()
    {
        var claims = Provider.Claims(Ada, nonce);
        claims["exp"] = (server.Server.Clock.GetUtcNow() - IdTokenCheck.Skew).ToUnixTimeSeconds();

        (await RefuseAsync(Provider.Key.Sign(claims))).ShouldContain("has expired");
    }

    [Fact]
    public async Task One_for_later_is_refused()
    {
        var claims = Provider.Claims(Ada, nonce);
        claims["nbf"] = (server.Server.Clock.GetUtcNow() + IdTokenCheck.Skew).ToUnixTimeSeconds() + 1;

        (await RefuseAsync(Provider.Key.Sign(claims))).ShouldContain("not valid yet");
    }

    [Fact]
    public async Task One_for_several_applications_is_refused_even_where_we_are_among_them()
    {
        var claims = Provider.Claims(Ada, nonce);
        claims["aud"] = new[] { "another", OpenIdProvider.ClientId };

        (await RefuseAsync(Provider.Key.Sign(claims))).ShouldContain("another application");
    }

    [Fact]
    public async Task A_person_of_another_tenant_is_refused_whole()
    {
        var stranger = Ada with { Tenant = Guid.NewGuid() };

        (await RefuseAsync(Provider.IdToken(stranger, nonce))).ShouldContain("another tenant");
    }

    [Fact]
    public async Task One_that_comes_again_is_refused()
    {
        var token = Provider.IdToken(Ada, nonce);
        (await SendAsync(token)).Expect(HttpStatusCode.OK);

        (await RefuseAsync(token)).ShouldContain("used before");
    }

    [Fact]
    public async Task Another_with_the_same_nonce_is_refused()
    {
        (await SendAsync(Provider.IdToken(Ada, nonce))).Expect(HttpStatusCode.OK);

        (await RefuseAsync(Provider.IdToken(new OpenIdPerson("Eve", "eve@contoso.example"), nonce))).ShouldContain("used before");
    }

    [Fact]
    public async Task Of_many_that_come_at_once_one_gets_through()
    {
        var token = Provider.IdToken(Ada, nonce);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => SendAsync(token)));

        answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(1);
    }

    [Fact]
    public async Task After_a_change_of_keys_the_new_one_is_taken_and_the_old_one_is_not()
    {
        (await SendAsync(Provider.IdToken(Ada, nonce))).Expect(HttpStatusCode.OK);
        var before = Provider.Key;
        server.Server.Clock.Advance(MicrosoftKeys.BetweenReads);
        Provider.RollOver();

        (await server.ByTokenAsync(Provider.IdToken(Ada, "after"), "after")).Expect(HttpStatusCode.OK);

        (await RefuseAsync(before.Sign(Provider.Claims(Ada, nonce)))).ShouldContain("does not publish");
    }

    [Fact]
    public async Task Keys_that_nobody_has_do_not_make_us_ask_for_them_each_time()
    {
        (await SendAsync(Provider.IdToken(Ada, nonce))).Expect(HttpStatusCode.OK);
        server.Server.Clock.Advance(MicrosoftKeys.BetweenReads);
        var reads = Provider.KeyReads;

        for (var attempt = 0; attempt < 5; attempt++)
            (await RefuseAsync(new ProviderKey().Sign(Provider.Claims(Ada, nonce)))).ShouldContain("does not publish");

        (Provider.KeyReads - reads).ShouldBe(1);
    }

    [Fact]
    public async Task Another_key_of_the_same_name_is_refused() =>
        (await RefuseAsync(new ProviderKey { Id = Provider.Key.Id }.Sign(Provider.Claims(Ada, nonce)))).ShouldContain("signature");

    [Fact]
    public async Task A_changed_claim_is_refused()
    {
        var (token, other) = (Provider.IdToken(Ada, nonce).Split('.'), Provider.IdToken(new OpenIdPerson("Eve", "eve@contoso.example"), nonce).Split('.'));

        (await RefuseAsync($"{token[0]}.{other[1]}.{token[2]}")).ShouldContain("signature");
    }

    [Fact]
    public async Task A_key_that_signs_for_another_tenant_is_refused()
    {
        Provider.KeyIssuer = $"{Provider.Authority}{Guid.NewGuid()}/v2.0";
        server.Server.Clock.Advance(MicrosoftKeys.BetweenReads);
        Provider.RollOver();
        try
        {
            await RefuseAsync(Provider.IdToken(Ada, nonce));
        }
        finally
        {
            Provider.KeyIssuer = null;
            server.Server.Clock.Advance(MicrosoftKeys.BetweenReads);
            Provider.RollOver();
        }
    }

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("")]
    public async Task One_without_a_signature_is_refused(string alg) =>
        await RefuseAsync(ProviderKey.Sign(new { typ = "JWT", alg, kid = Provider.Key.Id }, Provider.Claims(Ada, nonce), _ => []));

    [Fact]
    public async Task One_signed_with_the_public_key_as_if_it_were_a_secret_is_refused()
    {
        foreach (var secret in new[] { Encoding.ASCII.GetBytes(Provider.Key.PublicPem), Encoding.ASCII.GetBytes(Provider.Key.PublicPem + "\n"), Provider.Key.Modulus })
            await RefuseAsync(ProviderKey.Sign(new { typ = "JWT", alg = "HS256", kid = Provider.Key.Id }, Provider.Claims(Ada, nonce), signed => HMACSHA256.HashData(secret, signed)));
    }

    [Fact]
    public async Task Another_algorithm_is_refused_even_by_the_right_key() => await RefuseAsync(Provider.Key.SignBySha512(Provider.Claims(Ada, nonce)));

    [Fact]
    public async Task A_key_that_the_token_brings_along_is_not_looked_at()
    {
        var own = new ProviderKey();
        var claims = Provider.Claims(Ada, nonce);

        await RefuseAsync(own.Sign(claims));
        await RefuseAsync(ProviderKey.Sign(new { typ = "JWT", alg = "RS256", jwk = own.Published("x") }, claims, _ => [1]));
        await RefuseAsync(ProviderKey.Sign(new { typ = "JWT", alg = "RS256", jku = "http://127.0.0.1:1/keys", kid = own.Id }, claims, _ => [1]));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("a.b.c")]
    [InlineData("..")]
    [InlineData("eyJhbGciOiJSUzI1NiIsImtpZCI6IngifQ..")]
    [InlineData("eyJhbGciOiJSUzI1NiIsImtpZCI6IngifQ.W10.AA")]
    [InlineData("eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkEyNTZHQ00ifQ.a.b.c.d")]
    public async Task What_is_no_token_is_refused(string text) => await RefuseAsync(text);

    private Task<ApiAnswer> SendAsync(string token) => server.ByTokenAsync(token, nonce);

    private async Task<string> RefuseAsync(string token) => (await SendAsync(token)).Expect(HttpStatusCode.Unauthorized)["detail"].GetString()!;
}
