using System.Net;
using System.Text;
using System.Text.Json;
using Causeway.Platform.Settings;
using Causeway.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Conformance;

/// <summary>The task backend (seeds/003.md): its requests as it shows them, its answers, its errors and statuses.</summary>
[Collection(ConformanceServer.Name)]
public sealed class Seed003TasksTests(ConformanceServer server)
{
    private static readonly string[] TaskFields =
        ["id", "date_created", "entity_name", "task_type", "task_time", "contact_person_id", "note", "status", "created_by", "updated_at"];

    [Fact]
    public async Task A_user_registers_signs_in_and_asks_who_they_are_as_shown()
    {
        var registered = await PostAsync(server.Anonymous, "/api/auth/register", """
            {
              "username": "johndoe",
              "email": "john@example.com",
              "password": "securepassword123",
              "full_name": "John Doe"
            }
            """);
        var signedIn = await PostAsync(server.Anonymous, "/api/auth/login", """
            {
              "username": "johndoe",
              "password": "securepassword123"
            }
            """);
        var again = await PostAsync(server.Anonymous, "/api/auth/register", """{ "username": "johndoe", "email": "other@example.com", "password": "securepassword123", "full_name": "John Doe" }""");

        registered.Code.ShouldBe(201);
        Fields.Check(registered.Json, "message user{id username email full_name is_active created_at} access_token").ShouldBeEmpty();
        Fields.Check(signedIn.Expect(HttpStatusCode.OK).Json, "message user{id username email full_name is_active created_at} access_token").ShouldBeEmpty();
        signedIn["message"].GetString().ShouldBe("Login successful");
        var me = (await new Api(server.Http, signedIn["access_token"].GetString()).GetAsync("/api/auth/me")).Expect(HttpStatusCode.OK)["user"];
        (me.GetProperty("username").GetString(), me.GetProperty("email").GetString(), me.GetProperty("full_name").GetString()).ShouldBe(("johndoe", "john@example.com", "John Doe"));
        Guid.TryParse(me.GetProperty("id").GetString(), out _).ShouldBeTrue();
        again.Code.ShouldBe(409);
        again["error"].GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task A_token_is_good_for_24_hours()
    {
        var (_, _, username) = await server.RegisterAsync();

        var claims = Jwt.Claims((await server.Anonymous.PostAsync("/api/auth/login", new { username, password = ConformanceServer.Password }))["access_token"].GetString()!);

        (claims.GetProperty("exp").GetInt64() - claims.GetProperty("iat").GetInt64()).ShouldBe(24 * 3_600);
    }

    [Fact]
    public async Task A_task_is_created_read_updated_closed_and_deleted_as_shown()
    {
        var (user, id, _) = await server.RegisterAsync();

        var created = await CreateAsync(user, id);
        var path = $"/api/tasks/{created["task"].GetProperty("id").GetString()}";
        var read = (await user.GetAsync(path)).Expect(HttpStatusCode.OK);
        var updated = await SendAsync(user, HttpMethod.Put, path, """
            {
              "entity_name": "Updated Corporation",
              "task_type": "Updated Task Type",
              "status": "closed"
            }
            """);
        var reopened = await SendAsync(user, HttpMethod.Patch, $"{path}/status", """{ "status": "open" }""");
        var closed = await SendAsync(user, HttpMethod.Patch, $"{path}/status", """{ "status": "closed" }""");
        var deleted = await user.DeleteAsync(path);

        created["message"].GetString().ShouldBe("Task created successfully");
        read["task"].ToString().ShouldBe(created["task"].ToString());
        foreach (var field in TaskFields)
            read["task"].TryGetProperty(field, out _).ShouldBeTrue(field);
        var task = updated.Expect(HttpStatusCode.OK)["task"];
        (task.GetProperty("entity_name").GetString(), task.GetProperty("task_type").GetString(), task.GetProperty("status").GetString()).ShouldBe(("Updated Corporation", "Updated Task Type", "closed"));
        (task.GetProperty("note").GetString(), task.GetProperty("task_time").GetString()).ShouldBe(("Important client meeting follow-up", "2024-12-25T10:00:00Z"));
        reopened.Expect(HttpStatusCode.OK)["task"].GetProperty("status").GetString().ShouldBe("open");
        closed.Expect(HttpStatusCode.OK)["task"].GetProperty("status").GetString().ShouldBe("closed");
        foreach (var answer in new[] { updated, reopened, closed, deleted })
            answer.Expect(HttpStatusCode.OK)["message"].GetString().ShouldNotBeNullOrEmpty();
        (await user.GetAsync(path)).Expect(HttpStatusCode.NotFound)["error"].GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task Tasks_are_listed_by_every_parameter_of_the_document()
    {
        var (user, id, _) = await server.RegisterAsync();
        var entity = $"Entity of {id}";
        var task = (await CreateAsync(user, id, entity, "A MEETING at noon"))["task"].GetProperty("id").GetString();
        var today = server.Mirror.Clock.GetUtcNow().ToString("yyyy-MM-dd");
        string[] queries =
        [
            "status=open&task_type=meeting", $"entity_name={id}", $"contact_person_id={id}", $"entity_name={id}&date_from={today}T00:00:00Z",
            $"entity_name={id}&date_to={today}", $"entity_name={id}&page=1&per_page=20", .. TaskFields.Select(field => $"entity_name={id}&sort_by={field}&sort_order=asc"),
        ];

        foreach (var query in queries)
        {
            var list = (await user.GetAsync($"/api/tasks?{query}")).Expect(HttpStatusCode.OK);
            list["tasks"].EnumerateArray().Select(found => found.GetProperty("id").GetString()).ShouldContain(task, query);
            Fields.Check(list.Json, "pagination{page per_page total pages has_next has_prev}").ShouldBeEmpty();
        }

        (await user.GetAsync($"/api/tasks?entity_name={id}&status=closed"))["pagination"].GetProperty("total").GetInt32().ShouldBe(0);
        var defaults = (await user.GetAsync("/api/tasks?per_page=500"))["pagination"];
        defaults.GetProperty("per_page").GetInt32().ShouldBe(100);
        (await user.GetAsync("/api/tasks"))["pagination"].GetProperty("per_page").GetInt32().ShouldBe(20);
    }

    [Fact]
    public async Task Many_tasks_change_their_status_in_one_call()
    {
        var (user, id, _) = await server.RegisterAsync();
        var ids = new List<string> { (await CreateAsync(user, id))["task"].GetProperty("id").GetString()!, (await CreateAsync(user, id))["task"].GetProperty("id").GetString()! };

        (await user.PatchAsync("/api/tasks/status", new { ids, status = "closed" })).Expect(HttpStatusCode.OK)["updated"].GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task Every_user_reads_every_task_and_lists_the_users_to_assign()
    {
        var ((john, johnId, _), (jane, janeId, _)) = (await server.RegisterAsync(), await server.RegisterAsync("Jane Smith"));
        var task = (await CreateAsync(john, johnId))["task"].GetProperty("id").GetString();

        (await jane.GetAsync($"/api/tasks/{task}")).Expect(HttpStatusCode.OK);
        var users = (await jane.GetAsync("/api/users")).Expect(HttpStatusCode.OK)["users"].EnumerateArray().ToList();
        users.ShouldContain(user => user.GetProperty("id").GetString() == johnId && user.GetProperty("full_name").GetString() == "John Doe");
    }

    [Fact]
    public async Task The_dashboard_is_as_shown()
    {
        var ((john, johnId, _), (jane, janeId, _)) = (await server.RegisterAsync(), await server.RegisterAsync("Jane Smith"));
        await CreateAsync(john, johnId, type: "Meeting");
        await CreateAsync(jane, janeId, type: "Follow-up");

        var dashboard = (await john.GetAsync("/api/analytics/dashboard")).Expect(HttpStatusCode.OK);

        dashboard.ShouldShow(
            """
            {
              "summary": {
                "total_tasks": 150,
                "open_tasks": 75,
                "closed_tasks": 75
              },
              "task_types": [
                {"type": "Meeting", "count": 45},
                {"type": "Follow-up", "count": 30}
              ],
              "user_tasks": [
                {"user": "John Doe", "count": 25},
                {"user": "Jane Smith", "count": 20}
              ]
            }
            """,
            varying: ["summary.total_tasks", "summary.open_tasks", "summary.closed_tasks", "task_types[].type", "task_types[].count", "user_tasks[].user", "user_tasks[].count"],
            added: ["summary.overdue_tasks", "summary.completion_rate", "user_tasks[].user_id", "user_tasks[].open", "user_tasks[].closed", "by_day"]);
        var counts = dashboard["summary"];
        counts.GetProperty("total_tasks").GetInt32().ShouldBe(counts.GetProperty("open_tasks").GetInt32() + counts.GetProperty("closed_tasks").GetInt32());
    }

    [Fact]
    public async Task An_error_is_told_as_shown_with_every_bad_field()
    {
        var (user, _, _) = await server.RegisterAsync();

        var refused = await user.PostAsync("/api/tasks", new { task_type = "Call" });

        refused.Code.ShouldBe(400);
        refused["error"].ValueKind.ShouldBe(JsonValueKind.String);
        refused.BadFields.ShouldBe(["contact_person_id", "entity_name", "task_time"]);
        refused["details"].EnumerateObject().ShouldAllBe(field => field.Value.EnumerateArray().All(text => text.ValueKind == JsonValueKind.String));
    }

    [Fact]
    public async Task A_bad_registration_an_unknown_task_and_a_missing_token_have_the_statuses_of_the_table()
    {
        var (user, _, _) = await server.RegisterAsync();

        (await PostAsync(server.Anonymous, "/api/auth/register", """{ "username": "jo", "email": "no", "password": "short", "full_name": "J" }""")).BadFields.ShouldBe(["email", "full_name", "password", "username"]);
        (await server.Anonymous.PostAsync("/api/auth/login", new { username = "johndoe", password = "wrong" })).Code.ShouldBe(401);
        (await server.Anonymous.GetAsync("/api/tasks")).Expect(HttpStatusCode.Unauthorized)["error"].GetString().ShouldNotBeNullOrEmpty();
        (await user.GetAsync($"/api/tasks/{Guid.NewGuid()}")).Code.ShouldBe(404);
    }

    [Fact]
    public async Task Who_guesses_passwords_is_told_to_wait()
    {
        var (_, _, username) = await server.RegisterAsync();
        var last = 0;

        for (var i = 0; i < 6; i++)
            last = (await server.Anonymous.PostAsync("/api/auth/login", new { username, password = "wrong" })).Code;

        last.ShouldBe(429);
    }

    [Fact]
    public async Task Health_is_told_to_anybody() =>
        (await server.Anonymous.GetAsync("/api/health")).Expect(HttpStatusCode.OK)["status"].GetString().ShouldBe("healthy");

    [Fact]
    public async Task A_page_of_another_origin_that_is_allowed_may_call()
    {
        var answer = await server.Anonymous.GetAsync("/api/health", ("Origin", "http://localhost:4200"));

        answer.Header("Access-Control-Allow-Origin").ShouldBe("http://localhost:4200");
        (await server.Anonymous.GetAsync("/api/health", ("Origin", "http://elsewhere.example"))).Header("Access-Control-Allow-Origin").ShouldBeNull();
    }

    [Fact]
    public async Task Ours_the_first_admin_has_no_password_that_is_known()
    {
        await using var database = await server.NewDatabaseAsync();
        await using var fresh = await TestServer.StartAsync(database.DataSource, settings => settings with { AdminPassword = null });

        (await new Api(fresh.Client).PostAsync("/api/auth/login", new { username = "admin", password = "admin123" })).Code.ShouldBe(401);
        var password = await File.ReadAllTextAsync(Path.Combine(fresh.Get<CausewaySettings>().DataDir, "admin-password"));
        var admin = await Api.SignInAsync(fresh.Client, "/api/auth/login", new { username = "admin", password = password.Trim() });
        (await admin.GetAsync("/api/tasks")).Code.ShouldBe(403);
        (await admin.PostAsync("/api/auth/me/password", new { old_password = password.Trim(), new_password = ConformanceServer.Password })).Expect(HttpStatusCode.OK);
    }

    private static async Task<ApiAnswer> CreateAsync(Api user, string person, string entity = "ABC Corporation", string type = "Follow-up Call") => (await PostAsync(user, "/api/tasks", $$"""
        {
          "entity_name": "{{entity}}",
          "task_type": "{{type}}",
          "task_time": "2024-12-25T10:00:00Z",
          "contact_person_id": "{{person}}",
          "note": "Important client meeting follow-up",
          "status": "open"
        }
        """)).Expect(HttpStatusCode.Created);

    private static Task<ApiAnswer> PostAsync(Api user, string path, string body) => SendAsync(user, HttpMethod.Post, path, body);

    private static Task<ApiAnswer> SendAsync(Api user, HttpMethod method, string path, string body) =>
        user.SendAsync(method, path, new StringContent(body, Encoding.UTF8, "application/json"));
}
