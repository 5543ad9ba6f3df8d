using System.Net;
using System.Text.Json;
using Causeway.Mirror.Writes;
using Causeway.Tests.Features.Profile;
using Causeway.Tests.Infrastructure;
using Causeway.Tests.Platform.Access;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Mirror.Writes;

/// <summary>Who writes as themselves is who Odoo shows, and never somebody else when that fails.</summary>
public sealed class OwnWritesTests(ProfileMirror profile) : IClassFixture<ProfileMirror>, IAsyncLifetime
{
    private const string Lukas = "lukas.berg", Sofia = "sofia.rossi", James = "james.walsh", Pieter = "pieter.jansen", Claire = "claire.moreau", Daniel = "daniel.nowak", Morgan = "morgan.reyes";

    private readonly MirrorServer mirror = profile.Mirror;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await mirror.Control.ClearRulesAsync();
        await mirror.Control.ClearFaultsAsync();
    }

    public static TheoryData<string> Doors => ["update", "move", "win", "lose", "restore"];

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task By_every_door_Odoo_shows_the_person_as_who_wrote_and_so_does_the_audit_log(string door)
    {
        var id = await profile.LeadOfAsync(Lukas);
        if (door == "restore")
            await mirror.Raw.CallAsync("crm.lead", "action_set_lost", ids: [id]);
        var lukas = await profile.ActingAsync(Lukas);

        (await WriteAsync(lukas, door, id)).Code.ShouldBeInRange(200, 204);

        (await profile.OdooAsync("crm.lead", id)).GetProperty("write_uid").GetInt32().ShouldBe(profile.Person(Lukas).Id);
        var entry = (await profile.WritesAsync(id))[0];
        entry.GetProperty("actor").GetString().ShouldBe(Lukas);
        entry.GetProperty("detail").GetProperty("account").GetString().ShouldBe("own");
        entry.GetProperty("detail").GetProperty("odoo_user_id").GetInt32().ShouldBe(profile.Person(Lukas).Id);
    }

    [Fact]
    public async Task A_lead_that_is_created_is_theirs_in_Odoo_and_so_is_the_note_in_its_history()
    {
        var lukas = await profile.ActingAsync(Lukas);

        var id = (await lukas.PostAsync("/api/crm/leads", new { name = "By Lukas himself" })).Expect(HttpStatusCode.Created).Id;

        (await profile.OdooAsync("crm.lead", id)).GetProperty("create_uid").GetInt32().ShouldBe(profile.Person(Lukas).Id);
        var partner = (await profile.OdooAsync("res.users", profile.Person(Lukas).Id)).GetProperty("partner_id").GetInt32();
        var note = (await mirror.Control.DumpAsync("mail.message")).Values.Single(message =>
            message.GetProperty("model").GetString() == "crm.lead" && message.GetProperty("res_id").GetInt64() == id);
        note.GetProperty("author_id").GetInt32().ShouldBe(partner);
    }

    [Fact]
    public async Task A_deletion_is_theirs_too_and_Odoo_may_refuse_it_to_who_is_an_administrator_only_here()
    {
        var id = await profile.LeadOfAsync(Pieter);
        var boss = await profile.RegisterAsync("boss");
        var self = (await boss.GetAsync("/api/auth/me"))["user"].GetProperty("id").GetString();
        (await mirror.Admin.PatchAsync($"/api/auth/users/{self}", new { role = "admin" })).Expect(HttpStatusCode.OK);
        // Whose role changes is refused at once, and signs in again.
        boss = await Api.SignInAsync(mirror.Server.Client, "/api/auth/login", new { username = "boss", password = AccessServer.Password });
        (await boss.PostAsync(ProfileMirror.Route, profile.Own(Claire))).Expect(HttpStatusCode.OK);

        var refused = (await boss.DeleteAsync($"/api/crm/leads/{id}")).Expect(HttpStatusCode.Forbidden);
        (await boss.DeleteAsync(ProfileMirror.Route)).Expect(HttpStatusCode.OK);
        (await boss.DeleteAsync($"/api/crm/leads/{id}")).Expect(HttpStatusCode.NoContent);

        refused["detail"].GetString()!.ShouldContain("not allowed to delete");
        var entries = await profile.WritesAsync(id);
        entries.Select(entry => entry.GetProperty("outcome").GetString()).ShouldBe(["done", "refused"]);
        entries.Select(entry => entry.GetProperty("detail").GetProperty("account").GetString()).ShouldBe(["connection", "own"]);
    }

    [Fact]
    public async Task Without_credentials_of_ones_own_the_service_account_writes_and_the_audit_log_names_the_person()
    {
        var id = await profile.LeadOfAsync(Morgan);
        var morgan = await mirror.SignInAsync(Morgan);

        (await morgan.PutAsync($"/api/crm/leads/{id}", new { name = "By the service account" })).Expect(HttpStatusCode.OK);

        (await profile.OdooAsync("crm.lead", id)).GetProperty("write_uid").GetInt32().ShouldBe(mirror.Odoo.Admin.Id);
        var entry = (await profile.WritesAsync(id))[0];
        entry.GetProperty("actor").GetString().ShouldBe(Morgan);
        entry.GetProperty("detail").GetProperty("account").GetString().ShouldBe("connection");
        entry.GetProperty("detail").GetProperty("odoo_user_id").GetInt32().ShouldBe(mirror.Odoo.Admin.Id);
    }

    [Fact]
    public async Task Odoo_s_own_rules_hold_for_the_person_and_the_card_goes_back()
    {
        var id = await profile.LeadOfAsync(Sofia);
        var sofia = await profile.ActingAsync(Sofia);
        await mirror.Control.RuleAsync(Sofia, "crm.lead", new object[] { new object[] { "id", "!=", id } });

        var update = (await sofia.PutAsync($"/api/crm/leads/{id}", new { name = "Not in Odoo" })).Expect(HttpStatusCode.Forbidden);
        var move = (await sofia.PatchAsync($"/api/opportunities/{id}/stage", new { stage_id = 2 })).Expect(HttpStatusCode.Forbidden);

        foreach (var refusal in new[] { update, move })
            refusal["detail"].GetString()!.ShouldContain("Sorry, Sofia Rossi");
        (await sofia.GetAsync($"/api/crm/leads/{id}"))["stage"].GetProperty("id").GetInt32().ShouldBe(1);
        (await profile.OdooAsync("crm.lead", id)).GetProperty("name").GetString().ShouldBe("As it was");
    }

    [Fact]
    public async Task What_the_person_cannot_see_in_Odoo_stays_in_the_mirror_that_all_share()
    {
        var id = await profile.LeadOfAsync(Sofia);
        var sofia = await profile.ActingAsync(Sofia);
        var before = await profile.QueryAsync<long>("select count(*) from odoo.crm_lead where state = 'present'");
        await mirror.Control.RuleAsync(Sofia, "crm.lead", new object[] { new object[] { "priority", "=", "0" }, new object[] { "id", "=", id } });

        // Her own write takes it out of her sight in Odoo.
        var written = (await sofia.PutAsync($"/api/crm/leads/{id}", new { priority = "3" })).Expect(HttpStatusCode.OK);
        await mirror.SyncCompletelyAsync();

        written["priority"].GetString().ShouldBe("3");
        (await sofia.GetAsync($"/api/crm/leads/{id}")).Expect(HttpStatusCode.OK);
        (await profile.QueryAsync<long>("select count(*) from odoo.crm_lead where state = 'present'")).ShouldBe(before);
    }

    [Fact]
    public async Task A_revoked_key_is_sent_once_and_nothing_is_written_by_anybody_else()
    {
        var id = await profile.LeadOfAsync(James);
        var key = await mirror.Control.AddKeyAsync(James);
        var james = await mirror.SignInAsync(James);
        (await james.PostAsync(ProfileMirror.Route, profile.Own(James, key))).Expect(HttpStatusCode.OK);
        (await james.PutAsync($"/api/crm/leads/{id}", new { name = "While it was good" })).Expect(HttpStatusCode.OK);
        await mirror.Control.RevokeKeyAsync(key);

        var writes = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => james.PutAsync($"/api/crm/leads/{id}", new { name = "Never" })));
        await mirror.Control.ResetCallsAsync();
        var later = await james.PutAsync($"/api/crm/leads/{id}", new { name = "Never" });

        foreach (var write in writes.Append(later))
        {
            write.Expect(HttpStatusCode.Forbidden)["type"].GetString().ShouldBe(OwnProblems.Type);
            write["detail"].GetString()!.ShouldContain(ProfileMirror.Route);
        }

        (await mirror.Control.CountCallsAsync()).ShouldBe(0);
        (await profile.OdooAsync("crm.lead", id)).GetProperty("name").GetString().ShouldBe("While it was good");
        var saved = (await james.GetAsync(ProfileMirror.Route)).Expect(HttpStatusCode.OK);
        saved["refusal"].GetString().ShouldNotBeNullOrEmpty();
        // The connection's account has nothing to do with it.
        (await mirror.Admin.GetAsync($"/api/connections/{mirror.ConnectionId}"))["credentials"].GetProperty("state").GetString().ShouldBe("connected");
        var entry = (await profile.WritesAsync(id))[0];
        (entry.GetProperty("outcome").GetString(), entry.GetProperty("detail").GetProperty("account").GetString()).ShouldBe(("refused", "own"));
    }

    [Fact]
    public async Task New_credentials_mend_it_and_without_any_the_service_account_writes_again()
    {
        var id = await profile.LeadOfAsync(James);
        var james = await ExpiredAsync(James, id);

        (await james.PostAsync(ProfileMirror.Route, profile.Own(James))).Expect(HttpStatusCode.OK);
        (await james.PutAsync($"/api/crm/leads/{id}", new { name = "Mended" })).Expect(HttpStatusCode.OK);
        (await profile.OdooAsync("crm.lead", id)).GetProperty("write_uid").GetInt32().ShouldBe(profile.Person(James).Id);

        (await james.DeleteAsync(ProfileMirror.Route)).Expect(HttpStatusCode.OK);
        (await james.PutAsync($"/api/crm/leads/{id}", new { name = "Without" })).Expect(HttpStatusCode.OK);
        (await profile.OdooAsync("crm.lead", id)).GetProperty("write_uid").GetInt32().ShouldBe(mirror.Odoo.Admin.Id);
    }

    [Fact]
    public async Task The_same_credentials_are_tried_again_when_their_owner_asks()
    {
        var id = await profile.LeadOfAsync(Daniel);
        var daniel = await profile.ActingAsync(Daniel);
        await mirror.WriteAsync("res.users", profile.Person(Daniel).Id, new { active = false });
        (await daniel.PutAsync($"/api/crm/leads/{id}", new { name = "Never" })).Expect(HttpStatusCode.Forbidden);
        await mirror.WriteAsync("res.users", profile.Person(Daniel).Id, new { active = true });
        (await daniel.PutAsync($"/api/crm/leads/{id}", new { name = "Never" })).Expect(HttpStatusCode.Forbidden);

        (await daniel.PostAsync($"{ProfileMirror.Route}/test")).Expect(HttpStatusCode.OK);

        (await daniel.PutAsync($"/api/crm/leads/{id}", new { name = "Again" })).Expect(HttpStatusCode.OK);
        (await daniel.GetAsync(ProfileMirror.Route))["refusal"].ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task With_Odoo_down_the_write_waits_for_better_days_and_the_credentials_stay_good()
    {
        var id = await profile.LeadOfAsync(Pieter);
        var pieter = await profile.ActingAsync(Pieter);
        await mirror.Control.FaultAsync(new { kind = "status", status = 503, retry_after = 7 });

        (await pieter.PutAsync($"/api/crm/leads/{id}", new { name = "Not now" })).Expect(HttpStatusCode.ServiceUnavailable);

        await mirror.Control.ClearFaultsAsync();
        await mirror.SyncCompletelyAsync();
        (await pieter.PutAsync($"/api/crm/leads/{id}", new { name = "Now" })).Expect(HttpStatusCode.OK);
        (await profile.OdooAsync("crm.lead", id)).GetProperty("write_uid").GetInt32().ShouldBe(profile.Person(Pieter).Id);
    }

    [Fact]
    public async Task An_API_token_writes_as_its_owner()
    {
        var id = await profile.LeadOfAsync(Lukas);
        var lukas = await profile.ActingAsync(Lukas);
        var token = (await lukas.PostAsync("/api/auth/tokens", new { name = "script", scopes = new[] { "write" } })).Expect(HttpStatusCode.Created)["token"].GetString();

        (await new Api(mirror.Server.Client, token).PutAsync($"/api/crm/leads/{id}", new { name = "By a script" })).Expect(HttpStatusCode.OK);

        (await profile.OdooAsync("crm.lead", id)).GetProperty("write_uid").GetInt32().ShouldBe(profile.Person(Lukas).Id);
    }

    private async Task<Api> ExpiredAsync(string login, long lead)
    {
        var key = await mirror.Control.AddKeyAsync(login);
        var api = await mirror.SignInAsync(login);
        (await api.PostAsync(ProfileMirror.Route, profile.Own(login, key))).Expect(HttpStatusCode.OK);
        await mirror.Control.PostAsync("keys/expire", new { api_key = key });
        (await api.PutAsync($"/api/crm/leads/{lead}", new { name = "Never" })).Expect(HttpStatusCode.Forbidden);
        return api;
    }

    private static Task<ApiAnswer> WriteAsync(Api api, string door, int id) => door switch
    {
        "update" => api.PutAsync($"/api/crm/leads/{id}", new { name = "Changed" }),
        "move" => api.PatchAsync($"/api/opportunities/{id}/stage", new { stage_id = 2 }),
        "win" => api.PostAsync($"/api/crm/leads/{id}/won"),
        "lose" => api.PostAsync($"/api/crm/leads/{id}/lost"),
        _ => api.PostAsync($"/api/crm/leads/{id}/restore"),
    };
}
