using System.Net;
using System.Text.Json;
using Causeway.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Mirror.Connections.Accounts;

/// <summary>Who is no user of Odoo any more is none here, from the next sync on.</summary>
public sealed class OdooAccountsTests(SharedMirror shared) : IClassFixture<SharedMirror>
{
    private readonly MirrorServer mirror = shared.Mirror;

    [Fact]
    public async Task Whom_Odoo_archives_is_disabled_and_signed_out_and_may_come_back_when_an_administrator_says_so()
    {
        var daniel = mirror.Odoo.Users.Single(user => user.Login == "daniel.nowak");
        var api = await mirror.SignInAsync(daniel);
        var id = (await api.GetAsync("/api/auth/me"))["user"].GetProperty("id").GetString();
        var token = (await api.PostAsync("/api/auth/tokens", new { name = "his program", scopes = new[] { "read" } })).Expect(HttpStatusCode.Created)["token"].GetString();

        await mirror.WriteAsync("res.users", daniel.Id, new { active = false });
        await mirror.SyncCompletelyAsync();

        (await api.GetAsync("/api/crm/leads")).Expect(HttpStatusCode.Unauthorized);
        (await new Api(mirror.Server.Client, token).GetAsync("/api/crm/leads")).Expect(HttpStatusCode.Unauthorized);
        (await UserAsync(id)).GetProperty("is_active").GetBoolean().ShouldBeFalse();
        (await mirror.Admin.GetAsync($"/api/audit?action=user.change&target_id={id}"))["entries"].EnumerateArray().First().GetProperty("actor").GetString().ShouldBe("Odoo");
        await mirror.WriteAsync("res.users", daniel.Id, new { active = true });
        await mirror.SyncCompletelyAsync();
        (await UserAsync(id)).GetProperty("is_active").GetBoolean().ShouldBeFalse();
        (await mirror.Admin.PatchAsync($"/api/auth/users/{id}", new { is_active = true })).Expect(HttpStatusCode.OK);
        await mirror.SyncCompletelyAsync();
        (await UserAsync(id)).GetProperty("is_active").GetBoolean().ShouldBeTrue();
    }

    private async Task<JsonElement> UserAsync(string? id) =>
        (await mirror.Admin.GetAsync("/api/auth/users?per_page=100"))["users"].EnumerateArray().Single(user => user.GetProperty("id").GetString() == id);
}
