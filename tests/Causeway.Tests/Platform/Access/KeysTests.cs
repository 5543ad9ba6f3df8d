using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Causeway.Platform;
using Causeway.Platform.Access.Secrets;
using Causeway.Platform.Access.Tokens;
using Causeway.Platform.Settings;
using Causeway.Tests.Infrastructure;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Platform.Access;

/// <summary>The keys that one process makes and the next must find.</summary>
public sealed class KeysTests(TestCluster cluster) : IAsyncLifetime
{
    private static readonly string Master = MasterKey.NewBase64();
    private static readonly string Secret = new('s', 32);
    private static readonly string NextSecret = new('t', 32);

    private readonly TestDatabase _database = new(cluster);

    public ValueTask InitializeAsync() => _database.InitializeAsync();

    [Fact]
    public async Task Without_a_secret_in_the_settings_tokens_outlive_a_restart()
    {
        var token = await TokenFromAsync(settings => settings);

        (await AcceptsAsync(settings => settings, token)).ShouldBeTrue();
    }

    [Fact]
    public async Task During_a_rotation_tokens_of_the_secret_before_are_accepted_and_afterwards_not()
    {
        var token = await TokenFromAsync(settings => settings with { JwtSecret = Secret });

        (await AcceptsAsync(settings => settings with { JwtSecret = NextSecret, JwtSecretPrevious = Secret }, token)).ShouldBeTrue();
        (await AcceptsAsync(settings => settings with { JwtSecret = NextSecret }, token)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_secret_is_read_back_by_a_later_process_with_the_same_master_key_alone()
    {
        string sealedText;
        await using (var server = await StartAsync(settings => settings))
            sealedText = server.Services.GetRequiredService<SecretVault>().Protect("Odoo secret of connection 7", "hunter2 of the north");

        sealedText.ShouldNotContain("hunter2");
        await using var later = await StartAsync(settings => settings);
        var vault = later.Services.GetRequiredService<SecretVault>();
        vault.Unprotect("Odoo secret of connection 7", sealedText).ShouldBe("hunter2 of the north");
        Should.Throw<UnreadableSecretException>(() => vault.Unprotect("Odoo secret of connection 8", sealedText));
    }

    [Fact]
    public async Task With_another_master_key_the_start_is_refused_with_the_reason()
    {
        await TokenFromAsync(settings => settings);

        var refused = await Should.ThrowAsync<StartRefusedException>(() => StartAsync(settings => settings with { MasterKey = MasterKey.NewBase64() }));

        refused.Message.ShouldContain("MASTER_KEY");
    }

    [Fact]
    public async Task A_new_signing_key_signs_within_a_minute_and_the_one_before_is_good_until_its_tokens_expire()
    {
        await using var server = await StartAsync(settings => settings);
        await using var other = await StartAsync(settings => settings);
        var before = await SignInAsync(server);

        await server.Get<SigningKeyRotation>().RunAsync(leaked: false, default);

        (await AcceptsAsync(server, before)).ShouldBeTrue();
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        var after = await SignInAsync(server);
        // The other has not looked since: a signature that it does not know makes it.
        other.Clock.Advance(TimeSpan.FromSeconds(5));
        (await AcceptsAsync(other, after)).ShouldBeTrue();
        (await AcceptsAsync(other, before)).ShouldBeTrue();
        await using var connection = await _database.DataSource.OpenConnectionAsync();
        (await connection.ExecuteScalarAsync<long>("select count(*) from causeway.signing_key where retired_at is not null")).ShouldBe(1);
    }

    [Fact]
    public async Task A_signing_key_that_leaked_is_good_for_nothing_and_refresh_tokens_go_on()
    {
        await using var server = await StartAsync(settings => settings);
        using var answer = await server.Client.PostAsJsonAsync("/api/auth/login", new { username = "admin", password = AccessServer.AdminPassword });
        var before = SignedIn.Of(await answer.Content.ReadFromJsonAsync<JsonElement>());

        await server.Get<SigningKeyRotation>().RunAsync(leaked: true, default);
        server.Clock.Advance(TimeSpan.FromMinutes(1));

        (await AcceptsAsync(server, before.Token)).ShouldBeFalse();
        using var renewed = await server.Client.PostAsJsonAsync("/api/auth/refresh", new { refresh_token = before.RefreshToken });
        (await AcceptsAsync(server, SignedIn.Of(await renewed.Content.ReadFromJsonAsync<JsonElement>()).Token)).ShouldBeTrue();
    }

    [Fact]
    public async Task Where_the_settings_have_the_secret_no_key_of_ours_is_rotated()
    {
        await using var server = await StartAsync(settings => settings with { JwtSecret = Secret });

        (await Should.ThrowAsync<StartRefusedException>(() => server.Get<SigningKeyRotation>().RunAsync(leaked: false, default))).Message.ShouldContain("JWT_SECRET_PREVIOUS");
    }

    [Fact]
    public async Task No_key_is_in_the_database_in_the_clear()
    {
        await using var server = await StartAsync(settings => settings);
        server.Services.GetRequiredService<SecretVault>().Protect("a purpose", "a text");

        await using var connection = await _database.DataSource.OpenConnectionAsync();
        var keys = await connection.QueryAsync<string>("select xml from causeway.data_protection_key");
        keys.ShouldNotBeEmpty();
        keys.ShouldAllBe(xml => xml.Contains("wrapped") && !xml.Contains("masterKey"));
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private Task<TestServer> StartAsync(Func<CausewaySettings, CausewaySettings> with) => TestServer.StartAsync(
        _database.DataSource, settings => with(settings with { AdminPassword = AccessServer.AdminPassword, MasterKey = Master }));

    private async Task<string> TokenFromAsync(Func<CausewaySettings, CausewaySettings> with)
    {
        await using var server = await StartAsync(with);
        return await SignInAsync(server);
    }

    private static async Task<string> SignInAsync(TestServer server)
    {
        using var answer = await server.Client.PostAsJsonAsync("/api/auth/login", new { username = "admin", password = AccessServer.AdminPassword });
        return SignedIn.Of(await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>()).Token;
    }

    private async Task<bool> AcceptsAsync(Func<CausewaySettings, CausewaySettings> with, string token)
    {
        await using var server = await StartAsync(with);
        return await AcceptsAsync(server, token);
    }

    private static async Task<bool> AcceptsAsync(TestServer server, string token)
    {
        using var request = AccessServer.Request(HttpMethod.Get, "/api/auth/me", token);
        using var answer = await server.Client.SendAsync(request);
        return answer.StatusCode == HttpStatusCode.OK;
    }
}
