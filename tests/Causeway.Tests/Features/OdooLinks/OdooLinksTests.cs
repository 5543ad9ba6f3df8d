using System.Net;
using System.Text.Json;
using Causeway.Sandbox;
using Causeway.Tests.Infrastructure;
using Causeway.Tests.Mirror;
using Causeway.Tests.Platform.Access;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Features.OdooLinks;

/// <summary>Which Odoo user an account is. Each test has a person of its own, since nobody is two accounts.</summary>
public sealed class OdooLinksTests(SharedMirror shared, TestCluster cluster) : IClassFixture<SharedMirror>
{
    private readonly MirrorServer mirror = shared.Mirror;

    [Fact]
    public async Task Ones_own_key_links_and_the_link_shows_at_once_in_what_one_sees()
    {
        var lukas = Person("lukas.berg");
        var lead = await LeadOfAsync(lukas);
        var api = await RegisterAsync("l.berg", "l.berg@elsewhere.example");
        (await api.GetAsync($"/api/crm/leads/{lead}")).Expect(HttpStatusCode.NotFound);
        var position = (await api.GetAsync("/api/changes"))["position"].GetString();

        var answer = (await api.PostAsync("/api/auth/relink-odoo", new { api_key = lukas.ApiKey, username = lukas.Login })).Expect(HttpStatusCode.OK);

        answer["success"].GetBoolean().ShouldBeTrue();
        answer["match_method"].GetString().ShouldBe("api_key");
        answer["odoo_salesperson_name"].GetString().ShouldBe("Lukas Berg");
        answer["odoo_department_name"].GetString().ShouldBe("Management / Sales");
        answer["odoo_team_name"].GetString().ShouldBe("Direct Sales");
        (await api.GetAsync($"/api/crm/leads/{lead}")).Expect(HttpStatusCode.OK);
        (await api.GetAsync($"/api/changes?since={position}")).Expect(HttpStatusCode.Gone)["reset"].GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task A_user_is_answered_with_what_the_mirror_says_by_the_id_in_res_users()
    {
        var sofia = Person("sofia.rossi");
        var api = await RegisterAsync("s.rossi", "s.rossi@elsewhere.example");
        (await api.PostAsync("/api/auth/relink-odoo", new { api_key = sofia.ApiKey, username = sofia.Login })).Expect(HttpStatusCode.OK);
        var (employee, chief) = (await EmployeeAsync("sofia.rossi"), await EmployeeAsync("anna.keller"));

        var me = await MeAsync(api);

        me.GetProperty("odoo_matched").GetBoolean().ShouldBeTrue();
        me.GetProperty("odoo_user_id").GetInt64().ShouldBe(sofia.Id);
        me.GetProperty("odoo_employee_id").GetInt64().ShouldBe(employee.Key);
        employee.Key.ShouldNotBe(sofia.Id);
        me.GetProperty("manager_odoo_id").GetInt64().ShouldBe(chief.Key);
        me.GetProperty("odoo_department_id").GetInt64().ShouldBe(employee.Value.GetProperty("department_id").GetInt64());
        me.GetProperty("odoo_team_id").GetInt64().ShouldBe((await mirror.Control.DumpAsync("crm.team")).Single(team => team.Value.GetProperty("name").GetString() == "Direct Sales").Key);
        me.GetProperty("odoo_salesperson_name").GetString().ShouldBe("Sofia Rossi");
        await mirror.WriteAsync("hr.employee", (int)employee.Key, new { parent_id = (await EmployeeAsync("morgan.reyes")).Key });
        await mirror.SyncCompletelyAsync();
        (await MeAsync(api)).GetProperty("manager_odoo_id").GetInt64().ShouldBe((await EmployeeAsync("morgan.reyes")).Key);
    }

    [Fact]
    public async Task An_email_proves_nothing_and_waits_for_an_administrator_who_confirms_it()
    {
        var james = Person("james.walsh");
        var lead = await LeadOfAsync(james);
        var api = await RegisterAsync("j.walsh", "james.walsh@meridian-office.example");

        var asked = (await api.PostAsync("/api/auth/relink-odoo")).Expect(HttpStatusCode.OK);

        asked["success"].GetBoolean().ShouldBeFalse();
        asked["match_method"].GetString().ShouldBe("email");
        asked["odoo_salesperson_name"].ValueKind.ShouldBe(JsonValueKind.Null);
        (await MeAsync(api)).GetProperty("odoo_matched").GetBoolean().ShouldBeFalse();
        (await api.GetAsync($"/api/crm/leads/{lead}")).Expect(HttpStatusCode.NotFound);
        var proposal = await ProposalOfAsync("j.walsh");
        (proposal.GetProperty("odoo_user_id").GetInt64(), proposal.GetProperty("odoo_name").GetString()).ShouldBe((james.Id, "James Walsh"));
        (await mirror.Admin.PostAsync($"/api/auth/odoo-proposals/{Id(proposal)}/confirm")).Expect(HttpStatusCode.OK)["user"].GetProperty("odoo_user_id").GetInt64().ShouldBe(james.Id);
        (await api.GetAsync($"/api/crm/leads/{lead}")).Expect(HttpStatusCode.OK);
        (await api.PostAsync("/api/auth/relink-odoo"))["match_method"].GetString().ShouldBe("admin");
        (await mirror.Admin.PostAsync($"/api/auth/odoo-proposals/{Id(proposal)}/confirm")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Another_email_takes_away_a_link_that_no_key_proved_and_leaves_one_that_a_key_did()
    {
        var claire = Person("claire.moreau");
        var lead = await LeadOfAsync(claire);
        var api = await RegisterAsync("c.moreau", "claire.moreau@meridian-office.example");
        await api.PostAsync("/api/auth/relink-odoo");
        await mirror.Admin.PostAsync($"/api/auth/odoo-proposals/{Id(await ProposalOfAsync("c.moreau"))}/confirm");

        (await api.PatchAsync("/api/auth/me", new { full_name = "Claire M." })).Expect(HttpStatusCode.OK)["user"].GetProperty("odoo_matched").GetBoolean().ShouldBeTrue();
        (await api.PatchAsync("/api/auth/me", new { email = "claire@elsewhere.example" })).Expect(HttpStatusCode.OK)["user"].GetProperty("odoo_matched").GetBoolean().ShouldBeFalse();

        (await api.GetAsync($"/api/crm/leads/{lead}")).Expect(HttpStatusCode.NotFound);
        (await api.PostAsync("/api/auth/relink-odoo", new { api_key = claire.ApiKey, username = claire.Login })).Expect(HttpStatusCode.OK)["success"].GetBoolean().ShouldBeTrue();
        (await api.PatchAsync("/api/auth/me", new { email = "claire@somewhere.example" })).Expect(HttpStatusCode.OK)["user"].GetProperty("odoo_matched").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task Another_email_takes_away_what_waits_and_so_cannot_be_changed_behind_an_administrators_back()
    {
        var api = await RegisterAsync("d.nowak", "daniel.nowak@meridian-office.example");
        await api.PostAsync("/api/auth/relink-odoo");
        var proposal = await ProposalOfAsync("d.nowak");

        (await api.PatchAsync("/api/auth/me", new { email = "nobody@elsewhere.example" })).Expect(HttpStatusCode.OK);

        (await mirror.Admin.PostAsync($"/api/auth/odoo-proposals/{Id(proposal)}/confirm")).Expect(HttpStatusCode.NotFound);
        (await MeAsync(api)).GetProperty("odoo_matched").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task What_an_administrator_refuses_is_not_proposed_again()
    {
        var api = await RegisterAsync("i.larsen", "ingrid.larsen@meridian-office.example");
        await api.PostAsync("/api/auth/relink-odoo");
        var proposal = await ProposalOfAsync("i.larsen");
        (await mirror.Admin.PostAsync($"/api/auth/odoo-proposals/{Id(proposal)}/refuse")).Expect(HttpStatusCode.OK)["status"].GetString().ShouldBe("refused");

        (await api.PostAsync("/api/auth/relink-odoo"))["message"].GetString()!.ShouldContain("refused");
        (await mirror.Admin.PostAsync("/api/integrations/odoo/sync-users")).Expect(HttpStatusCode.OK);

        (await WaitingAsync()).ShouldNotContain(waiting => waiting.GetProperty("username").GetString() == "i.larsen");
    }

    [Fact]
    public async Task The_users_are_matched_by_res_users_and_whoever_looks_like_an_employee_waits()
    {
        await RegisterAsync("p.jansen", "pieter.jansen@meridian-office.example");
        await mirror.SignInAsync("morgan.reyes");

        var first = (await mirror.Admin.PostAsync("/api/integrations/odoo/sync-users")).Expect(HttpStatusCode.OK);
        var second = (await mirror.Admin.PostAsync("/api/integrations/odoo/sync-users")).Expect(HttpStatusCode.OK);

        first["created"].GetInt32().ShouldBeGreaterThan(0);
        second["created"].GetInt32().ShouldBe(0);
        second["matched"].GetInt32().ShouldBeGreaterThan(0);
        (second["matched"].GetInt32() + second["unmatched"].GetArrayLength()).ShouldBe((await mirror.Control.DumpAsync("hr.employee")).Count);
        second["unmatched"].EnumerateArray().ShouldNotContain(employee => employee.GetProperty("name").GetString() == "Morgan Reyes");
        var pieter = second["unmatched"].EnumerateArray().Single(employee => employee.GetProperty("name").GetString() == "Pieter Jansen");
        (pieter.GetProperty("reason").GetString(), pieter.GetProperty("odoo_user_id").GetInt64()).ShouldBe(("waiting", Person("pieter.jansen").Id));
        (await ProposalOfAsync("p.jansen")).GetProperty("match_method").GetString().ShouldBe("email");
    }

    [Fact]
    public async Task A_key_needs_no_login_beside_it_where_ones_email_tells_which()
    {
        var api = await RegisterAsync("a.keller", "anna.keller@meridian-office.example");

        (await api.PostAsync("/api/auth/relink-odoo", new { api_key = Person("anna.keller").ApiKey })).Expect(HttpStatusCode.OK)["match_method"].GetString().ShouldBe("api_key");
    }

    [Fact]
    public async Task Whose_email_is_like_one_Odoo_user_and_whose_key_is_anothers_is_never_the_first()
    {
        await using var database = await cluster.NewDatabaseAsync();
        await using var odoo19 = await MirrorServer.StartAsync(database.DataSource, new SandboxOptions { Version = "19.0", Leads = 5 });
        var api = await RegisterAsync(odoo19, "looks.like.lukas", "lukas.berg@meridian-office.example");

        // By JSON-2 any key answers for its owner, whatever login stands beside it.
        var sofia = odoo19.Odoo.Users.Single(user => user.Login == "sofia.rossi");
        (await api.PostAsync("/api/auth/relink-odoo", new { api_key = sofia.ApiKey })).Expect(HttpStatusCode.BadRequest);
        (await MeAsync(api)).GetProperty("odoo_matched").GetBoolean().ShouldBeFalse();
        (await api.PostAsync("/api/auth/relink-odoo", new { api_key = sofia.ApiKey, username = sofia.Login })).Expect(HttpStatusCode.OK);

        (await MeAsync(api)).GetProperty("odoo_user_id").GetInt64().ShouldBe(sofia.Id);
    }

    [Fact]
    public async Task Who_becomes_another_Odoo_user_writes_no_more_as_the_one_before()
    {
        await using var database = await cluster.NewDatabaseAsync();
        await using var own = await MirrorServer.StartAsync(database.DataSource, new SandboxOptions { Leads = 5 });
        var api = await RegisterAsync(own, "two.faces", "two.faces@elsewhere.example");
        var (sofia, daniel) = (Person("sofia.rossi"), Person("daniel.nowak"));
        (await api.PostAsync("/api/profile/odoo-credentials", new { odoo_username = sofia.Login, odoo_password = sofia.ApiKey, odoo_database = own.Odoo.Database })).Expect(HttpStatusCode.OK);
        (await api.PostAsync("/api/auth/relink-odoo"))["match_method"].GetString().ShouldBe("api_key");

        (await api.PostAsync("/api/auth/relink-odoo", new { api_key = daniel.ApiKey, username = daniel.Login })).Expect(HttpStatusCode.OK);

        (await MeAsync(api)).GetProperty("odoo_user_id").GetInt64().ShouldBe(daniel.Id);
        (await api.GetAsync("/api/profile/odoo-credentials")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_wrong_key_links_nothing_and_counts_like_a_failed_sign_in()
    {
        var api = await RegisterAsync("guesser", "guesser@elsewhere.example");

        for (var i = 0; i < 5; i++)
            (await api.PostAsync("/api/auth/relink-odoo", new { api_key = $"guess {i}", username = "admin" })).Expect(HttpStatusCode.BadRequest).BadFields.ShouldBe(["api_key"]);

        (await api.PostAsync("/api/auth/relink-odoo", new { api_key = Person("anna.keller").ApiKey, username = "anna.keller" })).Expect(HttpStatusCode.TooManyRequests);
        var other = await RegisterAsync("other.guesser", "other.guesser@elsewhere.example");
        (await other.PostAsync("/api/auth/relink-odoo", new { api_key = "guess 6", username = "admin" })).Expect(HttpStatusCode.TooManyRequests);
        mirror.Clock.Advance(TimeSpan.FromMinutes(16));
        (await MeAsync(api)).GetProperty("odoo_matched").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task Nobody_becomes_an_Odoo_user_who_has_an_account_already()
    {
        var paula = await mirror.SignInAsync("paula.office");
        var api = await RegisterAsync("p.bakker", "p.bakker@elsewhere.example");

        (await api.PostAsync("/api/auth/relink-odoo", new { api_key = Person("paula.office").ApiKey, username = "paula.office" })).Expect(HttpStatusCode.Conflict);
        (await api.PostAsync("/api/auth/relink-odoo"))["match_method"].ValueKind.ShouldBe(JsonValueKind.Null);
        (await mirror.Admin.PutAsync($"/api/auth/users/{Id(await MeAsync(api))}/odoo-link", new { odoo_user_id = Person("paula.office").Id })).Expect(HttpStatusCode.Conflict);

        (await paula.PostAsync("/api/auth/relink-odoo", new { api_key = Person("anna.keller").ApiKey, username = "anna.keller" })).Expect(HttpStatusCode.Conflict);
        (await paula.PostAsync("/api/auth/relink-odoo"))["match_method"].GetString().ShouldBe("odoo_sign_in");
        (await mirror.Admin.DeleteAsync($"/api/auth/users/{Id(await MeAsync(paula))}/odoo-link")).Expect(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task What_an_administrator_believed_makes_no_administrator()
    {
        var api = await RegisterAsync("ada", "ada@elsewhere.example");
        var id = Id(await MeAsync(api));
        (await mirror.Admin.PutAsync($"/api/auth/users/{id}/odoo-link", new { odoo_user_id = mirror.Odoo.Admin.Id })).Expect(HttpStatusCode.OK);

        var byOdoo = await Api.SignInAsync(mirror.Server.Client, "/api/login", new { username = mirror.Odoo.Admin.Login, api_key = mirror.Odoo.Admin.ApiKey });

        (await MeAsync(byOdoo)).GetProperty("id").GetString().ShouldBe(id);
        (await MeAsync(api)).GetProperty("role").GetString().ShouldBe("member");
        (await mirror.Admin.DeleteAsync($"/api/auth/users/{id}/odoo-link")).Expect(HttpStatusCode.NoContent);
        (await MeAsync(api)).GetProperty("odoo_user_id").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(999_999)]
    public async Task An_administrator_links_to_users_that_there_are(int? odooUser)
    {
        var api = await RegisterAsync($"nobody.{odooUser}", $"nobody.{odooUser}@elsewhere.example");

        (await mirror.Admin.PutAsync($"/api/auth/users/{Id(await MeAsync(api))}/odoo-link", new { odoo_user_id = odooUser })).Expect(HttpStatusCode.BadRequest).BadFields.ShouldBe(["odoo_user_id"]);
    }

    private SandboxUser Person(string login) => mirror.Odoo.Users.Single(user => user.Login == login);

    private async Task<int> LeadOfAsync(SandboxUser person)
    {
        var id = await mirror.CreateAsync("crm.lead", new { name = $"Lead of {person.Login}", user_id = person.Id });
        await mirror.SyncCompletelyAsync();
        return id;
    }

    private async Task<KeyValuePair<long, JsonElement>> EmployeeAsync(string login) =>
        (await mirror.Control.DumpAsync("hr.employee")).Single(employee => employee.Value.GetProperty("user_id").GetInt64() == Person(login).Id);

    private Task<Api> RegisterAsync(string username, string email) => RegisterAsync(mirror, username, email);

    /// <summary>A local account in good standing.</summary>
    private static async Task<Api> RegisterAsync(MirrorServer mirror, string username, string email)
    {
        var http = mirror.Server.Client;
        (await new Api(http).PostAsync("/api/auth/register", new { username, email, password = AccessServer.Password, full_name = "Somebody" })).Expect(HttpStatusCode.Created);
        var added = (await mirror.Admin.GetAsync($"/api/auth/users?q={username}"))["users"].EnumerateArray().Single(user => user.GetProperty("username").GetString() == username);
        (await mirror.Admin.PatchAsync($"/api/auth/users/{Id(added)}", new { approval_status = "approved" })).Expect(HttpStatusCode.OK);
        return await Api.SignInAsync(http, "/api/auth/login", new { username, password = AccessServer.Password });
    }

    private static async Task<JsonElement> MeAsync(Api api) => (await api.GetAsync("/api/auth/me")).Expect(HttpStatusCode.OK)["user"];

    private async Task<JsonElement> ProposalOfAsync(string username) =>
        (await WaitingAsync()).Single(proposal => proposal.GetProperty("username").GetString() == username);

    private async Task<IReadOnlyList<JsonElement>> WaitingAsync() =>
        [.. (await mirror.Admin.GetAsync("/api/auth/odoo-proposals?status=waiting&per_page=100")).Expect(HttpStatusCode.OK)["proposals"].EnumerateArray()];

    private static string Id(JsonElement item) => item.GetProperty("id").GetString()!;
}
