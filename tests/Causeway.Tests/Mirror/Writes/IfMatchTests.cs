using System.Net;
using System.Text.Json;
using Causeway.Tests.Features.Leads;
using Causeway.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Mirror.Writes;

/// <summary>No route changes a record in Odoo over a change that its caller has not seen.</summary>
[Collection(LeadsMirror.Name)]
public sealed class IfMatchTests(SharedMirror shared)
{
    private static readonly string[] Shelves = ["/api/crm/", "/api/opportunities", "/api/contacts", "/api/accounts", "/api/activities"];

    private readonly MirrorServer mirror = shared.Mirror;

    /// <summary>Each with its model, where the record is read, and a body.</summary>
    public static TheoryData<string, string, string, string> Routes => new()
    {
        { "PUT /api/crm/leads/{id}", "crm.lead", "/api/crm/leads/{id}", """{"name": "Mine"}""" },
        { "DELETE /api/crm/leads/{id}", "crm.lead", "/api/crm/leads/{id}", "" },
        { "POST /api/crm/leads/{id}/won", "crm.lead", "/api/crm/leads/{id}", "" },
        { "POST /api/crm/leads/{id}/lost", "crm.lead", "/api/crm/leads/{id}", "{}" },
        { "POST /api/crm/leads/{id}/restore", "crm.lead", "/api/crm/leads/{id}", "" },
        { "POST /api/crm/leads/{id}/convert", "crm.lead", "/api/crm/leads/{id}", "{}" },
        { "POST /api/crm/leads/{id}/notes", "crm.lead", "/api/crm/leads/{id}", """{"text": "Mine"}""" },
        { "PUT /api/opportunities/{id}", "opportunity", "/api/opportunities/{id}", """{"name": "Mine"}""" },
        { "PATCH /api/opportunities/{id}/stage", "opportunity", "/api/opportunities/{id}", """{"stage_id": 3}""" },
        { "PATCH /api/contacts/{id}", "res.partner", "/api/contacts/{id}", """{"city": "Utrecht"}""" },
        { "PATCH /api/accounts/real/{id}", "res.partner", "/api/accounts/real/{id}", """{"city": "Utrecht"}""" },
        { "PATCH /api/activities/{id}", "mail.activity", "/api/activities/{id}", """{"summary": "Mine"}""" },
        { "DELETE /api/activities/{id}", "mail.activity", "/api/activities/{id}", "" },
        { "POST /api/activities/{id}/done", "mail.activity", "/api/activities/{id}", "{}" },
    };

    [Fact]
    public async Task These_are_all_the_routes_that_change_a_record_and_each_says_that_it_takes_If_Match()
    {
        var paths = (await mirror.Admin.GetAsync("/openapi/v1.json"))["paths"].EnumerateObject();
        var operations = paths
            .Where(path => path.Name.Contains("{id}", StringComparison.Ordinal) && Shelves.Any(shelf => path.Name.StartsWith(shelf, StringComparison.Ordinal)))
            .SelectMany(path => path.Value.EnumerateObject().Where(operation => operation.Name is not ("get" or "parameters")), (path, operation) => (Route: $"{operation.Name.ToUpperInvariant()} {path.Name}", operation.Value))
            .ToList();

        operations.Select(operation => operation.Route).ShouldBe(Routes.Select(row => row.Data.Item1), ignoreOrder: true);
        operations.ShouldAllBe(operation => operation.Value.GetProperty("parameters").EnumerateArray().Any(parameter => parameter.GetProperty("name").GetString() == "If-Match"));
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_change_that_the_caller_has_not_seen_stops_it_and_nothing_is_written(string route, string model, string read, string body)
    {
        var (method, path) = (new HttpMethod(route.Split(' ')[0]), route.Split(' ')[1]);
        var (table, id, field) = await CreateAsync(model);
        string At(string template) => template.Replace("{id}", $"{id}", StringComparison.Ordinal);
        var seen = (await mirror.Admin.GetAsync(At(read))).Expect(HttpStatusCode.OK).ETag;
        mirror.Clock.Advance(TimeSpan.FromSeconds(1));
        await mirror.WriteAsync(table, id, new Dictionary<string, object> { [field] = "A colleague was faster" });
        var before = await InOdooAsync(table, id);

        var stale = (await SendAsync(method, At(path), body, seen)).Expect(HttpStatusCode.PreconditionFailed);

        stale["current"].ToString().ShouldContain("A colleague was faster");
        (await InOdooAsync(table, id)).ShouldBe(before);
        (await mirror.Control.DumpAsync("mail.message")).Values.ShouldNotContain(message => message.GetProperty("body").ToString().Contains("Mine", StringComparison.Ordinal) && message.GetProperty("res_id").ToString() == $"{id}");
        ((int)(await SendAsync(method, At(path), body, stale.ETag)).Status).ShouldBeInRange(200, 204);
    }

    private Task<ApiAnswer> SendAsync(HttpMethod method, string path, string body, string etag) =>
        mirror.Admin.SendAsync(method, path, body.Length == 0 ? null : new StringContent(body, System.Text.Encoding.UTF8, "application/json"), ("If-Match", etag));

    private async Task<(string Table, int Id, string Field)> CreateAsync(string kind)
    {
        var (table, field, id) = kind switch
        {
            "res.partner" => (kind, "street", await mirror.CreateAsync(kind, new { name = "To be changed", is_company = true })),
            "mail.activity" => (kind, "summary", await mirror.CreateAsync(kind, new { res_model_id = await ModelAsync(), res_id = (await mirror.LeadsAsync(1, "lukas.berg"))[0], summary = "To be changed", user_id = mirror.Odoo.Admin.Id })),
            _ => ("crm.lead", "name", await mirror.CreateAsync("crm.lead", new { name = "To be changed", type = kind == "crm.lead" ? "lead" : "opportunity", user_id = mirror.Odoo.Admin.Id })),
        };
        await mirror.SyncCompletelyAsync();
        return (table, id, field);
    }

    private async Task<long> ModelAsync() => (await mirror.Control.DumpAsync("ir.model")).Values.Single(model => model.GetProperty("model").GetString() == "crm.lead").GetProperty("id").GetInt64();

    private async Task<string> InOdooAsync(string table, int id) => JsonSerializer.Serialize((await mirror.Control.DumpAsync(table))[id]);
}
