using System.Net;
using System.Text.Json.Nodes;
using Causeway.Tests.Infrastructure;
using Causeway.Tests.Mirror;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Platform.Http.Document;

/// <summary>What the document says has to be sent is what is refused where it is not.</summary>
public sealed class RequestBodyTests(SharedMirror shared) : IClassFixture<SharedMirror>
{
    /// <summary>One of several ways has to be chosen, each with members of its own: no schema's list of required members says that.</summary>
    private static readonly Dictionary<string, string[]> OneOfSeveral = new()
    {
        ["SignInLocally"] = ["username"],
        ["SignInByOdoo"] = ["api_key"],
        ["SignInWithMicrosoft"] = ["code_verifier", "redirect_uri"],
        ["AddLeadNote"] = ["text"],
        ["ChangeLeads"] = ["set"],
        // Left out where it is the saved one's.
        ["SaveOdooCredentials"] = ["odoo_password"],
        ["TestOdooCredentials"] = ["odoo_password"],
        ["ConfigureOdoo"] = ["api_key"],
        ["TestOdoo"] = ["api_key"],
        // Signed, or by a secret address: whoever is neither is told nothing of bodies.
        ["ReceiveWebhook"] = [],
        ["ReceiveWebhookBySecretPath"] = [],
    };

    private readonly MirrorServer mirror = shared.Mirror;

    public static TheoryData<string> Operations =>
        [.. ApiDocument.OfRepository().Operations.Where(operation => operation.Json["requestBody"]?["content"]?["application/json"] is not null && operation.Path.StartsWith("/api/", StringComparison.Ordinal)).Select(operation => operation.Id)];

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task The_members_that_a_body_needs_are_those_whose_absence_is_refused(string id)
    {
        var document = ApiDocument.OfRepository();
        var operation = document.Operations.Single(operation => operation.Id == id);
        var needed = Needed(document, operation.Json["requestBody"]!["content"]!["application/json"]!["schema"]!);

        var answer = await (await CallerAsync(id)).SendAsync(new HttpMethod(operation.Method), await AddressAsync(operation), new { });

        answer.Code.ShouldBeLessThan(500);
        Refused(answer).Except(OneOfSeveral.GetValueOrDefault(id, [])).ShouldBe(needed, ignoreOrder: true, answer.Text);
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task A_body_is_needed_where_its_absence_is_refused(string id)
    {
        var operation = ApiDocument.OfRepository().Operations.Single(operation => operation.Id == id);
        var isNeeded = (bool?)operation.Json["requestBody"]!["required"] == true;

        var answer = await (await CallerAsync(id)).SendAsync(new HttpMethod(operation.Method), await AddressAsync(operation), body: null);

        if (isNeeded)
            answer.Code.ShouldBeInRange(400, 415, answer.Text);
        else
            Refused(answer).ShouldNotContain("body", answer.Text);
    }

    [Theory]
    [InlineData("POST", "/api/views")]
    [InlineData("POST", "/api/tasks")]
    [InlineData("POST", "/api/contacts")]
    [InlineData("PATCH", "/api/crm/leads")]
    [InlineData("PUT", "/api/utils/odoo/methods")]
    public async Task Names_and_texts_that_are_no_Unicode_are_a_400(string method, string path)
    {
        foreach (var body in new byte[][] { [.. "{\"na"u8, 0xB0, .. "me\": \"a\"}"u8], [.. "{\"name\": \"a"u8, 0xB0, .. "\"}"u8], [.. "{\"na\\ud800me\": 1}"u8], [.. "{\"name\": \"\\udc00\"}"u8] })
        {
            using var content = new ByteArrayContent(body);
            content.Headers.ContentType = new("application/json");
            (await mirror.Admin.SendAsync(new HttpMethod(method), path, content)).Expect(HttpStatusCode.BadRequest);
        }
    }

    private static string[] Needed(ApiDocument document, JsonNode schema)
    {
        var body = document.Resolve(schema["oneOf"]?.AsArray().FirstOrDefault(choice => (string?)choice!["type"] != "null") ?? schema);
        return body["required"]?.AsArray().Select(member => (string)member!).ToArray() ?? [];
    }

    private static string[] Refused(ApiAnswer answer) => answer.Code == 400 && answer.Json.TryGetProperty("details", out _) ? answer.BadFields : [];

    /// <summary>Whose sign-in ends by it signs in for it.</summary>
    private Task<Api> CallerAsync(string operation) => operation is "LogOut" or "Refresh" ? mirror.SignInAsAdminAsync() : Task.FromResult(mirror.Admin);

    /// <summary>Of a record that is there, so that its body is what is looked at.</summary>
    private async Task<string> AddressAsync(ApiOperation operation)
    {
        var me = (await mirror.Admin.GetAsync("/api/auth/me"))["user"].GetProperty("id").GetString();
        var id = operation.Path.Split('/')[2] switch
        {
            "auth" => me,
            "tasks" => (await mirror.Admin.PostAsync("/api/tasks", new { entity_name = "One", task_type = "Call", task_time = "2026-12-24T10:00:00Z", contact_person_id = me }))["task"].GetProperty("id").GetString(),
            "views" => (await mirror.Admin.PostAsync("/api/views", new { name = $"{Guid.NewGuid()}", resource = "leads" }))["id"].ToString(),
            _ => "1",
        };
        return operation.Path
            .Replace("{id}", id, StringComparison.Ordinal)
            .Replace("{model}", "res.partner", StringComparison.Ordinal)
            .Replace("{method}", "search_count", StringComparison.Ordinal)
            .Replace("{token}", "unknown", StringComparison.Ordinal);
    }
}
