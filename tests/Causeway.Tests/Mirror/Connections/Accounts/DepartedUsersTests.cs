using System.Net;
using Causeway.Mirror.Connections.Accounts;
using Causeway.Sandbox;
using Causeway.Tests.Infrastructure;
using Dapper;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Mirror.Connections.Accounts;

/// <summary>Disabled in Odoo means disabled here at the next sync.</summary>
public sealed class DepartedUsersTests(TestCluster cluster) : IAsyncLifetime
{
    private TestDatabase database = null!;
    private MirrorServer mirror = null!;

    public async ValueTask InitializeAsync()
    {
        database = await cluster.NewDatabaseAsync();
        mirror = await MirrorServer.StartAsync(database.DataSource, new SandboxOptions { Leads = 5 });
    }

    [Fact]
    public async Task Who_is_archived_in_Odoo_is_out_at_the_next_sync_and_others_are_not()
    {
        var (lukas, sofia) = (await mirror.SignInAsync("lukas.berg"), await mirror.SignInAsync("sofia.rossi"));
        var token = new Api(mirror.Server.Client, (await lukas.PostAsync("/api/auth/tokens", new { name = "script", scopes = new[] { "read" } }))["token"].GetString());
        await mirror.WriteAsync("res.users", Uid("lukas.berg"), new { active = false });

        await mirror.SyncCompletelyAsync();

        (await lukas.GetAsync("/api/crm/leads")).Expect(HttpStatusCode.Unauthorized);
        (await token.GetAsync("/api/crm/leads")).Expect(HttpStatusCode.Unauthorized);
        (await sofia.GetAsync("/api/crm/leads")).Expect(HttpStatusCode.OK);
        var entry = (await mirror.Admin.GetAsync("/api/audit?action=user.change"))["entries"][0];
        entry.GetProperty("actor").GetString().ShouldBe("Odoo");
        entry.GetProperty("detail").GetProperty("username").GetString().ShouldBe("lukas.berg");
    }

    [Fact]
    public async Task Who_has_become_a_portal_user_is_out_as_well()
    {
        var lukas = await mirror.SignInAsync("lukas.berg");
        await using (var db = await mirror.Database.OpenConnectionAsync())
            await db.ExecuteAsync("update odoo.res_users set share = true where id = @id", new { id = Uid("lukas.berg") });

        (await mirror.Get<DepartedUsers>().DisableAsync(mirror.ConnectionId, default)).ShouldBe(1);

        (await lukas.GetAsync("/api/crm/leads")).Expect(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Who_cannot_be_seen_any_more_is_not_taken_for_gone()
    {
        var lukas = await mirror.SignInAsync("lukas.berg");
        await using (var db = await mirror.Database.OpenConnectionAsync())
            await db.ExecuteAsync("update odoo.res_users set state = 'hidden', active = false where id = @id", new { id = Uid("lukas.berg") });

        await mirror.Get<DepartedUsers>().DisableAsync(mirror.ConnectionId, default);

        (await lukas.GetAsync("/api/crm/leads")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_last_administrator_with_a_way_in_of_their_own_stays()
    {
        await LinkAsync("admin", Uid("anna.keller"));
        await mirror.WriteAsync("res.users", Uid("anna.keller"), new { active = false });

        await mirror.SyncCompletelyAsync();

        (await mirror.Admin.GetAsync("/api/audit")).Expect(HttpStatusCode.OK);
    }

    public async ValueTask DisposeAsync()
    {
        await mirror.DisposeAsync();
        await database.DisposeAsync();
    }

    private async Task LinkAsync(string username, int uid)
    {
        await using var db = await mirror.Database.OpenConnectionAsync();
        await db.ExecuteAsync(
            "update causeway.app_user set connection_id = @ConnectionId, odoo_user_id = @uid where username = @username",
            new { mirror.ConnectionId, uid, username });
    }

    private int Uid(string login) => mirror.Odoo.Users.Single(user => user.Login == login).Id;
}
