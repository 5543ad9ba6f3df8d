using System.Net;
using System.Text.Json.Nodes;
using Causeway.Tests.Infrastructure;
using Causeway.Tests.Mirror;
using Dapper;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Platform.Http.Idempotency;

/// <summary>The same request under the same key is carried out once, and answered alike.</summary>
public sealed class IdempotencyTests(SharedMirror shared) : IClassFixture<SharedMirror>, IAsyncLifetime
{
    private const string Lukas = "lukas.berg", Sofia = "sofia.rossi";

    private readonly MirrorServer mirror = shared.Mirror;
    private readonly string key = $"{Guid.NewGuid()}";

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await mirror.Control.ClearFaultsAsync();

    private (string, string) Key => ("Idempotency-Key", key);

    /// <summary>The exemptions, by hand: every other write of the document honours the key and says so.</summary>
    private static readonly string[] Exempt =
    [
        "SignInByOdoo", "SignInLocally", "SignInByForm", "SignInWithMicrosoft", "Register", "Refresh", "EndSession", "LogOut", "UpdateMe", "ChangeMyPassword",
        "CreateApiToken", "RevokeApiToken", "UpdateUser", "RelinkOdoo", "ConfirmOdooProposal", "RefuseOdooProposal", "LinkOdooUser", "UnlinkOdooUser",
        "SaveOdooCredentials", "TestOdooCredentials", "DeleteOdooCredentials",
        "ReceiveWebhook", "ReceiveWebhookBySecretPath", "InstallWebhooks", "RemoveWebhooks", "TestWebhooks", "RotateWebhookPath", "RotateWebhookSecret",
        "CreateCalendarToken", "RevokeCalendarToken",
    ];

    [Fact]
    public async Task Every_write_of_the_document_honours_the_key_or_is_listed_as_exempt()
    {
        var document = JsonNode.Parse(await mirror.Server.Client.GetStringAsync("/openapi/v1.json"))!;
        var writes =
            (from path in document["paths"]!.AsObject()
             from method in path.Value!.AsObject()
             where method.Key is "post" or "put" or "patch" or "delete"
             select (Id: (string)method.Value!["operationId"]!, Method: method.Key.ToUpperInvariant(), Path: path.Key, Parameters: method.Value["parameters"]?.AsArray())).ToList();
        var honouring = writes.Where(write => write.Parameters?.Any(parameter => (string?)parameter!["name"] == "Idempotency-Key") == true).ToList();

        writes.Except(honouring).Select(write => write.Id).ShouldBe(Exempt, ignoreOrder: true);
        foreach (var (id, method, path, _) in honouring)
        {
            var somewhere = path.Replace("{id}", "999999999").Replace("{sync_id}", $"{Guid.Empty}").Replace("{model}", "crm.lead");
            // Too long by one: whoever honours it says so before anything else.
            var answer = await mirror.Admin.SendAsync(new HttpMethod(method), somewhere, new { }, ("Idempotency-Key", new string('k', 256)));
            answer.Expect(HttpStatusCode.BadRequest).BadFields.ShouldBe(["Idempotency-Key"], id);
        }

        honouring.Count.ShouldBeGreaterThan(30);
    }

    [Fact]
    public async Task The_same_request_again_gets_the_first_answer_and_makes_nothing_more()
    {
        var first = (await mirror.Admin.PostAsync("/api/crm/leads", new { name = key }, Key)).Expect(HttpStatusCode.Created);
        (await mirror.Admin.PutAsync($"/api/crm/leads/{first.Id}", new { name = $"{key} changed since" })).Expect(HttpStatusCode.OK);

        var again = (await mirror.Admin.PostAsync("/api/v1/crm/leads/", new { name = key }, Key)).Expect(HttpStatusCode.Created);

        again.Text.ShouldBe(first.Text);
        again.ETag.ShouldBe(first.ETag);
        foreach (var header in new[] { "Location", "X-Connection", "X-Data-As-Of", "X-Changes-Position", "Cache-Control" })
            again.Header(header).ShouldBe(first.Header(header), header);
        again.ContentHeaders.ContentType.ShouldBe(first.ContentHeaders.ContentType);
        (first.Header("Idempotency-Replayed"), again.Header("Idempotency-Replayed")).ShouldBe((null, "true"));
        (await NamedAsync(key)).ShouldBe(1);
    }

    [Fact]
    public async Task Another_request_under_the_key_is_a_422_and_does_nothing()
    {
        var lead = (await mirror.Admin.PostAsync("/api/crm/leads", new { name = key }, Key)).Expect(HttpStatusCode.Created);

        (await mirror.Admin.PostAsync("/api/crm/leads", new { name = $"{key} other" }, Key)).Expect(HttpStatusCode.UnprocessableEntity)["detail"].GetString()!.ShouldContain("Idempotency-Key");
        (await mirror.Admin.PostAsync("/api/crm/leads?format=json", new { name = key }, Key)).Expect(HttpStatusCode.UnprocessableEntity);
        (await NamedAsync(key)).ShouldBe(1);
        (await mirror.Admin.GetAsync($"/api/crm/leads/{lead.Id}"))["name"].GetString().ShouldBe(key);
    }

    [Fact]
    public async Task A_key_belongs_to_its_user_its_method_and_its_path()
    {
        var lukas = await mirror.SignInAsync(Lukas);
        var lead = (await mirror.Admin.PostAsync("/api/crm/leads", new { name = key }, Key)).Expect(HttpStatusCode.Created);

        (await lukas.PostAsync("/api/crm/leads", new { name = key }, Key)).Expect(HttpStatusCode.Created).Id.ShouldNotBe(lead.Id);
        (await mirror.Admin.PostAsync("/api/opportunities", new { name = key }, Key)).Expect(HttpStatusCode.Created).Id.ShouldNotBe(lead.Id);
        (await mirror.Admin.PutAsync($"/api/crm/leads/{lead.Id}", new { name = key }, Key)).Expect(HttpStatusCode.OK).Header("Idempotency-Replayed").ShouldBeNull();
        (await NamedAsync(key)).ShouldBe(3);
    }

    [Fact]
    public async Task While_the_first_still_runs_the_answer_is_409_with_when_to_come_back()
    {
        await mirror.Control.FaultAsync(new { kind = "hold", model = "crm.lead", method = "load" });
        var first = mirror.Admin.PostAsync("/api/crm/leads", new { name = key }, Key);
        await UntilAsync(async () => (await mirror.Control.CallsAsync()).Any(call => call is { Model: "crm.lead", Method: "load" }) && await RowsAsync() == 1);

        var second = (await mirror.Admin.PostAsync("/api/crm/leads", new { name = key }, Key)).Expect(HttpStatusCode.Conflict);
        await mirror.Control.ClearFaultsAsync();

        second.Header("Retry-After").ShouldBe("1");
        (await first).Expect(HttpStatusCode.Created);
        (await NamedAsync(key)).ShouldBe(1);
    }

    [Fact]
    public async Task Many_at_once_make_one_record()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => mirror.Admin.PostAsync("/api/crm/leads", new { name = key }, Key)));

        answers.Select(answer => answer.Code).ShouldBeSubsetOf([201, 409]);
        answers.Where(answer => answer.Code == 201).Select(answer => answer.Id).Distinct().Count().ShouldBe(1);
        (await NamedAsync(key)).ShouldBe(1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("with space")]
    [InlineData("del\u007f")]
    [InlineData("tab\there")]
    public async Task A_key_that_is_none_is_a_400_that_names_the_header(string bad)
    {
        var answer = await mirror.Admin.PostAsync("/api/crm/leads", new { name = key }, ("Idempotency-Key", bad));

        answer.Expect(HttpStatusCode.BadRequest).BadFields.ShouldBe(["Idempotency-Key"]);
        (await NamedAsync(key)).ShouldBe(0);
    }

    [Fact]
    public async Task What_was_refused_is_refused_alike()
    {
        var first = (await mirror.Admin.PostAsync("/api/crm/leads", new { nam = key }, Key)).Expect(HttpStatusCode.BadRequest);
        var again = (await mirror.Admin.PostAsync("/api/crm/leads", new { nam = key }, Key)).Expect(HttpStatusCode.BadRequest);

        again.Text.ShouldBe(first.Text);
        again.Header("Idempotency-Replayed").ShouldBe("true");
    }

    [Fact]
    public async Task After_24_hours_a_key_is_new_and_so_is_what_it_makes()
    {
        var first = (await mirror.Admin.PostAsync("/api/crm/leads", new { name = key }, Key)).Expect(HttpStatusCode.Created);
        await ExecuteAsync("update causeway.idempotency_key set created_at = now() - interval '24 hours 1 second'");

        var again = (await mirror.Admin.PostAsync("/api/crm/leads", new { name = key }, Key)).Expect(HttpStatusCode.Created);

        again.Id.ShouldNotBe(first.Id);
        again.Header("Idempotency-Replayed").ShouldBeNull();
    }

    [Fact]
    public async Task Who_was_disabled_gets_no_replay()
    {
        var user = await mirror.SignInAsync(Sofia);
        var id = (await user.GetAsync("/api/auth/me"))["user"].GetProperty("id").GetString();
        (await user.PostAsync("/api/crm/leads", new { name = key }, Key)).Expect(HttpStatusCode.Created);
        (await mirror.Admin.PatchAsync($"/api/auth/users/{id}", new { is_active = false })).Expect(HttpStatusCode.OK);
        try
        {
            (await user.PostAsync("/api/crm/leads", new { name = key }, Key)).Expect(HttpStatusCode.Unauthorized);
        }
        finally
        {
            (await mirror.Admin.PatchAsync($"/api/auth/users/{id}", new { is_active = true })).Expect(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task A_record_that_was_given_to_somebody_else_shows_in_no_replay()
    {
        var lukas = await mirror.SignInAsync(Lukas);
        var secret = $"{key} for few eyes";
        var lead = (await lukas.PostAsync("/api/crm/leads", new { name = secret }, Key)).Expect(HttpStatusCode.Created);
        (await lukas.PutAsync($"/api/crm/leads/{lead.Id}", new { description = "theirs" }, Key)).Expect(HttpStatusCode.OK);
        (await mirror.Admin.PutAsync($"/api/crm/leads/{lead.Id}", new { user_id = mirror.Odoo.Users.Single(user => user.Login == "pieter.jansen").Id, team_id = (long?)null })).Expect(HttpStatusCode.OK);
        (await lukas.GetAsync($"/api/crm/leads/{lead.Id}")).Expect(HttpStatusCode.NotFound);

        var created = (await lukas.PostAsync("/api/crm/leads", new { name = secret }, Key)).Expect(HttpStatusCode.Created);
        var updated = (await lukas.PutAsync($"/api/crm/leads/{lead.Id}", new { description = "theirs" }, Key)).Expect(HttpStatusCode.NotFound);

        (created.Text, created.Header("Location")).ShouldBe(("", $"/api/crm/leads/{lead.Id}"));
        updated.Text.ShouldNotContain(secret);
        (await NamedAsync(secret)).ShouldBe(1);
    }

    [Fact]
    public async Task An_administrators_answer_is_not_repeated_to_who_is_none_any_more()
    {
        var login = "james.walsh";
        var james = await mirror.SignInAsync(login);
        var id = (await james.GetAsync("/api/auth/me"))["user"].GetProperty("id").GetString();
        (await mirror.Admin.PatchAsync($"/api/auth/users/{id}", new { role = "admin" })).Expect(HttpStatusCode.OK);
        james = await Api.SignInAsync(mirror.Server.Client, "/api/login", new { username = login, api_key = mirror.Odoo.Users.Single(user => user.Login == login).ApiKey });
        (await james.PostAsync("/api/integrations/odoo/test", null, Key)).Expect(HttpStatusCode.OK);
        (await mirror.Admin.PatchAsync($"/api/auth/users/{id}", new { role = "member" })).Expect(HttpStatusCode.OK);
        james = await Api.SignInAsync(mirror.Server.Client, "/api/login", new { username = login, api_key = mirror.Odoo.Users.Single(user => user.Login == login).ApiKey });

        (await james.PostAsync("/api/integrations/odoo/test", null, Key)).Expect(HttpStatusCode.Forbidden).Text.ShouldNotContain("server_version");
    }

    [Fact]
    public async Task A_deletion_answers_again_as_it_did()
    {
        var lead = (await mirror.Admin.PostAsync("/api/crm/leads", new { name = key })).Expect(HttpStatusCode.Created).Id;
        (await mirror.Admin.DeleteAsync($"/api/crm/leads/{lead}", Key)).Expect(HttpStatusCode.NoContent);

        (await mirror.Admin.DeleteAsync($"/api/crm/leads/{lead}", Key)).Expect(HttpStatusCode.NoContent).Header("Idempotency-Replayed").ShouldBe("true");
        (await mirror.Admin.DeleteAsync($"/api/crm/leads/{lead}")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task While_Odoo_is_away_nothing_is_kept_and_the_same_key_works_later()
    {
        var lead = (await mirror.Admin.PostAsync("/api/crm/leads", new { name = "x" })).Expect(HttpStatusCode.Created).Id;
        await mirror.Control.FaultAsync(new { kind = "status", status = 502, model = "crm.lead", method = "write", times = 1 });

        (await mirror.Admin.PutAsync($"/api/crm/leads/{lead}", new { name = key }, Key)).Expect(HttpStatusCode.ServiceUnavailable);
        var later = (await mirror.Admin.PutAsync($"/api/crm/leads/{lead}", new { name = key }, Key)).Expect(HttpStatusCode.OK);

        later.Header("Idempotency-Replayed").ShouldBeNull();
        later["name"].GetString().ShouldBe(key);
    }

    [Fact]
    public async Task Neither_the_key_nor_the_body_is_in_the_database()
    {
        var password = $"only-once-{Guid.NewGuid():N}";
        await mirror.Admin.PostAsync("/api/connections", new { url = "ftp://nowhere", database = "x", username = "x", api_key = password }, Key);
        await using var db = await mirror.Database.OpenConnectionAsync();

        var rows = string.Join('\n', await db.QueryAsync<string>("select k::text || convert_from(body, 'utf8') from causeway.idempotency_key k"));

        rows.ShouldContain("/api/connections");
        rows.ShouldNotContain(password);
        rows.ShouldNotContain(key);
    }

    private async Task<int> NamedAsync(string name) =>
        (await mirror.Control.DumpAsync("crm.lead")).Values.Count(lead => lead.GetProperty("name").GetString()!.StartsWith(name, StringComparison.Ordinal));

    private async Task<long> RowsAsync()
    {
        await using var db = await mirror.Database.OpenConnectionAsync();
        return await db.ExecuteScalarAsync<long>("select count(*) from causeway.idempotency_key where status is null");
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var db = await mirror.Database.OpenConnectionAsync();
        await db.ExecuteAsync(sql);
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        while (!await condition())
            await Task.Delay(20);
    }
}
