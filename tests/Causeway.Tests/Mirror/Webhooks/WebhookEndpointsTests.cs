using System.Net;
using System.Text.Json;
using Causeway.Mirror.Webhooks;
using Causeway.Tests.Infrastructure;
using Dapper;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Mirror.Webhooks;

/// <summary>Who may tell us, in which words, and that being told changes nothing by itself.</summary>
public sealed class WebhookEndpointsTests(WebhookMirror shared) : IClassFixture<WebhookMirror>
{
    private readonly MirrorServer mirror = shared.Mirror;
    private readonly WebhookDesk desk = shared.Desk;

    [Fact]
    public async Task A_signed_call_is_accepted_and_the_record_is_read_without_a_sync()
    {
        var id = await mirror.CreateAsync("crm.lead", new { name = "Told of" });

        var answer = (await desk.TellAsync("create", "crm.lead", id)).Expect(HttpStatusCode.Accepted);

        (answer["status"].GetString(), answer["processed"].GetInt32()).ShouldBe(("accepted", 1));
        answer.Header("X-Connection").ShouldBe(mirror.ConnectionId.ToString());
        await WebhookDesk.UntilAsync(async () => await desk.NameAsync(id) == "Told of", "the lead is in the mirror");
    }

    [Fact]
    public async Task A_deletion_is_told_and_found_true()
    {
        var id = await mirror.CreateAsync("crm.lead", new { name = "Short life" });
        await mirror.SyncCompletelyAsync();
        await mirror.Raw.CallAsync("crm.lead", "unlink", ids: [id]);

        (await desk.TellAsync("unlink", "crm.lead", id)).Expect(HttpStatusCode.Accepted);

        await WebhookDesk.UntilAsync(async () => await desk.NameAsync(id) is null, "the lead is gone");
        (await mirror.Admin.GetAsync($"/api/crm/leads/{id}")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_forged_deletion_and_forged_values_change_nothing()
    {
        var id = await mirror.CreateAsync("crm.lead", new { name = "Alive" });
        await mirror.SyncCompletelyAsync();
        var position = (await mirror.Admin.GetAsync("/api/crm/leads?per_page=1")).Header("X-Changes-Position");
        var path = await desk.NewPathAsync();

        (await desk.SendAsync($"{path}?event=deleted", WebhookDesk.Native("crm.lead", id))).Expect(HttpStatusCode.Accepted);
        (await desk.SendAsync(path, $$"""{"_action": "x", "_id": {{id}}, "_model": "crm.lead", "name": "Forged", "expected_revenue": 1e9}""")).Expect(HttpStatusCode.Accepted);
        await AllLooksAsync();

        (await desk.NameAsync(id)).ShouldBe("Alive");
        (await mirror.Admin.GetAsync($"/api/changes?since={position}&models=crm.lead"))["changes"].GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Hundreds_told_of_at_once_cost_a_few_calls_and_one_record_told_of_a_hundred_times_one()
    {
        var ids = new List<long>();
        for (var i = 0; i < 30; i++)
            ids.Add(await mirror.CreateAsync("crm.lead", new { name = $"Of many {i}" }));
        await mirror.Control.FaultAsync(new { kind = "hold", model = "crm.lead", method = "search_read" });
        (await desk.TellAsync("write", "crm.lead", ids[0])).Expect(HttpStatusCode.Accepted);
        await WebhookDesk.UntilAsync(async () => await CallsAsync() > 0, "Odoo is asked");
        await mirror.Control.ResetCallsAsync();

        await Task.WhenAll(Enumerable.Range(0, 100).Select(async i => (await desk.TellAsync("write", "crm.lead", [ids[i % 3], .. ids])).Expect(HttpStatusCode.Accepted)));
        await mirror.Control.ClearFaultsAsync();

        await WebhookDesk.UntilAsync(
            async () =>
            {
                mirror.Clock.Advance(TimeSpan.FromMilliseconds(100));
                return await desk.NameAsync(ids[^1]) == "Of many 29";
            },
            "the last is read");
        (await CallsAsync()).ShouldBeInRange(1, 2);
        await AllLooksAsync();
    }

    /// <summary>However their calls were stored: together, or each by itself on a busy machine.</summary>
    [Fact]
    public async Task What_is_told_of_a_few_records_thousands_of_times_is_read_once()
    {
        var ids = new long[] { await mirror.CreateAsync("crm.lead", new { name = "One" }), await mirror.CreateAsync("crm.lead", new { name = "Another" }) };
        await AllLooksAsync();
        await mirror.Control.ResetCallsAsync();
        await using (var db = await mirror.Database.OpenConnectionAsync())
        {
            await db.ExecuteAsync(
                """
                insert into causeway.webhook_inbox (connection_id, model, id, gone, early, received_at, look_at)
                select @connection, 'crm.lead', id, false, false, @now, @now from unnest(@ids) id, generate_series(1, 2500)
                """,
                new { connection = mirror.ConnectionId, ids, now = mirror.Clock.GetUtcNow() });
        }

        await AllLooksAsync();

        (await CallsAsync()).ShouldBe(1);
        (await desk.NameAsync(ids[1])).ShouldBe("Another");
    }

    [Theory]
    [InlineData("nobody's secret", 0)]
    [InlineData(WebhookDesk.Secret, -301)]
    [InlineData(WebhookDesk.Secret, 301)]
    public async Task A_wrong_signature_or_an_old_one_is_a_401_and_is_counted(string secret, int seconds)
    {
        // Calls are counted in their order: with this one stored, nothing of an earlier test is still to be counted.
        (await desk.TellAsync("write", "crm.lead", 1)).Expect(HttpStatusCode.Accepted);
        var before = await StatusAsync();

        (await desk.SendSignedAsync("""{"model": "crm.lead", "action": "write", "record_ids": [1]}""", secret, mirror.Clock.GetUtcNow().AddSeconds(seconds))).Expect(HttpStatusCode.Unauthorized);

        await WebhookDesk.UntilAsync(async () => (await StatusAsync()).Rejected == before.Rejected + 1, "it is counted");
        (await StatusAsync()).Received.ShouldBe(before.Received);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("1795000000", null)]
    [InlineData(null, "sha256=00")]
    [InlineData("1795000000", "sha256=zz")]
    [InlineData("1795000000", "md5=d41d8cd98f00b204e9800998ecf8427e")]
    public async Task A_call_without_a_whole_signature_is_a_401(string? timestamp, string? signature)
    {
        var headers = new[] { (WebhookSignature.TimestampHeader, timestamp), (WebhookSignature.SignatureHeader, signature) }
            .Where(header => header.Item2 is not null).Select(header => (header.Item1, header.Item2!)).ToArray();

        (await desk.SendAsync("/api/webhooks/odoo", "{}", headers)).Expect(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_signature_is_of_its_own_body_and_of_its_own_moment()
    {
        const string Body = """{"model": "crm.lead", "action": "write", "record_ids": [1]}""";
        var at = mirror.Clock.GetUtcNow().ToUnixTimeSeconds();
        var signature = WebhookSignature.Of(at.ToString(), System.Text.Encoding.UTF8.GetBytes(Body), System.Text.Encoding.UTF8.GetBytes(WebhookDesk.Secret));

        (await desk.SendSignedAsync(Body, signature: signature)).Expect(HttpStatusCode.Accepted);
        (await desk.SendSignedAsync(Body.Replace('1', '2'), signature: signature)).Expect(HttpStatusCode.Unauthorized);
        (await desk.SendSignedAsync(Body, at: mirror.Clock.GetUtcNow().AddSeconds(1), signature: signature)).Expect(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task While_a_secret_is_rotated_both_sign_and_after_a_day_the_new_one_alone()
    {
        const string Body = """{"model": "crm.lead", "action": "write", "record_ids": [1]}""";
        (await desk.SendSignedAsync(Body, WebhookDesk.FormerSecret)).Expect(HttpStatusCode.Accepted);
        var first = await NewSecretAsync();
        var second = await NewSecretAsync();

        (await desk.SendSignedAsync(Body, first)).Expect(HttpStatusCode.Accepted);
        (await desk.SendSignedAsync(Body, second)).Expect(HttpStatusCode.Accepted);
        await AllLooksAsync();
        mirror.Clock.Advance(TimeSpan.FromHours(25));

        (await desk.SendSignedAsync(Body, first)).Expect(HttpStatusCode.Unauthorized);
        (await desk.SendSignedAsync(Body, second)).Expect(HttpStatusCode.Accepted);
        await mirror.SignInAgainAsync();
    }

    [Fact]
    public async Task A_secret_path_opens_until_a_day_after_the_next_one_is_made()
    {
        var body = WebhookDesk.Native("crm.lead", 1);
        var first = await desk.NewPathAsync();
        (await desk.SendAsync(first, body)).Expect(HttpStatusCode.Accepted);
        (await desk.SendAsync(first.Replace("/api/", "/api/v1/", StringComparison.Ordinal), body)).Expect(HttpStatusCode.Accepted);
        (await desk.SendAsync(first[..^1], body)).Expect(HttpStatusCode.Unauthorized);
        (await desk.SendAsync("/api/webhooks/odoo/-", body)).Expect(HttpStatusCode.Unauthorized);
        var second = await desk.NewPathAsync();
        (await desk.SendAsync(first, body)).Expect(HttpStatusCode.Accepted);

        await AllLooksAsync();
        mirror.Clock.Advance(TimeSpan.FromHours(25));

        (await desk.SendAsync(first, body)).Expect(HttpStatusCode.Unauthorized);
        (await desk.SendAsync(second, body)).Expect(HttpStatusCode.Accepted);
        await mirror.SignInAgainAsync();
    }

    [Fact]
    public async Task A_secret_path_is_stored_as_a_hash_and_stands_in_no_log()
    {
        var path = await desk.NewPathAsync();
        var token = path.Split('/')[^1];

        (await desk.SendAsync(path, WebhookDesk.Native("crm.lead", 1))).Expect(HttpStatusCode.Accepted);
        (await desk.SendAsync(path, "not JSON")).Expect(HttpStatusCode.BadRequest);
        (await desk.SendAsync($"{path}?unknown=1", "{}")).Expect(HttpStatusCode.BadRequest);
        (await desk.SendAsync($"{path}/below", "{}")).Text.ShouldNotContain(token);

        mirror.Server.Logs.Text.ShouldNotContain(token);
        await using var db = await mirror.Database.OpenConnectionAsync();
        (await db.QueryAsync<string>("select k::text from causeway.webhook_key k")).ShouldAllBe(row => !row.Contains(token));
        (await db.QueryAsync<string>("select i::text from causeway.webhook_inbox i")).ShouldAllBe(row => !row.Contains(token));
    }

    [Fact]
    public async Task A_signing_secret_is_stored_sealed()
    {
        var secret = await NewSecretAsync();

        await using var db = await mirror.Database.OpenConnectionAsync();
        (await db.QueryAsync<string>("select k::text from causeway.webhook_key k")).ShouldAllBe(row => !row.Contains(secret));
    }

    [Theory]
    [InlineData("""{}""", "action", "model", "record_ids")]
    [InlineData("""{"model": "crm.lead", "action": "create", "record_ids": []}""", "record_ids")]
    [InlineData("""{"model": "crm.lead", "action": "drop", "record_ids": [1]}""", "action")]
    [InlineData("""{"model": "", "action": "write", "record_ids": [1]}""", "model")]
    [InlineData("""{"model": 7, "action": "write", "record_ids": 1}""", "model", "record_ids")]
    [InlineData("""{"model": "crm.lead", "action": "write", "record_ids": [0]}""", "record_ids")]
    [InlineData("""{"model": "crm.lead", "action": "write", "record_ids": [1, "2"]}""", "record_ids")]
    [InlineData("""{"model": "crm.lead", "action": "write", "record_ids": [99999999999]}""", "record_ids")]
    [InlineData("""{"_model": "crm.lead"}""", "_id")]
    [InlineData("""{"_model": null, "_id": 1}""", "_model")]
    [InlineData("""[]""", "body")]
    public async Task A_body_that_says_nothing_is_a_400_that_names_every_bad_field(string body, params string[] fields)
    {
        (await desk.SendSignedAsync(body)).Expect(HttpStatusCode.BadRequest).BadFields.ShouldBe(fields);
    }

    [Fact]
    public async Task A_thousand_ids_a_call_are_taken_and_no_more()
    {
        (await desk.TellAsync("write", "crm.lead", [.. Enumerable.Range(1, 1_000).Select(id => (long)id)])).Expect(HttpStatusCode.Accepted)["processed"].GetInt32().ShouldBe(1_000);
        (await desk.TellAsync("write", "crm.lead", [.. Enumerable.Range(1, 1_001).Select(id => (long)id)])).Expect(HttpStatusCode.BadRequest).BadFields.ShouldBe(["record_ids"]);
        await AllLooksAsync();
    }

    [Theory]
    [InlineData("""{"model": "mail.tracking.value", "action": "write", "record_ids": [1]}""")]
    [InlineData("""{"_model": "mail.tracking.value", "_id": 1, "_action": "x", "name": {"any": ["thing"]}}""")]
    public async Task A_model_that_is_not_mirrored_is_ignored(string body)
    {
        var answer = (await desk.SendSignedAsync(body)).Expect(HttpStatusCode.OK);

        (answer["status"].GetString(), answer["processed"].GetInt32()).ShouldBe(("ignored", 0));
    }

    [Fact]
    public async Task The_status_tells_what_came_in_and_how_to_set_it_up()
    {
        var before = await StatusAsync();
        (await desk.TellAsync("write", "crm.lead", 1)).Expect(HttpStatusCode.Accepted);

        var status = (await mirror.Admin.GetAsync("/api/webhooks/status")).Expect(HttpStatusCode.OK);

        status["received_24h"].GetInt64().ShouldBe(before.Received + 1);
        status["webhook_url"].GetString().ShouldBe($"{mirror.Server.Address.AbsoluteUri}api/webhooks/odoo");
        status["supported_models"].EnumerateArray().Select(model => model.GetString()).ShouldContain("crm.lead");
        (status["signature_required"].GetBoolean(), status["odoo_configured"].GetBoolean(), status["secret_configured"].GetBoolean()).ShouldBe((true, true, true));
        status["last_received_at"].GetDateTimeOffset().ShouldBe(mirror.Clock.GetUtcNow());
        status["setup_instructions"].GetString()!.ShouldContain("POST /api/webhooks/install");
    }

    [Fact]
    public async Task The_test_proves_the_way_in_to_the_record_itself()
    {
        var answer = (await mirror.Admin.PostAsync("/api/webhooks/test")).Expect(HttpStatusCode.OK);

        answer["success"].GetBoolean().ShouldBeTrue(answer.Text);
        answer["odoo_reaches_us"].ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Theory]
    [InlineData("GET", "status")]
    [InlineData("POST", "install")]
    [InlineData("DELETE", "install")]
    [InlineData("POST", "test")]
    [InlineData("POST", "path")]
    [InlineData("POST", "secret")]
    public async Task All_but_telling_is_for_administrators(string method, string route)
    {
        var reader = await mirror.SignInAsync("sofia.rossi");

        (await reader.SendAsync(new HttpMethod(method), $"/api/webhooks/{route}", (object?)null)).Expect(HttpStatusCode.Forbidden);
    }

    private async Task<string> NewSecretAsync() =>
        (await mirror.Admin.PostAsync("/api/webhooks/secret")).Expect(HttpStatusCode.OK)["secret"].GetString()!;

    private async Task<(long Received, long Rejected)> StatusAsync()
    {
        var status = (await mirror.Admin.GetAsync("/api/webhooks/status")).Expect(HttpStatusCode.OK);
        return (status["received_24h"].GetInt64(), status["rejected_24h"].GetInt64());
    }

    private async Task<int> CallsAsync() => (await mirror.Control.CallsAsync()).Where(call => call is { Model: "crm.lead", Method: "search_read" }).Sum(call => call.Count);

    private Task AllLooksAsync() => desk.AllLooksAsync();
}
