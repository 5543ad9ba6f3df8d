using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Causeway.Platform.Settings;
using Causeway.Tests.Infrastructure;
using Dapper;
using Shouldly;
using Xunit;
using Registration = Causeway.Platform.Settings.Registration;

namespace Causeway.Tests.Conformance;

/// <summary>The sales-intelligence platform (seeds/001.md): its endpoints with who may, its documents' fields, its tokens.</summary>
[Collection(ConformanceServer.Name)]
public sealed class Seed001SalesIntelligenceTests(ConformanceServer server)
{
    /// <summary>Of each endpoint, the status for nobody, for a user and for an administrator.</summary>
    private const string Endpoints = """
        POST /auth/refresh                          401 200 200
        GET  /auth/me                               401 200 200
        GET  /auth/users                            401 403 200
        GET  /auth/microsoft/config                 200 200 200
        POST /auth/relink-odoo                      401 200 200
        GET  /opportunities                         401 200 200
        POST /opportunities                         401 201 201
        GET  /opportunities/{id}                    401 200 200
        GET  /sales/dashboard/real                  401 200 200
        GET  /receivables                           401 200 200
        GET  /accounts/real                         401 200 200
        GET  /activities                            401 200 200
        GET  /activities/opportunity/{id}           401 200 200
        GET  /integrations/                         401 403 200
        POST /integrations/odoo/configure           401 403 200
        POST /integrations/odoo/test                401 403 200
        POST /integrations/odoo/sync-users          401 403 200
        POST /integrations/odoo/sync/trigger        401 403 202
        GET  /integrations/sync/{sync_id}           401 403 200
        GET  /integrations/sync/logs                401 403 200
        GET  /integrations/background-sync/status   401 403 200
        GET  /integrations/background-sync/health   401 403 200
        GET  /webhooks/status                       401 403 200
        """;

    private static readonly string[] UserFields =
    [
        "id", "email", "name", "role", "role_id", "odoo_user_id", "odoo_employee_id", "odoo_salesperson_name", "odoo_department_id", "odoo_team_id",
        "manager_odoo_id", "odoo_matched", "ms_id", "auth_provider", "is_super_admin", "is_active", "approval_status", "created_at", "updated_at", "last_login",
    ];

    public static TheoryData<string> Rows => [.. Endpoints.Split('\n')];

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Every_endpoint_is_there_for_whom_the_document_says(string row)
    {
        var words = row.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var path = "/api" + words[1].Replace("{sync_id}", server.SyncId, StringComparison.Ordinal).Replace("{id}", words[1].Contains("{id}", StringComparison.Ordinal) ? $"{await server.AddLeadAsync()}" : "", StringComparison.Ordinal);
        object? body = words[1] switch
        {
            "/opportunities" when words[0] == "POST" => new { name = "Of the platform" },
            "/integrations/odoo/configure" => server.Mirror.Credentials(),
            _ => null,
        };
        var got = new List<int>();
        foreach (var caller in new[] { server.Anonymous, server.Lukas, server.Admin })
            got.Add((await caller.SendAsync(new HttpMethod(words[0]), path, body)).Code);

        got.ShouldBe(words[2..].Select(int.Parse));
    }

    [Fact]
    public async Task A_login_with_email_and_password_gives_a_token_with_the_claims_shown_for_24_hours()
    {
        var (_, id, username) = await server.RegisterAsync();

        var answer = (await server.Anonymous.PostAsync("/api/auth/login", new { email = $"{username}@example.com", password = ConformanceServer.Password })).Expect(HttpStatusCode.OK);

        var token = answer["access_token"].GetString()!;
        Jwt.Header(token).GetProperty("alg").GetString().ShouldBe("HS256");
        var claims = Jwt.Claims(token);
        (claims.GetProperty("id").GetString(), claims.GetProperty("email").GetString(), claims.GetProperty("role").GetString()).ShouldBe((id, $"{username}@example.com", "member"));
        (claims.GetProperty("exp").GetInt64() - claims.GetProperty("iat").GetInt64()).ShouldBe(24 * 3_600);
    }

    [Fact]
    public async Task A_token_is_renewed_by_itself()
    {
        var (user, id, _) = await server.RegisterAsync();

        var renewed = (await user.PostAsync("/api/auth/refresh")).Expect(HttpStatusCode.OK);

        Jwt.Claims(renewed["token"].GetString()!).GetProperty("id").GetString().ShouldBe(id);
    }

    [Fact]
    public async Task A_user_has_every_field_of_the_collection()
    {
        var lukas = (await server.Lukas.GetAsync("/api/auth/me"))["user"];

        foreach (var field in UserFields)
            lukas.TryGetProperty(field, out _).ShouldBeTrue(field);
        lukas.GetProperty("odoo_matched").GetBoolean().ShouldBeTrue();
        lukas.GetProperty("odoo_user_id").GetInt32().ShouldBe(server.LukasUid);
        foreach (var number in new[] { "odoo_employee_id", "odoo_department_id", "odoo_team_id", "manager_odoo_id" })
            lukas.GetProperty(number).ValueKind.ShouldBe(JsonValueKind.Number, number);
        (await server.Admin.GetAsync("/api/auth/users"))["users"].EnumerateArray().SelectMany(user => UserFields.Except(user.EnumerateObject().Select(member => member.Name))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Ours_no_hash_and_no_token_of_a_user_leaves()
    {
        var users = (await server.Admin.GetAsync("/api/auth/users"))["users"].EnumerateArray().SelectMany(user => user.EnumerateObject()).Select(member => member.Name).ToHashSet();

        users.ShouldNotContain("password_hash");
        users.ShouldNotContain("ms_access_token");
    }

    [Fact]
    public async Task Registration_is_refused_where_it_is_disabled()
    {
        await using var closed = await TestServer.StartAsync(server.Mirror.Database, settings => settings with { Registration = Registration.Disabled });

        (await new Api(closed.Client).PostAsync("/api/auth/register", new { username = "somebody", email = "somebody@example.com", password = ConformanceServer.Password, full_name = "Some Body" })).Code.ShouldBe(403);
    }

    [Fact]
    public async Task Microsoft_is_completed_by_nothing_that_is_not_asked_for() =>
        (await server.Anonymous.PostAsync("/api/auth/microsoft/complete", new { access_token = "a bare token of Graph" })).Code.ShouldBe(400);

    [Fact]
    public async Task An_integration_and_a_sync_log_have_the_fields_of_their_collections()
    {
        var integrations = (await server.Admin.GetAsync("/api/integrations/")).Expect(HttpStatusCode.OK)["integrations"].EnumerateArray().ToList();
        var run = (await server.Admin.GetAsync($"/api/integrations/sync/{server.SyncId}")).Expect(HttpStatusCode.OK);
        var log = (await server.Admin.GetAsync("/api/integrations/sync/logs"))["logs"].EnumerateArray().First(log => log.GetProperty("id").GetString() == server.SyncId);

        integrations.Select(one => one.GetProperty("integration_type").GetString()).ShouldBe(["odoo", "ms365"], ignoreOrder: true);
        foreach (var one in integrations)
            Fields.Check(one, "id integration_type enabled config{} last_sync sync_status error_message created_at updated_at").ShouldBeEmpty();
        foreach (var one in new[] { run.Json, log })
        {
            Fields.Check(one, "id started_at completed_at status trigger triggered_by duration_seconds stats{} error_message").ShouldBeEmpty();
            (one.GetProperty("status").GetString(), one.GetProperty("trigger").GetString()).ShouldBe(("completed", "manual"));
        }
    }

    [Fact]
    public async Task The_six_entities_are_synced_by_name()
    {
        string[] entities = ["accounts", "opportunities", "invoices", "users", "activities", "contacts"];

        var odoo = (await server.Admin.GetAsync("/api/integrations/"))["integrations"].EnumerateArray().Single(one => one.GetProperty("integration_type").GetString() == "odoo");

        odoo.GetProperty("config").GetProperty("enabled_entities").EnumerateArray().Select(one => one.GetString()!).ShouldBeSubsetOf([.. entities, "products"]);
        entities.ShouldBeSubsetOf(odoo.GetProperty("config").GetProperty("enabled_entities").EnumerateArray().Select(one => one.GetString()!));
        new CausewaySettings().SyncIntervalMinutes.ShouldBe(5);
    }

    [Fact]
    public async Task Every_entity_lies_in_data_lake_serving_with_the_fields_of_the_collection()
    {
        await using var db = await server.Mirror.Database.OpenConnectionAsync();
        var lead = await server.AddLeadAsync();
        var serving = (await db.QueryAsync<string>("select row_to_json(s)::text from causeway.data_lake_serving s")).Select(row => JsonDocument.Parse(row).RootElement).ToList();

        serving.ShouldAllBe(row => Fields.Check(row, "entity_type! serving_id! data{id!} is_active! deleted_at delete_reason source! last_aggregated! created_at updated_at").Count == 0);
        new[] { "opportunity", "account", "contact", "user", "invoice", "activity" }.ShouldBeSubsetOf(serving.Select(row => row.GetProperty("entity_type").GetString()!).Distinct());
        serving.Select(row => $"{row.GetProperty("entity_type")} {row.GetProperty("serving_id")}").ShouldBeUnique();
        serving.Single(row => row.GetProperty("entity_type").GetString() == "opportunity" && row.GetProperty("data").GetProperty("id").GetInt64() == lead).GetProperty("source").GetString().ShouldBe("odoo");
    }

    [Fact]
    public async Task What_is_deleted_in_Odoo_is_served_no_more()
    {
        var lead = await server.AddLeadAsync();
        await server.Mirror.Raw.CallAsync("crm.lead", "unlink", ids: [(int)lead]);

        await server.Mirror.ProveAsync();

        (await server.Admin.GetAsync($"/api/opportunities/{lead}")).Code.ShouldBe(404);
        (await server.Admin.GetAsync("/api/opportunities?per_page=100&sort_by=create_date&sort_order=desc")).Ids("opportunities").ShouldNotContain(lead);
    }

    [Fact]
    public async Task A_webhook_is_taken_by_its_signature_alone()
    {
        var body = JsonSerializer.Serialize(new { model = "crm.lead", action = "write", record_ids = new[] { 1 } });
        var now = $"{server.Mirror.Clock.GetUtcNow().ToUnixTimeSeconds()}";
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(ConformanceServer.WebhookSecret), Encoding.UTF8.GetBytes($"{now}.{body}")));

        var taken = await SendAsync(signature);

        taken.Code.ShouldBe(202);
        Fields.Check(taken.Json, "status message processed").ShouldBeEmpty();
        (await SendAsync(new string('0', 64))).Code.ShouldBe(401);
        (await server.Admin.PostAsync("/api/webhooks/odoo", new { model = "crm.lead", action = "write", record_ids = new[] { 1 } })).Code.ShouldBe(401);

        Task<ApiAnswer> SendAsync(string hex) => server.Anonymous.SendAsync(
            HttpMethod.Post, "/api/webhooks/odoo", new StringContent(body, Encoding.UTF8, "application/json"), ("X-Odoo-Timestamp", now), ("X-Odoo-Signature", $"sha256={hex}"));
    }
}
